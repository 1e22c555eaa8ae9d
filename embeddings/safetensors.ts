/**
 * Reads fp16 tensors from a safetensors file: eight bytes of header length, a JSON header that
 * gives each tensor's type, shape and byte range, then the data.
 * Format: https://github.com/huggingface/safetensors#format
 */
import { open } from "node:fs/promises";
import { z } from "zod";
import { OnRecordError } from "../src/core/errors.ts";

const LENGTH_BYTES = 8;
/** The format's own limit, 100 MB: a larger length is a damaged file, not a large header. */
const HEADER_BYTES_MAX = 100_000_000;
/** In fp16 an exponent of all ones means infinity or not-a-number. */
const EXPONENT_BITS = 0x7c00;

const headerSchema = z.record(
  z.string(),
  z.looseObject({
    dtype: z.string().optional(),
    shape: z.array(z.int().nonnegative()).optional(),
    data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]).optional(),
  }),
);

/**
 * Tensors by name, row-major. `shape` is the shape the tensor must have, e.g. `[1536, 384]`.
 * Both throw OnRecordError E_ENCODER when it is missing, of another type or shape, cut off, or
 * holds a value that is not finite.
 */
export interface Tensors {
  floats(name: string, shape: readonly number[]): Float32Array;
  /** The fp16 bit patterns as they are stored. */
  halves(name: string, shape: readonly number[]): Uint16Array;
}

/**
 * @param file the bytes of a whole safetensors file.
 * @throws OnRecordError E_ENCODER when the header does not parse.
 */
export function openSafetensors(file: Uint8Array): Tensors {
  const header = readHeader(file, file.length);
  const fromHalf = halfToSingleTable();

  const halves = (name: string, shape: readonly number[]) => {
    const { start, end } = findHalves(header, name, shape);
    if (end > file.length) throw damaged(`"${name}" is cut off`);
    // A copy, because the data need not start at an even address. (`Buffer.slice` would not copy.)
    const values = new Uint16Array(new Uint8Array(file.subarray(start, end)).buffer);
    refuseInfinite(values, name);
    return values;
  };
  const floats = (name: string, shape: readonly number[]) => {
    const bits = halves(name, shape);
    const values = new Float32Array(bits.length);
    for (let index = 0; index < bits.length; index++) {
      values[index] = fromHalf[bits[index] ?? 0] ?? 0;
    }
    return values;
  };
  return { halves, floats };
}

/**
 * Reads one fp16 tensor, and of the file no more than that.
 *
 * @returns its bit patterns, row-major.
 * @throws OnRecordError E_ENCODER as `Tensors` does; what the file system throws where there is no file.
 */
export async function readHalves(
  path: string,
  name: string,
  shape: readonly number[],
): Promise<Uint16Array> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const readPart = async (start: number, end: number) => {
      if (end > size) throw damaged(`"${name}" is cut off`);
      const part = new Uint8Array(end - start);
      const { bytesRead } = await file.read(part, 0, part.length, start);
      if (bytesRead < part.length) throw damaged(`"${name}" is cut off`);
      return part;
    };
    const dataStart = findDataStart(await readPart(0, LENGTH_BYTES), size);
    const header = readHeader(await readPart(0, dataStart), size);
    const { start, end } = findHalves(header, name, shape);
    const values = new Uint16Array((await readPart(start, end)).buffer);
    refuseInfinite(values, name);
    return values;
  } finally {
    await file.close();
  }
}

interface Header {
  readonly entries: z.infer<typeof headerSchema>;
  readonly dataStart: number;
}

/** @param size of the whole file, in bytes. */
function findDataStart(head: Uint8Array, size: number): number {
  if (head.length < LENGTH_BYTES) throw damaged("it is shorter than its header");
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const headerBytes = Number(view.getBigUint64(0, true));
  const dataStart = LENGTH_BYTES + headerBytes;
  if (headerBytes > HEADER_BYTES_MAX || dataStart > size) {
    throw damaged("it is shorter than its header");
  }
  return dataStart;
}

function readHeader(head: Uint8Array, size: number): Header {
  const dataStart = findDataStart(head, size);
  try {
    const text = new TextDecoder().decode(head.subarray(LENGTH_BYTES, dataStart));
    return { entries: headerSchema.parse(JSON.parse(text)), dataStart };
  } catch (cause) {
    throw damaged("its header does not parse", cause);
  }
}

/** Where the tensor's bytes lie in the file. */
function findHalves(
  { entries, dataStart }: Header,
  name: string,
  shape: readonly number[],
): { readonly start: number; readonly end: number } {
  const entry = entries[name];
  if (entry?.data_offsets === undefined) throw damaged(`"${name}" is missing`);
  if (entry.dtype !== "F16") throw damaged(`"${name}" is ${entry.dtype ?? "?"}, not F16`);
  if (entry.shape?.join() !== shape.join()) {
    throw damaged(`"${name}" has shape [${entry.shape?.join() ?? ""}], not [${shape.join()}]`);
  }
  const [start, end] = entry.data_offsets;
  const bytes = shape.reduce((product, size) => product * size, 2);
  if (end - start !== bytes) throw damaged(`"${name}" is cut off`);
  return { start: dataStart + start, end: dataStart + end };
}

function refuseInfinite(halves: Uint16Array, name: string): void {
  // Plain loops here and below: over ten million values they are many times faster than callbacks.
  for (let index = 0; index < halves.length; index++) {
    if (((halves[index] ?? 0) & EXPONENT_BITS) === EXPONENT_BITS) {
      throw damaged(`"${name}" holds a value that is not finite`);
    }
  }
}

/** The value of each of the 65,536 IEEE 754 half-precision bit patterns that is finite. */
export function halfToSingleTable(): Float32Array {
  const table = new Float32Array(65_536);
  for (let bits = 0; bits < table.length; bits++) {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 0x1f;
    const fraction = bits & 0x3ff;
    if (exponent === 0) table[bits] = sign * fraction * 2 ** -24;
    else table[bits] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  }
  return table;
}

function damaged(what: string, cause?: unknown): OnRecordError {
  return new OnRecordError(
    "E_ENCODER",
    `The encoder's weights are damaged: ${what}. Reinstall them with "npm ci".`,
    { cause },
  );
}
