import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tempDir } from "./temp.ts";

/** A made-up town's news: four documents by two papers, one of them without a date. */
const DOCUMENTS = [
  {
    id: "ferry-strike",
    title: "Ferry crews walk out",
    publisher: "Kastrand Post",
    author: "Marit Solberg",
    published: "2024-03-04",
    text: `Ferry crews in Kastrand walked out on Monday after talks over pay broke down.

"The crews have not had a raise in four years," said union leader Ines Vold. She told reporters that the strike would last until the company returned to the table.

Harbour director Tomas Brekke said that the strike was costing the town 200,000 crowns a day. "We cannot pay what we do not earn," Brekke said.

The strike began because the company cancelled the winter bonus, according to the union. Some 340 workers take part in it.`,
  },
  {
    id: "ferry-deal",
    title: "Deal ends ferry strike",
    publisher: "Kastrand Post",
    author: "Marit Solberg",
    published: "2024-03-19",
    text: `The ferry strike in Kastrand ended on Tuesday after fifteen days.

Ines Vold, the head of the seafarers' union, said the crews would receive four percent more. "This is a good day for everybody who works on the water," Vold said.

Tomas Brekke, who runs the harbour, denied that the town had put money into the deal. Mayor Petra Quist was not in town.`,
  },
  {
    id: "bridge-plan",
    title: "Council wants a bridge",
    publisher: "Fjord Weekly",
    author: null,
    published: "2025-06-01",
    text: `The council of Kastrand wants to build a bridge across the sound by 2031.

"A bridge would make the ferries unnecessary," said Tomas Brekke, the harbour director. He warned that the bridge would cost two billion crowns.

Ines Vold called the bridge "a gift to the road lobby". The union fears for 120 jobs.

Engineer Olaf Lind explained that the sound is 90 metres deep in the middle.`,
  },
  {
    id: "dredging",
    title: "Dredging goes on",
    publisher: "Fjord Weekly",
    author: null,
    published: null,
    text: `Dredging in the north basin of the harbour goes on through the autumn, the harbour authority said.

The authority said that the basin would be nine metres deep by October. Two ships from Denmark take part in the work.

Fishermen complained that the mud keeps the herring away from the pier.`,
  },
] as const;

/** Writes the documents into a new folder and gives its path. */
export async function harbourCorpus(): Promise<string> {
  const folder = join(await tempDir(), "corpus");
  await mkdir(folder);
  for (const { id, text, ...metadata } of DOCUMENTS) {
    await writeFile(join(folder, `${id}.txt`), text);
    await writeFile(join(folder, `${id}.json`), JSON.stringify(metadata));
  }
  return folder;
}
