import { OnRecordError } from "../src/core/errors.ts";

/** Token vectors `[tokens, dimensions]` to one unit vector. */
export function pool(
  hidden: Float32Array,
  { dimensions, pooling }: { readonly dimensions: number; readonly pooling: "mean" | "cls" },
): Float32Array {
  const vector = hidden.slice(0, dimensions);
  const rows = pooling === "mean" ? hidden.length / dimensions : 1;
  for (let row = 1; row < rows; row++) {
    const start = row * dimensions;
    for (let component = 0; component < dimensions; component++) {
      vector[component] = (vector[component] ?? 0) + (hidden[start + component] ?? 0);
    }
  }
  return toUnit(vector);
}

/** @throws OnRecordError E_ENCODER for a vector without direction. */
function toUnit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (!Number.isFinite(length) || length === 0) {
    throw new OnRecordError(
      "E_ENCODER",
      "The encoder gave a vector that is not finite or is zero.",
    );
  }
  return vector.map((value) => value / length);
}
