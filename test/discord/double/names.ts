import type { NameOf } from "./markdown-text.ts";
import type { World } from "./world.ts";

/** The names that clients show for what is mentioned by id. */
export function nameIn(world: World): NameOf {
  return (what, id) => {
    if (what === "channel") return world.channels.get(id)?.name;
    if (what === "user") return world.users.get(id)?.globalName ?? world.users.get(id)?.username;
    return [...world.guilds.values()].flatMap(({ roles }) => roles).find((role) => role.id === id)
      ?.name;
  };
}
