import { PermissionFlagsBits } from "discord.js";
import type { BotConfig } from "../../config.ts";
import { OnRecordError } from "../../core/errors.ts";

const PORTAL = "https://discord.com/developers/applications";

/** What the bot does in a channel, and nothing that moderates. */
const PERMISSIONS = {
  "View Channels": PermissionFlagsBits.ViewChannel,
  "Send Messages": PermissionFlagsBits.SendMessages,
  "Send Messages in Threads": PermissionFlagsBits.SendMessagesInThreads,
  "Embed Links": PermissionFlagsBits.EmbedLinks,
  // A reply to a message needs it.
  "Read Message History": PermissionFlagsBits.ReadMessageHistory,
} as const;

/** The permissions as Discord's links and settings write them. */
export const PERMISSION_NUMBER: string = Object.values(PERMISSIONS)
  .reduce((sum, bit) => sum | bit, 0n)
  .toString();

/** The page on which an administrator adds the bot to a server. */
export function inviteLink(applicationId: string): string {
  return `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${PERMISSION_NUMBER}`;
}

/** A token begins with its application's id in base 64; null where this one does not. */
export function applicationIdOf(token: string): string | null {
  const [first = ""] = token.split(".");
  const id = Buffer.from(first, "base64").toString("latin1");
  return /^\d{17,20}$/.test(id) ? id : null;
}

/** What to do when there is no token, step by step. */
export function explainMissingToken({
  applicationId,
}: Pick<BotConfig, "applicationId">): OnRecordError {
  const steps = [
    `Open ${PORTAL}, log in, and choose "New Application". Give it a name, for example On Record.`,
    'Choose "Bot" on the left, then "Reset Token", and copy the token. Nobody else may see it.',
    'On the same page leave all "Privileged Gateway Intents" off: On Record needs none.',
    "Copy .env.example to .env and put the token behind DISCORD_TOKEN=",
    applicationId === null
      ? 'Choose "General Information", copy the "Application ID", and put it for APPLICATION_ID into this link:'
      : "Open this link:",
    `  ${inviteLink(applicationId ?? "APPLICATION_ID")}`,
    `Open it in a browser and choose your server. It asks for ${Object.keys(PERMISSIONS).join(", ")} (${PERMISSION_NUMBER}), with the scopes bot and applications.commands.`,
    "Register the commands: npm run deploy",
    "Start the bot: npm start",
  ];
  return new OnRecordError(
    "E_TOKEN",
    [
      "The bot has no token yet: DISCORD_TOKEN is empty.",
      "",
      ...numbered(steps),
      "",
      'To try the program without Discord: npm run ask -- "What did Rutte say about China?"',
    ].join("\n"),
  );
}

/** Numbers the lines; one that is indented belongs to the one before. */
function numbered(steps: readonly string[]): string[] {
  let at = 0;
  return steps.map((step) => {
    if (step.startsWith(" ")) return `   ${step}`;
    at += 1;
    return `${at}. ${step}`;
  });
}

/** What to do when there is nothing to answer from. */
export function explainNoDocuments(
  { corpusDir }: { readonly corpusDir: string },
  cause: unknown,
): OnRecordError {
  const reason = cause instanceof Error ? `\n${cause.message}` : "";
  return new OnRecordError(
    "E_CORPUS_EMPTY",
    [
      "The bot has no document to answer from, so it does not start.",
      `1. Put .txt or .md files into ${corpusDir}, or set ON_RECORD_CORPUS_DIR in .env to the folder that has them.`,
      "2. Read them once, to see what can be used: npm run index",
      "3. Start the bot again: npm start",
    ].join("\n") + reason,
    { cause },
  );
}
