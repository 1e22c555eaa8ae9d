import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
} from "discord.js";
import { QUESTION_CHARS_MAX, QUOTE_CHARS_MAX } from "../../core/limits.ts";
import { described, named } from "./texts.ts";

/** The options that several commands have. */

const NAME_CHARS_MAX = 200;
const DATE_CHARS_MAX = 10;

type TextOption = Extract<
  APIApplicationCommandBasicOption,
  { type: ApplicationCommandOptionType.String }
>;

const text = { type: ApplicationCommandOptionType.String } as const;

export const SPEAKER: TextOption = {
  ...text,
  ...named("speaker", { fr: "orateur", de: "sprecher", ko: "발언자", uk: "мовець" }),
  ...described("Who said it: a name or a role", {
    fr: "Qui l’a dit : un nom ou une fonction",
    de: "Wer es gesagt hat: ein Name oder ein Amt",
    ko: "발언한 사람: 이름 또는 직책",
    uk: "Хто це сказав: ім’я або посада",
  }),
  max_length: NAME_CHARS_MAX,
  autocomplete: true,
};

export const SOURCE: TextOption = {
  ...text,
  ...named("source", { fr: "source", de: "quelle", ko: "출처", uk: "джерело" }),
  ...described("Only from this document, publisher or author", {
    fr: "Seulement de ce document, éditeur ou auteur",
    de: "Nur aus diesem Dokument, von diesem Verlag oder Autor",
    ko: "이 문서, 매체 또는 저자의 것만",
    uk: "Лише з цього документа, видання або від цього автора",
  }),
  max_length: NAME_CHARS_MAX,
  autocomplete: true,
};

export const ABOUT: TextOption = {
  ...text,
  ...named("about", { fr: "sujet", de: "thema", ko: "주제", uk: "тема" }),
  ...described("On which topic", {
    fr: "Sur quel sujet",
    de: "Zu welchem Thema",
    ko: "어떤 주제에 대해",
    uk: "На яку тему",
  }),
  max_length: NAME_CHARS_MAX,
  autocomplete: true,
};

export const FROM: TextOption = {
  ...text,
  ...named("from", { fr: "depuis", de: "von", ko: "시작", uk: "від" }),
  ...described("From this date on: 2024, 2024-11 or 2024-11-18", {
    fr: "À partir de cette date : 2024, 2024-11 ou 2024-11-18",
    de: "Ab diesem Datum: 2024, 2024-11 oder 2024-11-18",
    ko: "이 날짜부터: 2024, 2024-11 또는 2024-11-18",
    uk: "Від цієї дати: 2024, 2024-11 або 2024-11-18",
  }),
  max_length: DATE_CHARS_MAX,
};

export const TO: TextOption = {
  ...text,
  ...named("to", { fr: "jusque", de: "bis", ko: "끝", uk: "до" }),
  ...described("Up to this date: 2024, 2024-11 or 2024-11-18", {
    fr: "Jusqu’à cette date : 2024, 2024-11 ou 2024-11-18",
    de: "Bis zu diesem Datum: 2024, 2024-11 oder 2024-11-18",
    ko: "이 날짜까지: 2024, 2024-11 또는 2024-11-18",
    uk: "До цієї дати: 2024, 2024-11 або 2024-11-18",
  }),
  max_length: DATE_CHARS_MAX,
};

export const QUESTION: TextOption = {
  ...text,
  ...named("question", { fr: "question", de: "frage", ko: "질문", uk: "питання" }),
  ...described("What you want to know", {
    fr: "Ce que vous voulez savoir",
    de: "Was du wissen willst",
    ko: "알고 싶은 내용",
    uk: "Що ви хочете знати",
  }),
  max_length: QUESTION_CHARS_MAX,
};

export const QUOTE: TextOption = {
  ...text,
  ...named("quote", { fr: "citation", de: "zitat", ko: "인용문", uk: "цитата" }),
  ...described("The words to check", {
    fr: "Les mots à vérifier",
    de: "Die Worte, die geprüft werden sollen",
    ko: "확인할 말",
    uk: "Слова, які треба перевірити",
  }),
  max_length: QUOTE_CHARS_MAX,
};

export const SEARCH: TextOption = {
  ...text,
  ...named("search", { fr: "recherche", de: "suche", ko: "검색", uk: "пошук" }),
  ...described("Part of a title, publisher or author", {
    fr: "Une partie d’un titre, d’un éditeur ou d’un auteur",
    de: "Teil eines Titels, Verlags oder Autors",
    ko: "제목, 매체 또는 저자의 일부",
    uk: "Частина назви, видання або імені автора",
  }),
  max_length: NAME_CHARS_MAX,
};

export const DOCUMENT: TextOption = {
  ...text,
  ...named("id", { fr: "id", de: "id", ko: "문서", uk: "документ" }),
  ...described("Which document: choose as you type", {
    fr: "Quel document : choisissez en tapant",
    de: "Welches Dokument: beim Tippen wählen",
    ko: "어떤 문서: 입력하면서 선택",
    uk: "Який документ: оберіть під час введення",
  }),
  max_length: 300,
  autocomplete: true,
};

/** What was typed into an option; null for nothing, and for blanks. */
export function typed(
  { options }: ChatInputCommandInteraction,
  { name }: { readonly name: string },
): string | null {
  const value = options.getString(name)?.trim();
  return value === undefined || value === "" ? null : value;
}

/** What was typed into an option that Discord demands. "" for blanks, which the core refuses. */
export function demanded(
  interaction: ChatInputCommandInteraction,
  option: { readonly name: string },
): string {
  return typed(interaction, option) ?? "";
}
