import { linear } from "./linear.ts";
import { RULE_CHARACTERS_MAX, bullet, quotation, reports } from "./furniture-rules.ts";

/** For every so many UTF-16 units an appeal must show one sign more. */
const APPEAL_SIGN_CHARACTERS = 250;

/** A word to the reader, without which nothing is an appeal. */
const reader =
  /\b(?:you|your|our|us|we|sign up|subscribe|click|donate|patron|newsletter|inbox|journalism)\b/iu;
/** Signs of an appeal for money, a subscription, a click or a message. */
const appealCues: readonly Pick<RegExp, "test">[] = [
  /\bbecome (?:a|an|our) (?:[\p{L}\p{N} ]{1,30} )?(?:patron|member|subscriber|supporter|donor)\b/iu,
  linear(
    String.raw`\b(?:sign up|subscribe|register)(?: now| today| here| for free)?(?: for| to)? (?:our|the|its|this|a free|[\p{L}’' \p{N}]{1,40}['’]s?)\b.{0,60}\b(?:newsletters?|updates|alerts|channel|podcast|briefing|emails?|inbox)\b`,
  ),
  /\b(?:sign up|subscribe|register|donate)(?: (?:here|now|today|right here|for free))+/iu,
  /\b(?:our|this|quality|local|independent|free) (?:independent |quality |fearless |fact-based |local )?(?:journalism|reporting|newsroom|coverage)\b/iu,
  /\b(?:support|donate to|fund|help) (?:us\b|our (?:work|team|journalism|reporting|mission|newsroom|community))/iu,
  /\bjoin (?:our|us\b)/iu,
  /\b(?:readers?|people|supporters) like you\b/iu,
  /\bas little as\b/iu,
  /\b(?:cup|price|cost) of (?:one |a )?(?:cup of )?coffee\b/iu,
  /\b(?:your|make a|one-time|monthly|tax-deductible) (?:donation|contribution|gift|subscription)\b/iu,
  /\b(?:in|to) your inbox\b/iu,
  /\bfree (?:newsletter|trial|weekly newsletter|daily newsletter|email)\b/iu,
  /\bother ways to (?:support|donate|help|give)\b/iu,
  /\b(?:follow|like|find|join) us on\b/iu,
  /\bclose this page\b|\bthis (?:page|article) (?:is free|costs)\b/iu,
  /\b(?:depends?|rel(?:y|ies)) on (?:the )?(?:support|generosity|donations)\b/iu,
  /\bkeep our (?:reporting|journalism|articles|work|site)\b/iu,
  /\bdownload (?:our|the) (?:free )?app\b/iu,
];
const shortAppeal = linear(
  String.raw`^(?:(?:sign up|subscribe|donate|register|join us|follow us|support us|log in|sign in)(?: (?:now|today|here|for free|free|to us|on|twitter|facebook|instagram|telegram|x|and|via))*|enter your e-?mail(?: address)?|become a (?:patron|member|subscriber|supporter)|already a (?:subscriber|member)\?.{0,30}|buy (?:us|me) a coffee)\W*$`,
);
const signUpLead =
  /^(?:[\p{L}\p{N} ’'!?]{1,40}:\s*)?(?:sign up|subscribe)\b.{0,80}\b(?:newsletters?|updates|inbox|alerts|channel|podcast)\b/iu;
const followLead =
  /^(?:follow|find|contact|reach|email|e-mail)\b.{0,80}(?:\bon (?:twitter|facebook|instagram|x|threads|bluesky|mastodon)\b|@\w)/iu;

function appealScore(line: string): number {
  return appealCues.filter((cue) => cue.test(line)).length;
}

/** Two signs make an appeal of a short line; a long one that mixes in news has fewer for its length. */
function signsNeeded(text: string): number {
  return 2 + Math.floor(text.length / APPEAL_SIGN_CHARACTERS);
}

/** Asks the reader for money, a subscription or a click: some signs, and a word to the reader. */
export function isAppeal(line: string): boolean {
  if (line.length > RULE_CHARACTERS_MAX) return false;
  const text = line.replace(bullet, "");
  if (shortAppeal.test(text)) return true;
  const invites = text.length <= 250 && (signUpLead.test(text) || isContact(text));
  const appeals = invites || (reader.test(text) && appealScore(text) >= signsNeeded(text));
  return appeals && !reports.test(text) && !/^["“]|["”]$/u.test(text);
}

/** "Follow her on Twitter: @name", "Reach the reporter at name@paper.com"; no event's contact. */
function isContact(text: string): boolean {
  return followLead.test(text) && !/\bfor more information\b/iu.test(text);
}

/** Talks to the reader with one sign less; counts only beside a line that appeals. */
export function isAddressedToReader(line: string): boolean {
  if (
    line.length > RULE_CHARACTERS_MAX ||
    !reader.test(line) ||
    appealScore(line) < signsNeeded(line) - 1
  )
    return false;
  return !reports.test(line) && !quotation.test(line);
}
