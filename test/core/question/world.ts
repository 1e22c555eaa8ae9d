import { createSourceIndex } from "../../../src/core/question/source-marks.ts";
import type { Speaker, SpeakerType } from "../../../src/core/speakers/speaker.ts";
import { slug } from "../../../src/core/speakers/fold.ts";
import { wordsOf } from "../../../src/core/text/words.ts";
import { namesOf } from "./names.ts";

function speaker(
  name: string,
  type: SpeakerType,
  roles = "",
  aliases = "",
  statementCount = 3,
): Speaker {
  const list = (text: string) => text.split(" | ").filter((one) => one !== "");
  return {
    id: slug(name),
    name,
    type,
    statementCount,
    aliases: list(aliases).map((text) => ({ text, evidence: [] })),
    roles: list(roles).map((text) => ({ text, evidence: null })),
  };
}

/** Who speaks in a made-up corpus of a harbour town and its world. */
const speakers: readonly Speaker[] = [
  speaker("Ingrid Halvorsen", "person", "Mayor of Torvik | the mayor", "Halvorsen"),
  speaker("Tomasz Wieczorek", "person", "chairman of the Dockers' Union", "Wieczorek"),
  speaker("Léa Fournier", "person", "French Foreign Minister", "Fournier"),
  speaker("Anders Lind", "person", "harbour master", "Lind"),
  speaker("Karin Lind", "person", "police chief", "Lind"),
  speaker("Oluwaseun Adeyemi", "person", "Nigerian President", "Adeyemi"),
  speaker("Pieter van der Berg", "person", "NATO Secretary General", "Van der Berg"),
  speaker("Daniel O'Rourke", "person", "US President", "O'Rourke"),
  speaker("Fatima Al-Sayed", "person", "UN envoy", "Al-Sayed"),
  speaker("Viktor Hrytsenko", "person", "Ukrainian general", "Hrytsenko"),
  speaker("Chen Wei", "person", "CEO of Northsea Lines", "Chen"),
  speaker("Will Baker", "person", "councillor", "Baker"),
  speaker("May Summers", "person", "", "Summers", 0),
  speaker("Rosa Quintero", "person", "crane operator", "Quintero"),
  speaker("Mark Stone", "person", "harbour pilot", "Stone"),
  speaker("Jürgen Krämer", "person", "German Chancellor", "Krämer"),
  speaker("Thandiwe Nkosi", "person", "professor of marine biology", "Nkosi"),
  speaker("Torvik City Council", "body", "", "the council"),
  speaker("Dockers' Union", "body", "", "the union"),
  speaker("Northsea Lines", "body", "", "Northsea"),
  speaker("European Commission", "body", "", "the Commission"),
  speaker("NATO", "body"),
  speaker("Kremlin", "body", "", "the Kremlin"),
  speaker("North Korea", "body", "", "Pyongyang"),
  speaker("National Intelligence Service", "body", "", "NIS | South Korea's spy agency"),
  speaker("White House", "body", "", "the White House"),
  speaker("Norwegian Coast Guard", "body", "", "the coast guard"),
  speaker("Ministry of Transport", "body"),
  speaker("officials", "anonymous"),
];

/** What its texts are about. */
const TEXT = `ferry ferries harbour strike pilots pilot wages wage pensions tunnel bridge toll budget cuts cut
  layoffs jobs job automation overtime docks deal offer council vote north korean korea soldiers drones drone
  missile test sanctions tariffs tariff ceasefire treaty russia ukraine troops shot down wounded valley vaccine
  trial halted review safe unsafe leak leaks involvement shortage sinking died ships ship closed open opened
  election winter people said say says told work works start started cancelled canceled built build mentioned
  reporters resigned school summit president minister general harbour master police chief town city year week
  second enters after before safety report experts officials new story money country countries joined meeting
  lines news service national intelligence strike pay announced stance talks peace sale lying accused press
  articles sources documents latest statement quote quoted view position answer question
  ${speakers.map(({ name }) => name).join(" ")} Torvik`;
const stems = new Set(wordsOf(TEXT).map(({ stem }) => stem));

const TITLES = [
  "Ferry strike enters second week",
  "Vaccine trial halted after review",
  "Torvik Herald",
  "Harbour Weekly",
  "Reuters",
];
export const names = namesOf({
  speakers,
  sources: createSourceIndex(TITLES, ["May Summers"]),
  stems,
  published: { from: "2024-11-18", to: "2024-11-18" },
});
