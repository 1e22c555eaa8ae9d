import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type HnswIndex, createHnswIndex, readHnswIndex } from "./hnsw-index.ts";
import { dot } from "../src/core/vector.ts";
import { sha256Of } from "../src/hash.ts";
import type { Store, VectorIndex } from "../src/ports.ts";

export interface IndexOptions {
  readonly store: Store;
  readonly encoder: string;
  readonly dimensions: number;
  /** The folder of the cache file. */
  readonly folder: string;
  /** Called with the number of vectors added and the number to add. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Removed points stay in the graph and slow it; past this share it is built anew. */
const REMOVED_SHARE_MAX = 0.25;

const MANIFEST = "vectors.json";
const manifestSchema = z.strictObject({
  format: z.literal(3),
  file: z.string().regex(/^vectors-\d+\.hnsw$/),
  /** The database's identity: another one gives the same ids to other passages. */
  database: z.string(),
  encoder: z.string(),
  dimensions: z.number(),
  generation: z.number(),
  /** SHA-256 of the file: a torn file would end the process in native code. */
  sha256: z.string(),
  ids: z.array(z.number()),
  removed: z.number(),
  /** SHA-256 of all of the above as JSON: a changed id would be another passage's vector. */
  seal: z.string(),
});
type Manifest = z.infer<typeof manifestSchema>;

/**
 * The vector index of the store's present generation. The file is a cache: where it is of another
 * generation the difference is applied, where it is missing, torn, of another encoder or of another
 * database it is built anew from the stored vectors.
 */
export async function openVectorIndex(options: IndexOptions): Promise<VectorIndex> {
  const generation = options.store.generation();
  const cached = await readCache(options);
  if (cached?.manifest.generation === generation) return withVectors(cached.index, options);

  const wanted = options.store.passageIds();
  const { index, removed } = reuse(cached, wanted) ?? {
    index: createHnswIndex(options.dimensions),
    removed: 0,
  };
  const present = new Set(index.ids());
  const added = wanted.filter((id) => !present.has(id));
  const vectors = options.store.vectors(options.encoder, added);
  await index.add(vectors, (done) => options.onProgress?.(done, vectors.size));
  await writeCache(options, index, { generation, removed });
  return withVectors(index, options);
}

/**
 * The index with the stored vectors beside it, read at the first use: the graph gives a point only as
 * an array made anew, which takes ten times as long as the comparison.
 */
function withVectors(index: HnswIndex, { store, encoder }: IndexOptions): VectorIndex {
  let vectors: ReadonlyMap<number, Float32Array> | null = null;
  return {
    size: index.size,
    search: (vector, k) => index.search(vector, k),
    similarities: (vector, ids) => {
      vectors ??= store.vectors(encoder, index.ids());
      return ids.map((id) => {
        const own = vectors?.get(id);
        return own ? dot(vector, own) : 0;
      });
    },
  };
}

interface Cached {
  readonly manifest: Manifest;
  readonly index: HnswIndex;
}

/** Removes from a cached index what is no longer wanted, or gives null where too much would go. */
function reuse(cached: Cached | null, wanted: readonly number[]) {
  if (!cached) return null;
  const keep = new Set(wanted);
  const unwanted = cached.manifest.ids.filter((id) => !keep.has(id));
  const removed = cached.manifest.removed + unwanted.length;
  if (removed > REMOVED_SHARE_MAX * (cached.manifest.ids.length + cached.manifest.removed))
    return null;
  for (const id of unwanted) cached.index.remove(id);
  return { index: cached.index, removed };
}

async function readCache({
  store,
  folder,
  encoder,
  dimensions,
}: IndexOptions): Promise<Cached | null> {
  try {
    const manifest = manifestSchema.parse(
      JSON.parse(await readFile(join(folder, MANIFEST), "utf8")),
    );
    const { seal, ...content } = manifest;
    if (seal !== sealOf(content)) return null;
    if (manifest.database !== store.identity()) return null;
    if (manifest.encoder !== encoder || manifest.dimensions !== dimensions) return null;
    const path = join(folder, manifest.file);
    if (sha256Of(await readFile(path)) !== manifest.sha256) return null;
    return { manifest, index: await readHnswIndex(path, dimensions, manifest.ids) };
  } catch {
    // Whatever is wrong with a cache, the cure is the same: build it anew.
    return null;
  }
}

async function writeCache(
  { store, folder, encoder, dimensions }: IndexOptions,
  index: HnswIndex,
  { generation, removed }: { readonly generation: number; readonly removed: number },
): Promise<void> {
  const file = `vectors-${generation}.hnsw`;
  const path = join(folder, file);
  const aside = `${path}.${process.pid}`;
  try {
    await mkdir(folder, { recursive: true });
    await index.write(aside);
    const sha256 = sha256Of(await readFile(aside));
    await rename(aside, path);
    const content = {
      format: 3,
      file,
      database: store.identity(),
      encoder,
      dimensions,
      generation,
      sha256,
      ids: index.ids(),
      removed,
    } as const;
    const manifest: Manifest = { ...content, seal: sealOf(content) };
    const manifestAside = join(folder, `${MANIFEST}.${process.pid}`);
    await writeFile(manifestAside, JSON.stringify(manifest));
    await rename(manifestAside, join(folder, MANIFEST));
    await removeOthers(folder, file);
  } catch {
    // The index in memory serves; the next start tries again.
    await rm(aside, { force: true }).catch(() => undefined);
  }
}

function sealOf(content: Omit<Manifest, "seal">): string {
  return sha256Of(JSON.stringify(content));
}

async function removeOthers(folder: string, keep: string): Promise<void> {
  const names = await readdir(folder);
  const old = names.filter((name) => /^vectors-\d+\.hnsw(\.[\d-]+)?$/.test(name) && name !== keep);
  await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
}
