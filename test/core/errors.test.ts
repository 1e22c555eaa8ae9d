import { describe, expect, test } from "vitest";
import { type ErrorCode, OnRecordError, isStaleButGood, tellError } from "../../src/core/errors.ts";

describe("whether the last good generation answers after an ingest that failed", () => {
  const cases: readonly [ErrorCode, number, boolean, boolean][] = [
    ["E_STATE_BUSY", 3, false, true],
    ["E_DISK_FULL", 3, true, true],
    ["E_STATE_UNWRITABLE", 0, true, false],
    ["E_CORPUS_EMPTY", 3, false, false],
    ["E_CORPUS_EMPTY", 3, true, true],
    ["E_WORKER", 3, true, true],
    ["E_STATE_TORN", 3, true, false],
  ];
  test.each(cases)("%s, generation %i, serving %s: %s", (code, generation, isServing, expected) => {
    const error = new OnRecordError(code, "It failed.");
    expect(isStaleButGood(error, { generation, isServing })).toBe(expected);
  });
});

test("a known failure is told by its message, an unknown one by its stack", () => {
  const known = new OnRecordError("E_USAGE", "There is no question.");
  expect(tellError(known)).toEqual({
    code: "E_USAGE",
    message: "There is no question.",
    text: "There is no question.",
    exitCode: 2,
  });
  const unknown = tellError(new TypeError("oops"));
  expect(unknown).toMatchObject({ code: "E_UNEXPECTED", exitCode: 3 });
  expect(unknown.text).toMatch(/^This should not have happened:\nTypeError: oops\n +at /);
});
