import type { InteractionHandle } from "../double/handle.ts";
import { allComponents } from "../double/payload.ts";
import type { Discord } from "../double/start.ts";

const REQUESTS: readonly (readonly [name: string, values: Readonly<Record<string, string>>])[] = [
  ["ask", { question: "What did Rutte say about China?" }],
  ["ask", { question: "Who warned of escalation?" }],
  ["ask", { question: "What is the recipe for sourdough bread?" }],
  ["quotes", { speaker: "mark-rutte" }],
  ["quotes", { speaker: "Barrot", about: "Russia" }],
  ["who", { about: "China" }],
  ["verify", { quote: "a huge risk of escalation" }],
  ["sources", {}],
  ["source", { id: "nato-and-eu-urge-china" }],
  ["about", {}],
];

/** Enough of them that nobody asks more than a fair share. */
const PEOPLE = 400;
const PRESS_EVERY = 7;

/** People who ask in turn, each in a server of their own, or press a button of what they were answered. */
export function newAsker(discord: Discord): (at: number) => InteractionHandle {
  const people = Array.from({ length: PEOPLE }, (_, at) => {
    const user = discord.addUser(`Person ${at}`);
    const guild = discord.addGuild(`Server ${at}`, { members: [user] });
    return { user, channel: discord.addChannel(guild, "talk") };
  });
  const answered: { readonly handle: InteractionHandle; readonly person: number }[] = [];
  return (at) => {
    const person = at % PEOPLE;
    const scene = people[person];
    const [name, values] = REQUESTS[at % REQUESTS.length] ?? ["about", {}];
    if (!scene) throw new Error("There is nobody to ask.");
    const earlier = at % PRESS_EVERY === 0 ? answered.shift() : undefined;
    const message = earlier?.handle.reply;
    const button = at % 2 === 0 ? "More context" : "Cite";
    // One that was told to wait has no buttons.
    const hasIt = allComponents(message?.look.components ?? []).some(
      ({ label }) => label === button,
    );
    if (earlier && message && hasIt) {
      const { user } = people[earlier.person] ?? scene;
      return discord.press(message, button, { user });
    }
    const handle = discord.slash(name, values, scene);
    if (name === "quotes" && answered.length < PEOPLE) answered.push({ handle, person });
    return handle;
  };
}
