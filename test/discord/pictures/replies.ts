import type { InteractionHandle } from "../double/handle.ts";
import type { Discord } from "../double/start.ts";
import type { Message } from "../double/world.ts";
import { type Pictured, drawMessages } from "./picture.ts";

/** The main replies of a bot on this Discord, as SVG by file name. */
export async function takePictures(discord: Discord): Promise<Map<string, string>> {
  const person = discord.user.globalName ?? discord.user.username;
  const draw = (messages: readonly Pictured[], title: string): string =>
    drawMessages(messages, title, (what, id) =>
      what === "user" && id !== "" ? person : undefined,
    );
  const reply = (title: string, handle: InteractionHandle): string => {
    const reference = `${person} used ${title}`;
    return draw([pictured(demanded(handle.reply), reference)], title);
  };
  const slash = (name: string, values: Readonly<Record<string, string>> = {}) =>
    discord.slash(name, values).answered(ANSWER_MS);
  const said = discord.say(
    discord.channel,
    "Well, Rutte said “Beijing cannot pretend to promote peace”, and there is “a huge risk of escalation”.",
  );
  const checks = await discord.contextMenu("Check quotes", said).answered(ANSWER_MS);
  return new Map([
    [
      "answer.svg",
      reply("/ask", await slash("ask", { question: "What did Rutte say about China?" })),
    ],
    [
      "number.svg",
      reply("/ask", await slash("ask", { question: "How many North Korean troops are in Kursk?" })),
    ],
    [
      "several.svg",
      reply(
        "/ask",
        await slash("ask", {
          question: "What did Rutte say about China? How many North Korean troops are in Kursk?",
        }),
      ),
    ],
    [
      "no-answer.svg",
      reply("/ask", await slash("ask", { question: "Who won the football world cup?" })),
    ],
    [
      "verify.svg",
      reply(
        "/verify",
        await slash("verify", {
          quote:
            "Beijing can pretend to promote peace while turning a blind eye to increasing aggression",
          speaker: "Rutte",
        }),
      ),
    ],
    ["sources.svg", reply("/sources", await slash("sources"))],
    [
      "check-quotes.svg",
      draw(
        [pictured(said, null), pictured(demanded(checks.reply), `${person} used Check quotes`)],
        "Check quotes",
      ),
    ],
  ]);
}

/** The first answer loads the encoder. */
const ANSWER_MS = 30_000;

function pictured({ author, look }: Message, reference: string | null): Pictured {
  return { author: author.globalName ?? author.username, isBot: author.bot, reference, look };
}

function demanded(message: Message | null): Message {
  if (!message) throw new Error("There is no reply.");
  return message;
}
