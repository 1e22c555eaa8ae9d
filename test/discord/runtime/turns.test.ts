import fc from "fast-check";
import { expect, test } from "vitest";
import { TURN_LIMITS, type Turn, makeTurns } from "../../../src/discord/turns.ts";

const limits = {
  user: { burst: 2, everyMs: 3_000 },
  server: { burst: 3, everyMs: 1_000 },
  userWaitingMax: 1,
  allMax: 3,
};

function done(turn: Turn): void {
  if (!turn.ok) throw new Error(JSON.stringify(turn));
  turn.done();
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a user has a burst, then waits the seconds that are told", async () => {
  let now = 0;
  const turns = makeTurns(() => now, limits);
  done(await turns.take("ada", "uppsala"));
  done(await turns.take("ada", "uppsala"));
  expect(await turns.take("ada", "uppsala")).toEqual({ ok: false, of: "user", waitSeconds: 3 });
  now = 1_500;
  expect(await turns.take("ada", "uppsala")).toEqual({ ok: false, of: "user", waitSeconds: 2 });
  now = 3_000;
  expect(await turns.take("ada", "uppsala")).toMatchObject({ ok: true });
});

test("a server's members share its burst, and a direct message is nobody's server", async () => {
  const turns = makeTurns(() => 0, limits);
  for (const userId of ["a", "b", "c"]) done(await turns.take(userId, "uppsala"));
  expect(await turns.take("ada", "uppsala")).toEqual({ ok: false, of: "server", waitSeconds: 1 });
  expect(await turns.take("ada", null)).toMatchObject({ ok: true });
});

test("one question of a user at a time, in order; others do not wait", async () => {
  const turns = makeTurns(() => 0, { ...limits, user: { burst: 9, everyMs: 1 } });
  const order: string[] = [];
  const take = async (userId: string, name: string) => {
    const turn = await turns.take(userId, null);
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
  const turns = makeTurns(() => 0, { ...limits, user: { burst: 9, everyMs: 1 } });
  const first = await turns.take("ada", null);
  const second = turns.take("ada", null);
  expect(await turns.take("ada", null)).toEqual({ ok: false, busy: true });
  expect(await turns.take("bo", null)).toMatchObject({ ok: true });
  expect(await turns.take("cy", null)).toEqual({ ok: false, busy: true });
  done(first);
  done(await second);
  expect(await turns.take("cy", null)).toMatchObject({ ok: true });
});

test("whatever happens, nobody gets more than the burst and the steady share, and nothing is left", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ gap: fc.nat(4_000), user: fc.nat(3) }), { maxLength: 200 }),
      async (asks) => {
        let now = 0;
        const turns = makeTurns(() => now);
        const granted = new Map<number, number>();
        for (const { gap, user } of asks) {
          now += gap;
          const turn = await turns.take(String(user), null);
          if (!turn.ok) continue;
          turn.done();
          granted.set(user, (granted.get(user) ?? 0) + 1);
        }
        const { burst, everyMs } = TURN_LIMITS.user;
        for (const count of granted.values())
          expect(count).toBeLessThanOrEqual(burst + now / everyMs);
        expect(turns.depth()).toBe(0);
      },
    ),
  );
});
