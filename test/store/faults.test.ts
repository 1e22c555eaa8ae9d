import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OnRecordError } from "../../src/core/errors.ts";
import { moveDatabaseAside, openDatabase } from "../../src/store/database.ts";
import { SETTINGS, explain } from "../../src/store/faults.ts";
import { openSettings } from "../../src/store/settings.ts";
import { tempDir } from "../support/temp.ts";

const sqliteError = (rawCode: number) =>
  Object.assign(new Error("SQLite's words"), { code: `UNKNOWN_SQLITE_ERROR_${rawCode}`, rawCode });
const systemError = (code: string) => Object.assign(new Error(`${code}: words`), { code });
const connectionError = (code: number) =>
  new Error(`ConnectionFailed("Unable to open connection to local database /x: ${code}")`);

describe("a failure of SQLite or the system", () => {
  const codes: [name: string, error: Error, expected: string][] = [
    ["SQLITE_CORRUPT", sqliteError(11), "E_STATE_TORN"],
    ["SQLITE_CORRUPT_VTAB", sqliteError(267), "E_STATE_TORN"],
    ["SQLITE_CORRUPT_INDEX", sqliteError(779), "E_STATE_TORN"],
    ["SQLITE_NOTADB", sqliteError(26), "E_STATE_TORN"],
    ["SQLITE_ERROR, as for a missing column", sqliteError(1), "E_STATE_TORN"],
    ["SQLITE_CONSTRAINT_UNIQUE", sqliteError(2067), "E_STATE_TORN"],
    ["SQLITE_IOERR_READ", sqliteError(266), "E_STATE_TORN"],
    ["SQLITE_FULL", sqliteError(13), "E_DISK_FULL"],
    ["SQLITE_IOERR_WRITE", sqliteError(778), "E_DISK_FULL"],
    ["SQLITE_IOERR_SHMSIZE", sqliteError(4874), "E_DISK_FULL"],
    ["SQLITE_READONLY", sqliteError(8), "E_STATE_UNWRITABLE"],
    ["SQLITE_READONLY_RECOVERY", sqliteError(264), "E_STATE_UNWRITABLE"],
    ["SQLITE_READONLY_CANTLOCK", sqliteError(520), "E_STATE_UNWRITABLE"],
    ["SQLITE_READONLY_DBMOVED", sqliteError(1032), "E_STATE_UNWRITABLE"],
    ["SQLITE_READONLY_DIRECTORY", sqliteError(1544), "E_STATE_UNWRITABLE"],
    ["SQLITE_CANTOPEN_ISDIR", sqliteError(526), "E_STATE_UNWRITABLE"],
    ["SQLITE_IOERR_SHMOPEN", sqliteError(4618), "E_STATE_UNWRITABLE"],
    ["SQLITE_IOERR_FSYNC", sqliteError(1034), "E_STATE_UNWRITABLE"],
    ["SQLITE_CANTOPEN while connecting", connectionError(14), "E_STATE_UNWRITABLE"],
    [
      "a driver without descriptors",
      new Error("Too many open files (os error 24)"),
      "E_STATE_UNWRITABLE",
    ],
    ["SQLITE_BUSY", sqliteError(5), "E_STATE_BUSY"],
    ["SQLITE_BUSY_RECOVERY", sqliteError(261), "E_STATE_BUSY"],
    ["SQLITE_BUSY_SNAPSHOT", sqliteError(517), "E_STATE_BUSY"],
    ["SQLITE_LOCKED_SHAREDCACHE", sqliteError(262), "E_STATE_BUSY"],
    ["ENOSPC", systemError("ENOSPC"), "E_DISK_FULL"],
    ["EFBIG", systemError("EFBIG"), "E_DISK_FULL"],
    ["EDQUOT", systemError("EDQUOT"), "E_DISK_FULL"],
    ["EACCES", systemError("EACCES"), "E_STATE_UNWRITABLE"],
    ["EROFS", systemError("EROFS"), "E_STATE_UNWRITABLE"],
    ["EISDIR", systemError("EISDIR"), "E_STATE_UNWRITABLE"],
    ["EMFILE", systemError("EMFILE"), "E_STATE_UNWRITABLE"],
  ];
  for (const [name, error, expected] of codes) {
    it(`${name} is ${expected}, with the file and the next step`, () => {
      const told = explain(error, "/state/on-record.db");
      expect(told).toBeInstanceOf(OnRecordError);
      expect(told).toMatchObject({ code: expected, exitCode: 3, cause: error });
      expect(String(told)).toContain("/state/on-record.db");
      expect(String(told)).toMatch(/--rebuild|ON_RECORD_STATE_DIR|Try again/);
    });
  }

  it("another error stays what it is", () => {
    const error = new TypeError("a mistake of ours");
    expect(explain(error, "/state/on-record.db")).toBe(error);
  });

  it("of the settings says what mends the settings", () => {
    expect(String(explain(sqliteError(11), "/state/settings.db", SETTINGS))).toMatch(
      /The settings \/state\/settings\.db are damaged|Move the file aside/,
    );
  });
});

it("a damaged database is moved aside under a name of its own, whatever the clock says", async () => {
  const folder = await tempDir();
  const path = join(folder, "on-record.db");
  for (const content of ["one", "two", "three"]) {
    await writeFile(path, content);
    moveDatabaseAside(path, "damaged-7");
  }
  expect((await readdir(folder)).toSorted()).toEqual([
    "on-record.db.damaged-7",
    "on-record.db.damaged-7-2",
    "on-record.db.damaged-7-3",
  ]);
});

it("settings of the first version are kept, and sealed", async () => {
  const path = join(await tempDir(), "settings.db");
  const old = await openDatabase(path);
  for (const sql of [
    "CREATE TABLE channels (guild_id TEXT NOT NULL, channel_id TEXT NOT NULL, PRIMARY KEY (guild_id, channel_id)) WITHOUT ROWID",
    "CREATE TABLE feedback (kind TEXT NOT NULL, outcome TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (kind, outcome)) WITHOUT ROWID",
    "CREATE TABLE queries (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, query TEXT NOT NULL)",
    "CREATE TABLE commands (scope TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID",
    "INSERT INTO channels VALUES ('1', '10'), ('1', '11')",
    "INSERT INTO feedback VALUES ('helpful', 'answer', 4)",
    "INSERT INTO queries (key, query) VALUES ('k', 'What did Сибіга say?')",
    "INSERT INTO commands VALUES ('1', 'abc')",
    "PRAGMA user_version = 1",
  ])
    old.run(sql);
  old.close();
  for (let time = 0; time < 2; time += 1) {
    const settings = await openSettings(path);
    expect(settings.channels("1")).toEqual(["10", "11"]);
    expect(settings.query("k")).toBe("What did Сибіга say?");
    expect(settings.commandHash("1")).toBe("abc");
    expect(settings.feedback()).toEqual([{ kind: "helpful", outcome: "answer", count: 4 }]);
    settings.close();
  }
});
