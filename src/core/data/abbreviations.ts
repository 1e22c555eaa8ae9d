import { wordTable } from "./lists.ts";

/**
 * Words that a full stop shortens, without their last stop. Values: `leading`: a name or a number
 * follows, and the stop never ends a sentence; `any-case`: so without a capital, too; `number`: it
 * joins only a number ("No. 5", but "He said no. Then"); `capital`: likewise, when capitalised
 * ("Par. 5"); `ambiguous`: it stands inside a sentence and at its end, and what follows decides;
 * `name`: it stays with a name.
 */
export const abbreviations = wordTable(`
  adm: leading, name
  al: ambiguous
  ala: ambiguous
  amb: leading
  approx: any-case, leading
  ariz: ambiguous
  ark: ambiguous
  art: capital
  arts: capital
  assn: ambiguous
  assoc: ambiguous
  asst: leading
  atty: leading
  ave: ambiguous
  avg: any-case, leading
  bldg: ambiguous
  blvd: ambiguous
  brig: leading
  bros: ambiguous
  c: number
  ca: number
  calif: ambiguous
  capt: leading, name
  cdr: leading
  cf: any-case, leading
  chap: number
  cmdr: leading
  co: ambiguous
  col: leading, name
  colo: ambiguous
  conn: ambiguous
  corp: ambiguous
  cos: ambiguous
  cpl: leading
  del: ambiguous
  dept: ambiguous
  det: leading
  dr: leading, name
  drs: leading
  e.g: any-case, leading
  eq: number
  esq: ambiguous
  est: number
  ext: number
  fig: number
  figs: number
  fla: ambiguous
  fr: leading
  ft: ambiguous
  ga: ambiguous
  gen: leading, name
  gens: leading
  gov: leading, name
  gov't: ambiguous
  govs: leading
  govt: ambiguous
  herr: leading
  hon: leading, name
  hr: leading
  hwy: ambiguous
  i.e: any-case, leading
  ill: ambiguous
  inc: ambiguous
  ind: ambiguous
  insp: leading
  inst: ambiguous
  int'l: ambiguous
  intl: ambiguous
  jr: ambiguous, name
  jul: capital
  jun: capital
  kan: ambiguous
  ky: ambiguous
  la: ambiguous
  llp: ambiguous
  ln: ambiguous
  lt: leading, name
  ltd: ambiguous
  maj: leading, name
  mar: capital
  mass: ambiguous
  md: ambiguous
  messrs: leading
  mich: ambiguous
  minn: ambiguous
  miss: ambiguous
  mlle: leading
  mme: leading
  mmes: leading
  mo: ambiguous
  mont: ambiguous
  mr: leading, name
  mrs: leading, name
  ms: leading, name
  msgr: leading
  mt: ambiguous
  mx: leading
  nat'l: ambiguous
  natl: ambiguous
  neb: ambiguous
  nev: ambiguous
  no: number
  nos: number
  nr: number
  okla: ambiguous
  op: number
  ore: ambiguous
  p: number
  pa: ambiguous
  par: capital
  pct: any-case, leading
  penn: ambiguous
  pfc: leading
  pkwy: ambiguous
  plc: ambiguous
  pop: capital
  pp: number
  pres: leading
  prof: leading, name
  profs: leading
  pt: number
  pts: number
  pvt: leading
  rd: ambiguous
  rep: leading, name
  reps: leading
  rev: leading, name
  rte: number
  sec: leading, number
  sen: leading, name
  sens: leading
  sgt: leading, name
  spc: leading
  sq: ambiguous
  sr: ambiguous, name
  sra: leading
  srta: leading
  st: ambiguous, name
  ste: ambiguous
  supt: leading
  tel: number
  tenn: ambiguous
  tex: ambiguous
  thur: capital
  univ: ambiguous
  v: number
  va: ambiguous
  ver: number
  viz: any-case, leading
  vol: number
  vols: number
  vs: any-case, leading
  vt: ambiguous
  wash: ambiguous
  wis: ambiguous
  wisc: ambiguous
  wyo: ambiguous
`);
