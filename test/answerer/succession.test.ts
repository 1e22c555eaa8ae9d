import { expect, test } from "vitest";
import type { Link } from "../../src/answerer/link.ts";
import { startSuccession } from "../../src/answerer/succession.ts";

/** Links by number, of which only what a succession needs is told. */
function links() {
  const made: { depth: number; restarts: number; isClosed: boolean }[] = [];
  const start = (): Link => {
    const state = { depth: 0, restarts: 0, isClosed: false };
    made.push(state);
    return {
      call: () => Promise.reject(new Error("Nothing is asked here.")),
      depth: () => state.depth,
      restarts: () => state.restarts,
      kill: async () => undefined,
      close: async () => {
        state.isClosed = true;
        state.depth = 0;
      },
    };
  };
  const closed = () => made.map(({ isClosed }) => isClosed);
  return { made, start, closed };
}

test("the next one takes over when it is ready, and the earlier one ends when it has answered", async () => {
  const { made, start, closed } = links();
  const succession = startSuccession(start);
  const [first] = made;
  if (!first) throw new Error("No link was started.");
  Object.assign(first, { depth: 1, restarts: 2 });
  const present = succession.present();
  await succession.handOver(async (next) => {
    expect(next).not.toBe(present);
    expect(succession.present()).toBe(present);
  });
  expect(succession.present()).not.toBe(present);
  expect(closed()).toEqual([false, false]);
  first.depth = 0;
  await expect.poll(closed).toEqual([true, false]);
  expect(succession.restarts()).toBe(2);
});

test("one that cannot be made ready is ended, and the present one stays", async () => {
  const { start, closed } = links();
  const succession = startSuccession(start);
  const present = succession.present();
  await expect(succession.handOver(() => Promise.reject(new Error("torn")))).rejects.toThrow(
    "torn",
  );
  expect(succession.present()).toBe(present);
  expect(closed()).toEqual([false, true]);
});

test("at the end all are closed, those that have not handed over yet too", async () => {
  const { made, start, closed } = links();
  const succession = startSuccession(start);
  const [first] = made;
  if (first) first.depth = 1;
  await succession.handOver(async () => undefined);
  await succession.close();
  expect(closed()).toEqual([true, true]);
});
