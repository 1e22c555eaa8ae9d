import { wordList } from "./lists.ts";

/** Networks to which articles are shared. */
export const networks = wordList(`
  bluesky
  facebook flipboard
  instagram
  linkedin
  mail mastodon messenger
  pinterest
  reddit
  telegram threads twitter
  viber vk
  whatsapp
  x
`);
