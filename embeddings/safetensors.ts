/**
 * Reads fp16 tensors from a safetensors file: eight bytes of header length, a JSON header that
 * gives each tensor's type, shape and byte range, then the data.
 * Format: https://github.com/huggingface/safetensors#format
 */
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
  const { header, dataStart } = readHeader(file);
  const fromHalf = halfToSingleTable();

  const halves = (name: string, shape: readonly number[]) => {
    const entry = header[name];
    if (entry?.data_offsets === undefined) throw damaged(`"${name}" is missing`);
    if (entry.dtype !== "F16") throw damaged(`"${name}" is ${entry.dtype ?? "?"}, not F16`);
    if (entry.shape?.join() !== shape.join()) {
      throw damaged(`"${name}" has shape [${entry.shape?.join() ?? ""}], not [${shape.join()}]`);
    }
    const [start, end] = entry.data_offsets;
    const bytes = shape.reduce((product, size) => product * size, 2);
    if (end - start !== bytes || dataStart + end > file.length) {
      throw damaged(`"${name}" is cut off`);
    }
    // A copy, because the data need not start at an even address. (`Buffer.slice` would not copy.)
    const values = new Uint16Array(
      new Uint8Array(file.subarray(dataStart + start, dataStart + end)).buffer,
    );
    // Plain loops here and below: over ten million values they are many times faster than callbacks.
    for (let index = 0; index < values.length; index++) {
      if (((values[index] ?? 0) & EXPONENT_BITS) === EXPONENT_BITS) {
        throw damaged(`"${name}" holds a value that is not finite`);
      }
    }
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

function readHeader(file: Uint8Array) {
  if (file.length < LENGTH_BYTES) throw damaged("it is shorter than its header");
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const headerBytes = Number(view.getBigUint64(0, true));
  const dataStart = LENGTH_BYTES + headerBytes;
  if (headerBytes > HEADER_BYTES_MAX || dataStart > file.length) {
    throw damaged("it is shorter than its header");
  }
  try {
    const text = new TextDecoder().decode(file.subarray(LENGTH_BYTES, dataStart));
    return { header: headerSchema.parse(JSON.parse(text)), dataStart };
  } catch (cause) {
    throw damaged("its header does not parse", cause);
  }
}

/** The value of each of the 65,536 IEEE 754 half-precision bit patterns that is finite. */
function halfToSingleTable(): Float32Array {
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
