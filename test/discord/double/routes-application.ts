import type { ApiRequest, Reply, Route } from "./route.ts";
import type { Command, CommandPayload } from "./command.ts";
import type { JsonObject } from "./json.ts";
import type { World } from "./world.ts";
import { apiError, refuse } from "./api-error.ts";
import { COMMAND, commandPayload } from "./command.ts";
import { nothing, ok } from "./route.ts";
import { commandProblems } from "./rules-command.ts";
import { userJson } from "./wire.ts";

const DAILY_CREATES_MAX = 200;

type Place = string | null;

const created = new WeakMap<World, Map<Place, number>>();

/** Counts a new command of a guild. @throws ApiError 30034 above 200 a day. */
function countCreate(world: World, place: Place): void {
  if (place === null) return;
  const counts = created.get(world) ?? new Map<Place, number>();
  created.set(world, counts);
  const count = (counts.get(place) ?? 0) + 1;
  if (count > DAILY_CREATES_MAX) throw apiError("dailyCommands", "rule");
  counts.set(place, count);
}

function applicationOf(world: World, request: ApiRequest): void {
  if (request.param("application") !== world.applicationId) throw apiError("missingAccess", "rule");
}

function gateway(url: string, identifiesLeft: number): Reply {
  return ok({
    url,
    shards: 1,
    session_start_limit: {
      total: 1_000,
      remaining: Math.max(0, identifiesLeft),
      reset_after: 14_400_000,
      max_concurrency: 1,
    },
  });
}

function application(world: World): Reply {
  return ok({
    id: world.applicationId,
    name: world.bot.username,
    icon: null,
    description: "",
    summary: "",
    type: null,
    bot: userJson(world.bot),
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: "0".repeat(64),
    flags: 1 << 19,
    integration_types_config: { "0": {}, "1": {} },
    interactions_endpoint_url: null,
    approximate_guild_count: world.guilds.size,
    approximate_user_install_count: 0,
  });
}

/** A command as Discord writes it; the localizations are only given where they are asked for. */
function commandJson(world: World, command: Command, withLocalizations: boolean): JsonObject {
  const { payload } = command;
  const json: JsonObject = JSON.parse(
    JSON.stringify(payload, (key, value: unknown) =>
      !withLocalizations && key.endsWith("_localizations") ? undefined : value,
    ),
  );
  const permissions = payload.default_member_permissions;
  return {
    ...json,
    id: command.id,
    application_id: world.applicationId,
    version: command.version,
    type: payload.type ?? COMMAND.slash,
    description: payload.description ?? "",
    default_member_permissions: permissions == null ? null : String(permissions),
    nsfw: payload.nsfw ?? false,
    ...(command.guildId === null
      ? {
          dm_permission: true,
          contexts: payload.contexts ?? null,
          integration_types: payload.integration_types ?? [0],
        }
      : { guild_id: command.guildId }),
  };
}

function placeOf(world: World, request: ApiRequest, isGuild: boolean): Place {
  applicationOf(world, request);
  if (!isGuild) return null;
  const guild = world.guilds.get(request.param("guild"));
  if (!guild?.installed) throw apiError("missingAccess");
  return guild.id;
}

const inPlace = (world: World, place: Place): Command[] =>
  world.commands.filter(({ guildId }) => guildId === place);

/** Puts the commands of a place, keeping the ids of those whose type and name stay. */
function put(world: World, place: Place, payloads: readonly CommandPayload[]): Command[] {
  refuse(commandProblems(payloads, place === null ? "global" : "guild"));
  const before = inPlace(world, place);
  const now = payloads.map((payload): Command => {
    const known = before.find((one) => isSame(one.payload, payload));
    if (!known) countCreate(world, place);
    const isUnchanged = known && JSON.stringify(known.payload) === JSON.stringify(payload);
    return {
      id: known?.id ?? world.newId(),
      guildId: place,
      version: isUnchanged ? known.version : world.newId(),
      payload,
    };
  });
  world.commands = [...world.commands.filter(({ guildId }) => guildId !== place), ...now];
  world.changed();
  return now;
}

const isSame = (a: CommandPayload, b: CommandPayload): boolean =>
  a.name === b.name && (a.type ?? COMMAND.slash) === (b.type ?? COMMAND.slash);

function commandRoutes(prefix: string, isGuild: boolean): Route[] {
  const path = `${prefix}/commands`;
  const payloadsOf = (body: unknown): CommandPayload[] =>
    (Array.isArray(body) ? body : [body]).map((one) => commandPayload.parse(one));
  const findOne = (world: World, request: ApiRequest): Command => {
    const place = placeOf(world, request, isGuild);
    const found = inPlace(world, place).find(({ id }) => id === request.param("command"));
    if (!found) throw apiError("unknownCommand");
    return found;
  };
  return [
    {
      method: "GET",
      path,
      query: ["with_localizations"],
      handle: (world, request) => {
        const withAll = request.query.get("with_localizations") === "true";
        const commands = inPlace(world, placeOf(world, request, isGuild));
        return ok(commands.map((command) => commandJson(world, command, withAll)));
      },
    },
    {
      method: "PUT",
      path,
      schema: "ApplicationCommandUpdateRequest",
      isList: true,
      handle: (world, request) => {
        const place = placeOf(world, request, isGuild);
        const commands = put(world, place, payloadsOf(request.body));
        return ok(commands.map((command) => commandJson(world, command, true)));
      },
    },
    {
      method: "POST",
      path,
      schema: "ApplicationCommandCreateRequest",
      handle: (world, request) => {
        const place = placeOf(world, request, isGuild);
        const [payload] = payloadsOf(request.body);
        if (!payload) throw apiError("unknownCommand");
        const others = inPlace(world, place).flatMap((command) =>
          isSame(command.payload, payload) ? [] : [command.payload],
        );
        const command = put(world, place, [...others, payload]).at(-1);
        if (!command) throw apiError("unknownCommand");
        return { status: 201, body: commandJson(world, command, true) };
      },
    },
    {
      method: "DELETE",
      path: `${path}/:command`,
      handle: (world, request) => {
        const gone = findOne(world, request);
        world.commands = world.commands.filter((command) => command !== gone);
        world.changed();
        return nothing;
      },
    },
    {
      method: "GET",
      path: `${path}/:command`,
      handle: (world, request) => ok(commandJson(world, findOne(world, request), true)),
    },
  ];
}

/** Routes of the app itself; the gateway's address is only known once the server listens. */
export function applicationRoutes(gatewayInfo: () => { url: string; left: number }): Route[] {
  return [
    {
      method: "GET",
      path: "/gateway/bot",
      handle: () => gateway(gatewayInfo().url, gatewayInfo().left),
    },
    { method: "GET", path: "/applications/@me", handle: application },
    { method: "GET", path: "/oauth2/applications/@me", handle: application },
    ...commandRoutes("/applications/:application", false),
    ...commandRoutes("/applications/:application/guilds/:guild", true),
  ];
}
