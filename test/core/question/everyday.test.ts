import { expect, it } from "vitest";
import { everydayCases, wrongFields } from "./everyday.ts";

/** Prints what is wrong in the set that is developed on, for ON_RECORD_LIST. */
const LIST = process.env.ON_RECORD_LIST;

it("understands messages as members type them", () => {
  const cases = everydayCases(process.env.EVERYDAY ?? "everyday-dev.txt");
  const wrong = cases.filter((one) => wrongFields(one).length > 0);
  if (LIST)
    for (const one of wrong) console.log(`${one.message}\n      ${wrongFields(one).join("; ")}`);
  console.log(`dev ${cases.length - wrong.length} of ${cases.length}`);
  expect(cases.length).toBeGreaterThan(100);
});

it("understands messages that it was not developed on", () => {
  const cases = everydayCases("everyday-heldout.txt");
  const right = cases.filter((one) => wrongFields(one).length === 0);
  if (LIST) {
    const kinds = cases
      .filter((one) => wrongFields(one).length > 0)
      .map(({ expected }) => `${expected[0]?.get("kind") ?? "none"} ${expected.length}`);
    console.log(kinds.toSorted().join(", "));
  }
  console.log(`held out ${right.length} of ${cases.length}`);
  expect(cases.length).toBeGreaterThan(100);
});
