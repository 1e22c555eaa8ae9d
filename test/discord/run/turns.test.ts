import fc from "fast-check";
import { expect, test } from "vitest";
import { TURN_LIMITS, type Turn, createTurns } from "../../../src/discord/run/turns.ts";

const ask = {
  user: { burst: 2, everyMs: 3_000 },
  server: { burst: 3, everyMs: 1_000 },
  userWaitingMax: 1,
};
const press = {
  user: { burst: 4, everyMs: 500 },
  server: { burst: 9, everyMs: 100 },
  userWaitingMax: 3,
};
const limits = { ask, press, allMax: 3 };
const patient = { ...limits, ask: { ...ask, user: { burst: 9, everyMs: 1 } } };

function done(turn: Turn): void {
  if (!turn.ok) throw new Error(JSON.stringify(turn));
  turn.done();
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a user has a burst, then waits the seconds that are told", async () => {
  let now = 0;
  const turns = createTurns(() => now, limits);
  done(await turns.take("ada", "uppsala", "ask"));
  done(await turns.take("ada", "uppsala", "ask"));
  expect(await turns.take("ada", "uppsala", "ask")).toEqual({
    ok: false,
    of: "user",
    waitSeconds: 3,
  });
  now = 1_500;
  expect(await turns.take("ada", "uppsala", "ask")).toEqual({
    ok: false,
    of: "user",
    waitSeconds: 2,
  });
  now = 3_000;
  expect(await turns.take("ada", "uppsala", "ask")).toMatchObject({ ok: true });
});

test("a server's members share its burst, and a direct message is nobody's server", async () => {
  const turns = createTurns(() => 0, limits);
  for (const userId of ["a", "b", "c"]) done(await turns.take(userId, "uppsala", "ask"));
  expect(await turns.take("ada", "uppsala", "ask")).toEqual({
    ok: false,
    of: "server",
    waitSeconds: 1,
  });
  expect(await turns.take("ada", null, "ask")).toMatchObject({ ok: true });
});

test("one question of a user at a time, in order; others do not wait", async () => {
  const turns = createTurns(() => 0, patient);
  const order: string[] = [];
  const take = async (userId: string, name: string) => {
    const turn = await turns.take(userId, null, "ask");
    order.push(name);
    return turn;
  };
  const first = take("ada", "first");
  const second = take("ada", "second");
  await take("bo", "other");
  await settled();
  expect(order).toEqual(["first", "other"]);
  done(await first);
  await settled();
  expect(order).toEqual(["first", "other", "second"]);
  done(await second);
  done(await second);
  expect(turns.depth()).toBe(1);
});

test("more than can wait is shed, of one user and of all", async () => {
  const turns = createTurns(() => 0, patient);
  const first = await turns.take("ada", null, "ask");
  const second = turns.take("ada", null, "ask");
  expect(await turns.take("ada", null, "ask")).toEqual({ ok: false, busy: true });
  expect(await turns.take("bo", null, "ask")).toMatchObject({ ok: true });
  expect(await turns.take("cy", null, "ask")).toEqual({ ok: false, busy: true });
  done(first);
  done(await second);
  expect(await turns.take("cy", null, "ask")).toMatchObject({ ok: true });
});

test("whatever happens, nobody gets more than the burst and the steady share, and nothing is left", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ gap: fc.nat(4_000), user: fc.nat(3) }), { maxLength: 200 }),
      async (asks) => {
        let now = 0;
        const turns = createTurns(() => now);
        const granted = new Map<number, number>();
        for (const { gap, user } of asks) {
          now += gap;
          const turn = await turns.take(String(user), null, "ask");
          if (!turn.ok) continue;
          turn.done();
          granted.set(user, (granted.get(user) ?? 0) + 1);
        }
        const { burst, everyMs } = TURN_LIMITS.ask.user;
        for (const count of granted.values())
          expect(count).toBeLessThanOrEqual(burst + now / everyMs);
        expect(turns.depth()).toBe(0);
      },
    ),
  );
});

test("pressing is not asking, and has a share and a queue of its own", async () => {
  let now = 0;
  const turns = createTurns(() => now, { ...limits, allMax: 20 });
  for (let at = 0; at < 2; at += 1) done(await turns.take("ada", "uppsala", "ask"));
  expect(await turns.take("ada", "uppsala", "ask")).toMatchObject({ ok: false, of: "user" });
  const first = await turns.take("ada", "uppsala", "press");
  const others = [1, 2, 3].map(() => turns.take("ada", "uppsala", "press"));
  expect(await turns.take("ada", "uppsala", "press")).toEqual({ ok: false, busy: true });
  done(first);
  for (const other of others) done(await other);
  const wait = { ok: false, of: "user", waitSeconds: 1 };
  expect(await turns.take("ada", "uppsala", "press")).toEqual(wait);
  now = 3_000;
  done(await turns.take("ada", "uppsala", "ask"));
  expect(turns.depth()).toBe(0);
});
