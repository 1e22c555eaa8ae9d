import type { Route } from "./route.ts";

export interface Match {
  readonly route: Route;
  readonly params: ReadonlyMap<string, string>;
}

/** The route of a request. One that names a part (`@me`) goes before one that leaves it open. */
export function matchRoute(routes: readonly Route[], method: string, path: string): Match | null {
  const matches = routes.flatMap((route) => {
    const params = route.method === method ? paramsOf(route.path, path) : null;
    return params ? [{ route, params }] : [];
  });
  return matches.toSorted((a, b) => a.params.size - b.params.size)[0] ?? null;
}

function paramsOf(pattern: string, path: string): Map<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const params = new Map<string, string>();
  for (const [index, part] of wanted.entries()) {
    const value = decodeURIComponent(given[index] ?? "");
    if (part.startsWith(":") && value !== "") params.set(part.slice(1), value);
    else if (part !== value) return null;
  }
  return params;
}
