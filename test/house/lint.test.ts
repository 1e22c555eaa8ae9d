import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { tempDir } from "../support/temp.ts";

const root = resolve(import.meta.dirname, "../..");

/** What the lint says of a file with one import. */
async function complaints(file: string, specifier: string): Promise<string[]> {
  const folder = await tempDir();
  copyFileSync(join(root, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), `import { x } from "${specifier}";\nexport const y = x;\n`);
  const lint = join(root, "node_modules/.bin/oxlint");
  const { stdout } = spawnSync(lint, ["--format=json", file], { cwd: folder, encoding: "utf8" });
  const report: unknown = JSON.parse(stdout);
  const found =
    typeof report === "object" && report !== null && "diagnostics" in report
      ? report.diagnostics
      : [];
  return Array.isArray(found)
    ? found.flatMap((one: unknown) =>
        typeof one === "object" && one !== null && "code" in one ? [String(one.code)] : [],
      )
    : [];
}

const RULE = "eslint(no-restricted-imports)";

describe("the lint refuses an import against the directions", () => {
  test.each([
    ["src/core/answer.ts", "node:fs"],
    ["src/core/answer.ts", "zod"],
    ["src/core/answer.ts", "../ports.ts"],
    ["src/core/text/sentences.ts", "node:path"],
    ["src/core/text/sentences.ts", "../../hash.ts"],
    ["src/core/question/dates.ts", "re2js"],
    ["src/use-cases/ask.ts", "../store/store.ts"],
    ["src/use-cases/ask.ts", "../../embeddings/hnsw-index.ts"],
    ["src/use-cases/ask.ts", "../app.ts"],
    ["src/use-cases/ask.ts", "../cli/render.ts"],
    ["src/use-cases/ask.ts", "discord.js"],
    ["src/discord/bot/bot.ts", "../../../commands/index.ts"],
    ["src/discord/bot/bot.ts", "../../store/store.ts"],
    ["src/discord/bot/bot.ts", "../../app.ts"],
    ["src/discord/bot/bot.ts", "../../answerer/service.ts"],
    ["src/discord/bot/ports.ts", "../../use-cases/receipt.ts"],
    ["src/discord/render/cut.ts", "pino"],
    ["src/answerer/client.ts", "../app.ts"],
    ["src/answerer/client.ts", "../discord/bot/bot.ts"],
    ["src/answerer/service.ts", "../discord/render/text-pages.ts"],
    ["src/answerer/port.ts", "../use-cases/ask.ts"],
    ["commands/ask.ts", "../src/store/store.ts"],
    ["commands/ask.ts", "../src/config.ts"],
    ["src/corpus/folder.ts", "../use-cases/ingest.ts"],
    ["src/store/store.ts", "../cli/render.ts"],
    ["src/store/store.ts", "hnswlib-node"],
    ["src/cli/ask.ts", "discord.js"],
    ["src/cli/ask.ts", "libsql"],
    ["src/app.ts", "./cli.ts"],
    ["src/app.ts", "./bot.ts"],
    ["src/discord/run/stop.ts", "../../deploy.ts"],
  ])("%s imports %s", async (file, specifier) => {
    expect(await complaints(file, specifier)).toContain(RULE);
  });
});

describe("the lint allows what the directions allow", () => {
  test.each([
    ["src/core/answer.ts", "./text/sentences.ts"],
    ["src/core/text/words.ts", "stemmer"],
    ["src/core/text/linear.ts", "re2js"],
    ["src/use-cases/ask.ts", "../core/answer.ts"],
    ["src/use-cases/ask.ts", "../ports.ts"],
    ["src/discord/bot/bot.ts", "discord.js"],
    ["src/discord/bot/bot.ts", "../../store/settings.ts"],
    ["src/discord/bot/work.ts", "./bot.ts"],
    ["src/answerer/port.ts", "../core/answer.ts"],
    ["src/answerer/service.ts", "../use-cases/ask.ts"],
    ["src/store/database.ts", "libsql"],
    ["commands/ask.ts", "../src/discord/bot/command.ts"],
    ["src/bot.ts", "./discord/bot/bot.ts"],
  ])("%s imports %s", async (file, specifier) => {
    expect(await complaints(file, specifier)).not.toContain(RULE);
  });
});
