/** Documents that nobody would write: bytes in. */
import { character, characters, hostile, mixture, prose, run } from "./pieces.ts";
import { type Random, randomOf } from "../../src/measure/eval/random.ts";

/** Longest run of one thing in a document, in UTF-16 units. */
const RUN_CHARS_MAX = 20_000;

export interface FuzzedDocument {
  /** Its file in the corpus folder. */
  readonly name: string;
  readonly bytes: Buffer;
  /** The metadata file beside it, or null. */
  readonly metadata: Buffer | null;
}

/**
 * The document of a seed and a number.
 *
 * @param articles real texts, of which some are mutated; at least one.
 */
export function fuzzDocument(
  seed: string,
  at: number,
  articles: readonly [string, ...string[]],
): FuzzedDocument {
  const random = randomOf(seed, "document", at);
  const isMarkdown = random.once(3);
  const text = Buffer.from(random.pick(SHAPES)(random, articles));
  const head = isMarkdown && !random.once(4) ? frontMatter(random) : Buffer.alloc(0);
  const whole = Buffer.concat([
    random.once(12) ? Buffer.from("\uFEFF") : Buffer.alloc(0),
    head,
    text,
  ]);
  const folder = random.once(8) ? `f${random.int(3)}/` : "";
  const odd = random.once(12) ? random.pick(["é", " ", "'", '"', "%", "🚀", "\u202e", "..."]) : "";
  return {
    name: `${folder}${String(at).padStart(9, "0")}${odd}.${isMarkdown ? "md" : "txt"}`,
    bytes: random.once(6) ? damaged(random, whole) : whole,
    metadata: random.once(5) ? Buffer.from(metadata(random)) : null,
  };
}

/** A line of a JSON Lines file; some are broken. */
export function fuzzLine(
  seed: string,
  at: number,
  articles: readonly [string, ...string[]],
): string {
  const random = randomOf(seed, "line", at);
  const text = random.pick(SHAPES)(random, articles);
  const id = random.once(20) ? characters(random, 400) : `line-${random.once(20) ? 0 : at}`;
  const fields = random.once(2) ? {} : looseFields(random);
  const line = JSON.stringify({ ...fields, id, text: random.once(20) ? half(random, text) : text });
  if (!random.once(6)) return line;
  return random.pick<() => string>([
    () => line.slice(0, random.int(line.length)),
    () => `${line}${characters(random, 20).replaceAll(/[\r\n]/g, "")}`,
    () => JSON.stringify([text]),
    () => "[".repeat(random.length(RUN_CHARS_MAX)),
    () => "",
    () => line.replace('"text"', '"text":1,"text"'),
  ])();
}

type Shape = (random: Random, articles: readonly [string, ...string[]]) => string;

const SHAPES: readonly [Shape, ...Shape[]] = [
  (random, articles) => mutated(random, random.pick(articles)),
  (random, articles) => mutated(random, random.pick(articles)),
  (random) => mixture(random, 12, 2_000),
  (random) => mixture(random, 12, 200),
  (random) => mixture(random, 3, RUN_CHARS_MAX),
  (random) => `Rutte said “${run(random, RUN_CHARS_MAX)}” on Monday. ${prose(random, 40)}`,
  (random) => `Rutte said "a${run(random, RUN_CHARS_MAX)}`,
  (random) => `${hostile(random, RUN_CHARS_MAX)}\n\n${prose(random, 40)}`,
  (random) => `${prose(random, 40)} ${hostile(random, 2_000)}`,
  (random) => characters(random, 3_000),
  (random) =>
    prose(random, 600).replaceAll(/\s+/g, random.pick([" ", "", "\t", "\u2028", "\u00a0"])),
  (random) =>
    prose(random, 300).replaceAll("\n", random.pick(["\r\n", "\r", "\n\n\n", "\v", "\f"])),
  (random) => random.many(random.length(300), () => markdownLine(random)).join("\n"),
  (random) => random.many(random.length(200), () => subtitle(random)).join("\n"),
  (random) => random.many(random.length(200), () => turn(random)).join("\n"),
  (random) => random.pick(["", " ", "\n", "\t\r\n", ".", "“", "\u0301", "\u200b", "a"]),
];

function markdownLine(random: Random): string {
  return random.pick<() => string>([
    () => `${"#".repeat(random.length(9))} ${prose(random, 6)}`,
    () => `${"> ".repeat(random.length(20))}${prose(random, 12)}`,
    () =>
      `${" ".repeat(random.length(30))}${random.pick(["-", "*", "1.", "+"])} ${prose(random, 9)}`,
    () => `|${random.many(random.length(12), () => prose(random, 3)).join("|")}|`,
    () => random.pick(["---", "```", "***", "===", "", "<div>", "[a]: http://a.b", "---|---"]),
    () =>
      `[${prose(random, 3)}](http://example.org/${characters(random, 9)}) **${prose(random, 4)}**`,
    () => prose(random, 30),
  ])();
}

function subtitle(random: Random): string {
  const time = () => `00:0${random.int(9)}:${random.int(60)},${random.int(999)}`;
  return `${random.int(999)}\n${time()} --> ${time()}\n<v Ines>${prose(random, 9)}\n`;
}

function turn(random: Random): string {
  return random.pick<() => string>([
    () => `MS. PSAKI: ${prose(random, 20)}`,
    () => `**Mira Holt (05:51):** ${prose(random, 20)}`,
    () => `[14:02] mika: ${prose(random, 10)}`,
    () => `Q ${prose(random, 10)}?`,
    () => `“${prose(random, 10)}” — ${random.pick(["Ada Lind", "M. B.", character(random)])}`,
  ])();
}

/** A text with pieces cut, doubled, moved, and others put in. */
function mutated(random: Random, text: string): string {
  let units = Array.from(text);
  for (let times = random.int(12); times >= 0; times -= 1) {
    const from = random.int(units.length);
    const count = random.length(Math.min(400, units.length - from + 1));
    const part = units.slice(from, from + count);
    const instead = random.pick<() => string[]>([
      () => [],
      () => [...part, ...part],
      () => part.reverse(),
      () => Array.from(run(random, 200)),
      () => Array.from(characters(random, 20)),
      () => part.map((unit) => unit.toUpperCase()),
      () => Array.from(prose(random, 12)),
    ])();
    units = [...units.slice(0, from), ...instead, ...units.slice(from + count)];
  }
  return units.join("");
}

/** Bytes flipped, cut or put in, so that it may not be UTF-8. */
function damaged(random: Random, bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  return random.pick<() => Buffer>([
    () => copy.subarray(0, random.int(copy.length + 1)),
    () => Buffer.concat([copy, Buffer.from(random.many(random.length(50), () => random.int(256)))]),
    () => Buffer.from(random.many(random.length(2_000), () => random.int(256))),
    () => {
      for (let times = random.int(5); times >= 0 && copy.length > 0; times -= 1) {
        copy[random.int(copy.length)] = random.int(256);
      }
      return copy;
    },
    () => Buffer.from(copy.toString("utf8"), "utf16le"),
    () => Buffer.from(copy.toString("utf8"), "latin1"),
    () => Buffer.concat([Buffer.from([0xff, 0xfe]), copy]),
  ])();
}

/** Metadata, of which a field in five does not fit. */
function looseFields(random: Random): Record<string, unknown> {
  const fields = [
    "title",
    "publisher",
    "author",
    "authorRole",
    "published",
    "url",
    "other",
  ] as const;
  return Object.fromEntries(
    random.many(random.int(4), () => {
      const field = random.pick<string>(fields);
      return [field, random.once(5) ? misfit(random) : fitting(random, field)];
    }),
  );
}

function fitting(random: Random, field: string): string | null {
  if (random.once(5)) return null;
  if (field === "published")
    return random.pick(["2024", "2024-11", "2024-11-18", "2024-11-18T14:55Z"]);
  if (field === "url") return `https://example.org/${random.pick(["", "a?b=c#d", "é", "%20"])}`;
  return `T ${prose(random, 6)}`;
}

function misfit(random: Random): unknown {
  return random.pick<() => unknown>([
    () => characters(random, 30),
    () => half(random, "title"),
    () => "x\0y",
    () => run(random, 900),
    () => random.int(3_000),
    () => [prose(random, 2)],
    () => ({ a: 1 }),
    () => "2024-13-01",
    () => `https://example.org/${characters(random, 20)}`,
    () => "javascript:alert(1)",
  ])();
}

function metadata(random: Random): string {
  const json = JSON.stringify(looseFields(random));
  return random.pick<() => string>([
    () => json,
    () => json,
    () => json.slice(0, random.int(json.length)),
    () => `\uFEFF${json}`,
    () => "[".repeat(random.length(20_000)),
    () => `{"title": "${characters(random, 20)}"}`,
    () => "",
  ])();
}

/** Front matter, broken in every way. */
function frontMatter(random: Random): Buffer {
  const fields = looseFields(random);
  const yaml = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  const odd = random.pick<() => string>([
    () => "",
    () => "",
    () => "title: T\ntitle: U\n",
    () => run(random, 3_000),
    () => `a: ${"[".repeat(random.length(3_000))}\n`,
    () => `${"- ".repeat(random.length(3_000))}\n`,
    () => "a: &a [1]\nb: *a\n",
    () => characters(random, 200),
    () => "title: |\n  one\n  two\n",
    () => Array.from({ length: random.length(4_000) }, (_, at) => `k${at}: ${at}\n`).join(""),
    () => "%YAML 1.1\n",
    () => "title: !!js/function x\n",
  ])();
  const end = random.pick([
    "---\n",
    "---\n",
    "---\n",
    "---\r\n",
    "...\n",
    "--- \t\n",
    "----\n",
    "",
  ]);
  return Buffer.from(`---\n${yaml.join("")}${odd}${end}`);
}

/** With half a character in it, which has no UTF-8. */
function half(random: Random, text: string): string {
  const at = random.int(text.length + 1);
  return text.slice(0, at) + String.fromCharCode(0xd800 + random.int(0x800)) + text.slice(at);
}
