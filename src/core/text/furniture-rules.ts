import { bylineWords } from "../data/byline-words.ts";
import { alternatives, entriesWith, wordsIn } from "../data/lists.ts";
import { months } from "../data/months.ts";
import { networks } from "../data/networks.ts";
import { outlets } from "../data/outlets.ts";
import { particles } from "../data/particles.ts";
import { sections } from "../data/sections.ts";
import { shareVerbs } from "../data/share-verbs.ts";
import { wordsFor } from "../data/uses.ts";
import { weekdays } from "../data/weekdays.ts";
import { linear } from "./linear.ts";

/**
 * What single lines of page furniture look like. Every rule takes one line (or sentence) without
 * white space at its ends and is bounded: a line longer than `RULE_CHARACTERS_MAX` UTF-16 units is
 * never furniture.
 */
export const RULE_CHARACTERS_MAX = 700;
const SHORT_LINE_MAX = 120;
const DISCLAIMER_MAX = 250;

/** A line that begins as a list item: "- text", "• text", "► text". */
export const bulletLine = /^(?:[-–—*•●▪◦►▶➤‣])\s*\S/u;
/** The mark and the space with which a list item begins. */
export const bullet = /^[-–—*•●▪◦►▶➤‣]\s*/u;

/** A line with a quotation mark quotes somebody, or another article's headline. */
export const quotation = /["“”«»„]/u;
const endsAsSentence = /[.!?…]["”’)]*$/u;
/** Somebody's words are reported: news, whatever else the line says. */
export const reports = new RegExp(
  `\\b(?:${alternatives(wordsFor("reporting"))}|according to)\\b`,
  "iu",
);

/** Outlets as the alternatives of an expression, with single blanks. */
function outletsWith(value: string): string {
  return entriesWith(value, outlets).join("|");
}

function lineWords(line: string): string[] {
  return line.toLowerCase().match(/[\p{L}\p{N}'’&]+/gu) ?? [];
}

const shareFillers = wordsFor("share-filler");

function isMadeOf(line: string, ...sets: readonly ReadonlySet<string>[]): boolean {
  if (line.length > SHORT_LINE_MAX || endsAsSentence.test(line)) return false;
  const words = lineWords(line);
  return (
    words.length > 0 &&
    words.length <= 10 &&
    words.every((word) => sets.some((set) => set.has(word)))
  );
}

/** "Share", "Share article:", "Tweet", "Share on Facebook", "Email Print Share". */
export function isShareLine(line: string): boolean {
  if (!isMadeOf(line, shareVerbs, networks, shareFillers)) return false;
  const [first = ""] = lineWords(line);
  return shareVerbs.has(first) || (networks.has(first) && /\b(?:share|tweet)\b/iu.test(line));
}

/** "Facebook", "WhatsApp Telegram": a share bar only beside a line that is one. */
export function isNetworkLine(line: string): boolean {
  return isMadeOf(line, networks);
}

const relatedHeading =
  /^(?:(?:read|see|watch|listen|learn|find out) (?:also|more|next|too|it all)|also read|more (?:on|from|about) (?:this|the|our|us)(?: (?:story|topic|site|author|subject|section))?|more stories|further reading|(?:you )?(?:may|might) (?:also )?(?:like|be interested in)|up next|recommended(?: (?:for you|stories|reading|articles))?|(?:most|popular|trending) (?:read|popular|now|stories|viewed)|trending|don['’]t miss|editors?['’]?s? picks?|related(?: (?:articles?|stor(?:y|ies)|news|topics?|content|links?|posts?|coverage|reading|videos?))?)\s*[:.…»→>-]*$/iu;

/** A heading whose list names other articles: "Read also:", "Related articles", "Read more". */
export function isRelatedHeading(line: string): boolean {
  const text = line.replace(bullet, "").replace(/^["“]|["”]$/gu, "");
  return line.length <= SHORT_LINE_MAX && relatedHeading.test(text);
}

const relatedLead =
  /^(?:(?:read|see|watch|listen) (?:also|more|next)|also read|related(?: (?:articles?|story|stories|news|coverage|video))?|don['’]t miss|up next|further reading)\s*(?:[:|»►]|[-–—]\s)\s*\S/iu;
const pointer = linear(
  String.raw`^(?:you can )?(?:read|find|see|watch|hear|listen to) (?:the |our |his |her |their |more |it )?(?:rest|full (?:article|story|text|report|interview|transcript|post|version)|(?:whole|entire|original) (?:article|story|thing|post|interview)|more|all)?\s*(?:of (?:the|this) (?:article|story|interview))?\s*(?:about [^.]{1,40} )?(?:right )?here\W*$`,
);
const continueReading = linear(
  String.raw`^(?:continue reading|keep reading|click (?:here )?to (?:read|continue|expand)|read (?:the )?(?:full|whole|entire|original) (?:article|story|post|report|text|interview|transcript))\b[^.]{0,60}\W*$`,
);

const moreFrom = /^more (?:from|on|about) [^:.]{1,40}:\s*\S.*[^.]$/iu;

/** One line that points at another article: "Read more: Headline", "Read the rest here." */
export function isRelatedLine(line: string): boolean {
  if (line.length > 250) return false;
  const text = line.replace(bullet, "");
  return (
    relatedLead.test(text) ||
    moreFrom.test(text) ||
    pointer.test(text) ||
    continueReading.test(text)
  );
}

/** A section's or category's name alone on a line: "- News", "Tags: Ukraine, NATO". */
export function isTag(line: string): boolean {
  if (line.length > SHORT_LINE_MAX || endsAsSentence.test(line)) return false;
  if (/^(?:tags?|topics?|categor(?:y|ies)|filed under|posted in|keywords?)\s*:/iu.test(line))
    return true;
  return sections.has(line.replace(bullet, "").replace(/^#/u, "").toLowerCase());
}

const month = `(?:${alternatives(wordsIn(months))})`;
const dateToken = new RegExp(
  `^(?:${month}|${alternatives(wordsIn(weekdays))}|\\d{1,4}(?:st|nd|rd|th)?` +
    "|\\d{1,2}[:.h]\\d{2}(?:[:.]\\d{2})?|\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}|\\d{4}-\\d{2}-\\d{2}t[\\d:.]+z?" +
    "|\\d{1,2}(?::\\d{2})?[ap]\\.?m\\.?|[ap]\\.?m\\.?|(?:gmt|utc)(?:[+-]\\d{1,4}(?::\\d{2})?)?|[ecmp][sd]?t|bst|ist|[cew]es?t" +
    "|published|updated|posted|modified|created|last|first|on|at|of|date|time|local|ago|minutes?|mins?|hours?|days?|weeks?|months?|min|read)$",
  "iu",
);

const dateShape = new RegExp(`${month}|\\d[-/:.]\\d|\\bago\\b`, "iu");

/** A date or time and nothing else on a line: "18 Nov 2024, 14:55 GMT+10", "March 4". */
export function isDateLine(line: string): boolean {
  if (line.length > SHORT_LINE_MAX || !/\d/u.test(line) || !dateShape.test(line)) return false;
  const tokens = line.split(/[\s,;|•·()–—]+|:(?=\s|$)|\.$/u).filter((token) => token !== "");
  return tokens.length <= 20 && tokens.every((token) => dateToken.test(token));
}

/**
 * A date line that tells when the page was published and is no heading of a chronicle: it says so,
 * has a time of day beside the date, or (among the first lines) a year.
 */
export function isPublicationDate(line: string, isHead: boolean): boolean {
  if (!isDateLine(line) || bulletLine.test(line)) return false;
  if (/^(?:first |last )?(?:published|updated|posted|modified|created)\b/iu.test(line)) return true;
  const hasTime = /\d[:.h]\d{2}\b|\d ?[ap]\.?m\b/iu.test(line);
  return (hasTime && /\b\d{4}\b/u.test(line)) || (isHead && /\b\d{4}\b|\bago\b/u.test(line));
}

const nameWord =
  "(?:\\p{Lu}\\.(?:-?\\p{Lu}\\.)*|(?:[dDlLoO]['’]|Mc|Mac|al-|el-)?\\p{Lu}[\\p{L}\\p{M}'’-]+)";
const personName = new RegExp(
  `^${nameWord}(?: (?:${nameWord}|${alternatives(entriesWith("line", particles))})){0,3} ${nameWord}(?:,? Jr\\.?)?$`,
  "u",
);

/** Two to five capitalised words and nothing else. Only a neighbouring date makes it a byline. */
export function isPersonName(line: string): boolean {
  return line.length <= 60 && personName.test(line);
}

const bylineStart =
  /^(?:(?:written |reported |story |article |words |text )?by\s+(?:our\s+)?|byline\s*:\s*|author\s*:\s*)\p{Lu}/iu;
const bylineCredit =
  /^[(—–-]{0,3}\s*(?:(?:additional )?(?:reporting|writing|editing) by\b|contributing\s*:|contributors?\s*:|(?:the )?associated press\b.{0,60}\bcontributed\b|compiled by\b|edited by\b)/iu;
const contributed =
  /\b(?:contributed (?:to (?:this|the) (?:report|story|article|piece)|reporting)|contributed\.?$)/iu;
const agencyDateline = new RegExp(
  `^(?:\\p{Lu}[\\p{L}.,’' -]{0,40}\\s)?\\(?(?:${outletsWith("dateline")})\\)?\\s*[-–—]+$`,
  "u",
);

/**
 * "Contributing: The Associated Press", "LONDON (Reuters) -", "Jane Doe contributed to this report.";
 * among the first lines also "By Jane Doe", which elsewhere names the author of a book.
 */
export function isByline(line: string, isHead: boolean): boolean {
  if (agencyDateline.test(line)) return true;
  if (line.length > 250) return false;
  if (bylineCredit.test(line)) return true;
  if (
    contributed.test(line) &&
    /^[—–(-]|\b(?:writers?|reporters?|press|correspondents?|report|story|article)\b/iu.test(line)
  ) {
    return !quotation.test(line) && !reports.test(line);
  }
  return isHead && line.length <= SHORT_LINE_MAX && bylineStart.test(line) && isBylineOfNames(line);
}

/** Words of a byline that are no names. */
const besideNames = new Set([...bylineWords, ...entriesWith("byline", particles)]);

/** After "By": names, offices and outlets only, which begin with capitals. */
function isBylineOfNames(line: string): boolean {
  if (endsAsSentence.test(line)) return false;
  const rest = line.replace(bylineStart, "X");
  const words = rest.split(/[\s,;|/]+/u).filter((word) => word !== "");
  const small = words.filter((word) => /^\p{Ll}/u.test(word) && !besideNames.has(word));
  return words.length <= 14 && small.length === 0;
}

const agency = `(?:${outletsWith("credit")})`;
const agencyAlone = new RegExp(`^(?:${outletsWith("alone")})[.]?$`, "u");
const creditName = "(?:[\\p{Lu}\\p{Lo}][\\p{L}\\p{M}.'’&-]*(?:,? |(?=[/,|]))){1,4}";
const agencyCredit = new RegExp(
  `^(?:[(]?(?:[Pp]hoto )?[Bb]y )?${creditName}(?:/|/ |via |for |\\| |(?<=, ))${agency}` +
    "(?:(?:/| / | via |, )[\\p{L}&. -]{2,40}){0,3}[).]*$",
  "u",
);
const creditLead = linear(
  String.raw`^[(\[]?(?:(?:file )?(?:photos?|photographs?|pictures?|images?|illustration|video|graphics?)` +
    String.raw`(?: (?:by|courtesy(?: of)?|credit|source)\b:?\s*[^.!?]{1,80}|: [^:/.!?]{0,80}/[^.!?]{0,80})` +
    String.raw`|(?:photo |image |picture )?(?:credits?|courtesy)(?: of)?:\s*[^.!?]{1,80})[)\].]*$`,
);
const fileCredit =
  /^[([]?(?:file|stock|representational|illustrative|archive) (?:photo|picture|image|pic)[)\].]*$/iu;

/** The credit of a picture: "Getty Images", "Mario Tama/Getty Images", "(Photo by A. B./AFP)". */
export function isCredit(line: string): boolean {
  if (line.length > SHORT_LINE_MAX) return false;
  return (
    agencyAlone.test(line) ||
    agencyCredit.test(line) ||
    creditLead.test(line) ||
    fileCredit.test(line)
  );
}

const noticeStart =
  /^(?:[※©]|\(c\)\s*\d|copyright\b.{0,20}(?:©|\d{4}|\bby\b)|all rights reserved|advertisements?\W*$|sponsored(?: content)?\W*$|article continues (?:below|after)|story continues (?:below|after)|skip (?:to|advertisement|past)|(?:scroll|swipe) to (?:continue|read)|terms of (?:use|service)\W*$|privacy policy\W*$|cookie (?:policy|settings)\W*$|we use cookies\b|this (?:site|website|page) uses cookies\b|our standards\s*:|loading\W*$|back to top\W*$|view comments\W*$|show more\W*$|image source\b)/iu;
const disclaimer =
  /^\W*(?:(?:all|any|the) )?(?:(?:views?|opinions?)\b.{0,60}\b(?:expressed|stated|presented|published)\b.{0,60}\b(?:(?:are|is) (?:those|that|solely|the author|his|her|their|entirely)|may differ)|(?:views?|opinions?|contributions?)\b.{0,80}\b(?:do(?:es)? not (?:necessarily )?(?:reflect|represent)|may differ from))\b|\b(?:may not be (?:published|reproduced|republished)|reproduction without|republished (?:from|with|under)|all rights reserved|prices were accurate at the time|may earn (?:a|an) (?:share|affiliate|commission))\b/iu;

/** Not "updated to correct the age of the coach": that carries news. */
const updateNote =
  /^(?:this|the) (?:article|story|page|report|post) (?:has been|was|will be) updated(?: (?:with|throughout|on|at|as)\b(?:(?!\bthat\b).){0,80})?\.?$/iu;

const republished =
  /^(?:(?:editor['’]s note|update)\s*:\s*)?(?:this|the|a version of this) (?:article|story|piece|post|column|interview)\b.{0,60} (?:originally|first) (?:published|appeared)\b/iu;

/** Copyright, credits, advertisements, and other lines that begin as only a notice does. */
export function isNotice(line: string): boolean {
  if (line.length > RULE_CHARACTERS_MAX) return false;
  const text = line.replace(bullet, "");
  if (isCredit(text)) return true;
  return noticeStart.test(text) && !reports.test(text) && !quotation.test(text);
}

/** One sentence in which the page disclaims opinions or says where it was published and updated. */
export function isDisclaimer(sentence: string): boolean {
  if (sentence.length > DISCLAIMER_MAX) return false;
  const disclaims =
    disclaimer.test(sentence) || updateNote.test(sentence) || republished.test(sentence);
  return disclaims && !reports.test(sentence) && !quotation.test(sentence);
}
