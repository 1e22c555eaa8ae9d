import { type Command, EXIT_ANSWERED, wrongUse } from "./command.ts";
import { abstention } from "./eval/abstention.ts";
import { answers } from "./eval/answers.ts";
import { attribution } from "./eval/attribution.ts";
import { conformance } from "./eval/conformance.ts";
import { invariance } from "./eval/invariance.ts";
import type { Measure } from "./eval/measure.ts";
import { retrieval } from "./eval/retrieval.ts";
import { reading } from "./eval/reading.ts";
import { speakers } from "./eval/speakers.ts";
import { unseen } from "./eval/unseen.ts";

const measures: readonly Measure[] = [
  retrieval,
  abstention,
  conformance,
  attribution,
  speakers,
  reading,
  answers,
  invariance,
  unseen,
];

export const evalCommand: Command = {
  name: "eval",
  usage: measures.map(({ usage }) => usage).join("\n       "),
  summary: "measure the product on data that the command line names",
  help: [...helpOfAll(), ["--json", "print the figures as JSON"]],
  options: Object.fromEntries(measures.flatMap(({ options }) => Object.entries(options))),
  run: async (context, input) => {
    const [name, ...more] = input.positionals;
    if (more.length > 0) throw wrongUse(evalCommand, `Unexpected: ${more.join(" ")}`);
    const measure = measures.find((one) => one.name === name);
    if (!measure) throw wrongUse(evalCommand, `Say what to measure: ${namesOfAll()}.`);
    const { report, text } = await measure.run(context, input);
    context.print(input.flag("json") ? JSON.stringify(report, null, 2) : text);
    return EXIT_ANSWERED;
  },
};

/** What several measures take stands once. */
function helpOfAll(): Command["help"] {
  const lines = measures.flatMap(({ help }) => help);
  return [...new Map(lines.map((line) => [line.join(), line])).values()];
}

function namesOfAll(): string {
  const names = measures.map(({ name }) => name);
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
