/** The forms in which people ask for somebody's words. Groups: `before`, `speaker`, `topic`. */

const SPEAKING =
  "said|says?|sayin|stated?|states|told|tells?|writes?|wrote|written|warn(?:s|ed)?|claim(?:s|ed)?|think(?:s)?|thought|" +
  "believe[sd]?|call(?:s|ed)?|den(?:y|ies|ied)|admit(?:s|ted)?|announce[sd]?|argue[sd]?|add(?:s|ed)?|ask(?:s|ed)?|" +
  "confirm(?:s|ed)?|comment(?:s|ed)?|declare[sd]?|demand(?:s|ed)?|explain(?:s|ed)?|express(?:es|ed)?|" +
  "mention(?:s|ed)?|note[sd]?|promise[sd]?|propose[sd]?|quote[sd]?|report(?:s|ed)?|respond(?:s|ed)?|reveal(?:s|ed)?|" +
  "suggest(?:s|ed)?|threaten(?:s|ed)?|urge[sd]?|accuse[sd]?|predict(?:s|ed)?|insist(?:s|ed)?|describe[sd]?|" +
  "talk(?:s|ed)?|speak(?:s)?|spoke|spoken|praise[sd]?|condemn(?:s|ed)?|criticis?z?e[sd]?|vow(?:s|ed)?|pledge[sd]?|" +
  "stress(?:es|ed)?|acknowledge[sd]?|complain(?:s|ed)?|object(?:s|ed)?|reiterate[sd]?|refuse[sd]?";
const ABOUT = "about|on|of|regarding|concerning|over|against|to|for|with";
const LEAD = `(?:(?:${ABOUT}|that)\\b)?`;
const DO = "did|does|do|has|have|had|is|was|were|would|didn['’]?t";
const SAID_NOUN =
  "views?|position|opinions?|stance|reactions?|response|statements?|comments?|remarks?|words|quotes?|warnings?|take|message|promise";

/** Somebody's statements. Tried in order; only those whose speaker is known, or named, count. */
export const STATEMENT_FORMS: readonly RegExp[] = [
  // What did Rutte say about China? How many troops does Budanov speak of?
  new RegExp(
    `^(?<before>(?:what|which|how|why)\\b.*?)\\s+(?:${DO})\\s+(?<speaker>.+?)\\s+(?:${SPEAKING})(?:ing)?\\b\\s*${LEAD}\\s*(?<topic>.*)$`,
    "iu",
  ),
  // Did Rutte say that ...?
  new RegExp(
    `^(?:did|does|has|have|had|is\\s+it\\s+true\\s+that)\\s+(?<speaker>.+?)\\s+(?:ever\\s+|really\\s+|actually\\s+)*(?:${SPEAKING})\\b\\s*${LEAD}\\s*(?<topic>.*)$`,
    "iu",
  ),
  // What Rutte said about China
  new RegExp(`^what\\s+(?<speaker>.+?)\\s+(?:${SPEAKING})\\b\\s*${LEAD}\\s*(?<topic>.*)$`, "iu"),
  // Quotes by Rutte on China; statements of Macron
  /^(?:all\s+|any\s+|the\s+|latest\s+)*(?:quotes?|quotations?|statements?|words|remarks|comments)\s+(?:by|of|from)\s+(?<speaker>.+?)(?:\s+(?:about|on|regarding|concerning)\s+(?<topic>.+))?$/iu,
  // What is Macron's view on NATO? Starmer's view on the war
  new RegExp(
    `^(?:what(?:\\s+(?:is|was|are|were)|['’]?s)\\s+)?(?<speaker>(?:(?!\\b(?:what|who|how|why|when|where|which|did|does)\\b).)+?)(?:['’]s?|(?<=s))\\s+(?:latest\\s+)?(?:${SAID_NOUN})\\b\\s*${LEAD}\\s*(?<topic>.*)$`,
    "iu",
  ),
  // According to Budanov, how many troops are there?
  /^according\s+to\s+(?<speaker>[^,]+),\s*(?<topic>.+)$/iu,
  // How many troops are there according to Budanov?
  /^(?<topic>.+?),?\s+according\s+to\s+(?<speaker>[^,]+)$/iu,
  // Estonian intelligence - what do they think about ...?
  new RegExp(
    `^(?<speaker>[^-–—:,]+?)\\s*[-–—:,]\\s*what\\s+(?:${DO})\\s+(?:he|she|they|it)\\s+(?:${SPEAKING})\\b\\s*${LEAD}\\s*(?<topic>.*)$`,
    "iu",
  ),
];

/** A name and a topic without a verb: "Rutte on China", "Rutte: China". Its speaker must be known. */
export const BARE_FORM =
  /^(?<speaker>(?:(?!\b(?:what|who|how|why|when|where|which|is|are|was|were|did|does|do)\b).)+?)\s*(?:\s(?:about|on|re|regarding)\s|:\s)\s*(?<topic>.+)$/iu;

// Who said that ...? Who warned of ...? Who called it a red line?
export const WHO_FORM = new RegExp(
  `^who(?:\\s+(?:has|have|had|else|also|all))*\\s+(?:${SPEAKING})\\b\\s*(?:(?:about|of|on|that)\\b)?\\s*(?<topic>.*)$`,
  "iu",
);

/** A verb of speech anywhere: with words between quotation marks the question is whether they were said. */
export const SPEAKING_VERB = new RegExp(`\\b(?:${SPEAKING})\\b|\\b(?:tweet(?:ed)?|quote)\\b`, "iu");

/** Whoever is meant stands in an earlier question, or nowhere. */
export const PRONOUN = /^(?:he|she|they|it|we|you|i|him|her|them|this|that|these|those)$/iu;

/** Words for people in general: a question about them is about a topic. */
export const PEOPLE_IN_GENERAL =
  /^(?:the\s+|some\s+|many\s+|most\s+)?(?:people|everyone|everybody|anyone|anybody|someone|somebody|experts?|analysts?|critics?|officials?|sources?|observers|scientists|researchers|studies|study|stud(?:y|ies)|reports?|articles?|papers?|documents?|text|author|authors|media|press|news|corpus|bot|police|doctors|others?|both|each|all)$/iu;

/** What the answer must hold. */
export const WANTS: readonly {
  readonly form: RegExp;
  readonly wants: "number" | "date" | "person" | "place" | "reason";
}[] = [
  {
    form: /\bhow\s+(?:many|much|old|long|far|tall|big|large)\b|\bwhat\s+(?:number|percentage|share|percent|proportion)\b/iu,
    wants: "number",
  },
  {
    form: /^when\b|\b(?:what|which|in\s+what|in\s+which)\s+(?:year|month|day|date)\b|\bsince\s+when\b/iu,
    wants: "date",
  },
  { form: /^where\b|\b(?:what|which)\s+(?:country|city|place|region|town)\b/iu, wants: "place" },
  { form: /^why\b|\bwhat\s+(?:is|was)\s+the\s+reason\b|\bhow\s+come\b/iu, wants: "reason" },
  { form: /^(?:who|whom|whose)\b/iu, wants: "person" },
];

/** The unit that a question counts in: a number of anything else is no answer to it. */
export const UNIT =
  /\bhow\s+many\s+(?:more\s+|other\s+)?(year|month|week|day|hour|minute|mile|percent)s?\b|\bwhat\s+(percent)(?:age)?\b/iu;

/** By which order the question wants its answer. */
export const NEWEST_FIRST = /\b(?:latest|newest|most\s+recent(?:ly)?)\b/iu;
export const OLDEST_FIRST =
  /\b(?:timeline|chronolog\w+|over\s+time|by\s+date|in\s+order\s+of\s+date)\b/iu;

/**
 * Newspapers, agencies and broadcasters by the words their names are made of, and some by name: the
 * question "the New York Times on ..." names a source even where the corpus has none of that name.
 */
export const OUTLET =
  /\b(?:times|post|guardian|herald|tribune|gazette|telegraph|journal|chronicle|observer|mirror|bulletin|daily|weekly|magazine|newspaper|broadcaster|news(?:\s+agency)?)\b|^(?:the\s+)?(?:bbc|cnn|nbc|abc|cbs|fox|npr|pbs|msnbc|sky|reuters|afp|ap|associated\s+press|bloomberg|politico|axios|economist|independent|le\s+monde|le\s+figaro|der\s+spiegel|spiegel|die\s+zeit|die\s+welt|faz|el\s+pa[ií]s|la\s+repubblica|al\s+jazeera|xinhua|tass|ria(?:\s+novosti)?|interfax|kyodo|nhk|yonhap|kcna|pravda|ukrinform|euronews|deutsche\s+welle|dw|rfi|voa|rferl|usa\s+today|newsweek|vice|vox|buzzfeed|huffpost|wsj|nyt|ft|haaretz)$/iu;
