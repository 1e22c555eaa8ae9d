import { wordTable } from "./lists.ts";

/** Other common words, with the places that know them. */
export const commonWords = wordTable(`
  article: common, share-filler
  articles: common
  chief: role-filler
  critics: starter
  current: role-opener
  experts: starter
  familiar: complement
  fellow: opener
  following: nameless
  former: nameless, role-opener, starter
  given: nameless
  happen: common
  happened: common
  happens: common
  head: role-filler
  im: nameless
  involved: complement
  let: nameless
  link: share-filler
  number: common
  office: role-filler
  officials: starter
  oh: nameless
  ok: nameless
  okay: nameless
  page: share-filler
  police: starter
  post: share-filler
  published: common
  read: nameless
  s: common, role-filler
  same: nameless
  see: nameless
  story: share-filler
  t: common
  thanks: nameless
  top: role-filler
  watch: nameless
  working: complement
  yes: nameless, starter
`);
