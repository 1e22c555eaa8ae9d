import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { openApp } from "../app.ts";
import { openSettings } from "../store/settings.ts";
import { type Command, EXIT_ANSWERED } from "./command.ts";
import { renderCoverage } from "./render.ts";

export const statusCommand: Command = {
  name: "status",
  usage: "npm run status -- [--json]",
  summary: "what the index holds and with which encoder it was built, after a look for damage",
  help: [["--json", "print as JSON"]],
  options: {},
  run: async (context, input) => {
    const { databasePath, corpusDir, encoder } = context.config;
    const app = await openApp(context.config, { check: true });
    try {
      // What the bot keeps lies beside the index; opening it reads all of it.
      const settingsPath = join(context.config.stateDir, "settings.db");
      if (existsSync(settingsPath)) (await openSettings(settingsPath)).close();
      const coverage = app.store.coverage();
      const status = {
        ...app.store.counts(),
        model: encoder.model,
        fingerprint: app.store.builtWith()?.encoder ?? null,
        generation: coverage.generation,
        from: coverage.from,
        to: coverage.to,
        databaseBytes: (await stat(databasePath)).size,
        databasePath,
        corpusDir,
        problems: app.store
          .files()
          .flatMap(({ path, problem }) => (problem === null ? [] : [{ path, message: problem }])),
      };
      context.print(
        input.flag("json")
          ? JSON.stringify(status, null, 2)
          : [
              renderCoverage(coverage),
              `passages     ${status.passages} (${status.vectors} vectors)`,
              `model        ${status.model}`,
              `fingerprint  ${status.fingerprint ?? "none yet: run npm run index"}`,
              `database     ${status.databasePath} (${(status.databaseBytes / 1e6).toFixed(1)} MB, sound)`,
              `corpus       ${status.corpusDir}`,
              ...status.problems.map(({ message }) => `skipped      ${message}`),
            ].join("\n"),
      );
      return EXIT_ANSWERED;
    } finally {
      await app.close();
    }
  },
};
