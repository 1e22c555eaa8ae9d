import { wordList } from "./lists.ts";

/** Words of which the names of newspapers and broadcasters are made. */
export const outletWords = wordList(`
  broadcaster bulletin
  chronicle
  daily
  gazette guardian
  herald
  journal
  magazine mirror
  news newspaper
  observer
  post
  telegraph times tribune
  weekly
`);
