import { OnRecordError } from "../../src/core/errors.ts";

/** The error of ours that the work ends in; anything else fails the test. */
export async function errorOf(work: () => unknown): Promise<OnRecordError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof OnRecordError) return error;
    throw error;
  }
  throw new Error("There was no error.");
}
