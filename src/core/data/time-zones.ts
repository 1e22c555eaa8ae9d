import { wordList } from "./lists.ts";

/** Words for a zone of time: "8 p.m. Eastern", "9 a.m. Moscow time". */
export const timeZones = wordList(`
  beijing bst
  cdt central cest cet cst ct
  eastern edt est et
  gmt
  ist
  kyiv
  local london
  mdt moscow mountain mst mt
  pacific paris pdt pst pt
  utc
`);
