import { z } from "zod";

export const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  voice: 4,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalidSession: 9,
  hello: 10,
  ack: 11,
} as const;

export const CLOSE = {
  unknownOpcode: 4_001,
  decode: 4_002,
  notAuthenticated: 4_003,
  authenticationFailed: 4_004,
  alreadyAuthenticated: 4_005,
  rateLimited: 4_008,
  invalidIntents: 4_013,
  disallowedIntents: 4_014,
} as const;

/** What a client may send. Anything else is a violation. */
export const clientFrame = z.discriminatedUnion("op", [
  z.object({ op: z.literal(OP.heartbeat), d: z.number().nullable() }),
  z.object({
    op: z.literal(OP.identify),
    d: z.strictObject({
      token: z.string(),
      intents: z.int(),
      properties: z.strictObject({ os: z.string(), browser: z.string(), device: z.string() }),
      compress: z.literal(false).optional(),
      large_threshold: z.int().min(50).max(250).optional(),
      shard: z.tuple([z.int(), z.int()]).optional(),
      presence: z.looseObject({}).optional(),
    }),
  }),
  z.object({ op: z.literal(OP.presence), d: z.looseObject({}) }),
  z.object({
    op: z.literal(OP.resume),
    d: z.strictObject({ token: z.string(), session_id: z.string(), seq: z.number() }),
  }),
]);

export type ClientFrame = z.infer<typeof clientFrame>;
export type Identify = Extract<ClientFrame, { op: typeof OP.identify }>["d"];
export type Resume = Extract<ClientFrame, { op: typeof OP.resume }>["d"];
