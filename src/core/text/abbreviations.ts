/**
 * Words that decide whether a full stop ends a sentence. All in lower case, without their last stop.
 */
function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/u).filter((word) => word !== ""));
}

/** A name or a number follows: the stop after them never ends a sentence. */
export const leadingAbbreviations = words(`
  mr mrs ms mx messrs mme mmes mlle dr drs prof profs gen gens lt col sgt maj capt cmdr cdr adm
  gov govs sen sens rep reps rev fr hon supt det insp cpl pvt pfc spc brig amb msgr atty asst sec
  pres vs cf viz approx avg pct e.g i.e sra srta herr hr`);

/** The stop joins only a number after it: "No. 5", but "He said no. Then". */
export const numberAbbreviations = words(`
  no nos nr vol vols fig figs chap sec p pp op eq ver v c ca tel ext rte pt pts est`);

/** Likewise, when capitalised: "Sun. 5 June", but "They sat. 12 people watched". */
export const capitalNumberAbbreviations = words(`
  mon tue tues wed thu thur thurs fri sat sun mar jun jul art arts par pop`);

/**
 * These stand inside a sentence and also at its end; what follows decides. A full stop after one of
 * them ends the sentence only before a word of `sentenceStarters`.
 */
export const ambiguousAbbreviations = words(`
  inc corp co cos ltd bros llp plc jr sr esq al st ft mt ste ave blvd rd hwy ln pkwy sq bldg
  dept univ assn assoc inst intl int'l govt gov't natl nat'l
  jan feb apr aug sep sept oct nov dec
  ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev
  okla ore pa penn tenn tex va vt wash wis wisc wyo`);

/** After "a.m." and "p.m." these still belong to the time. */
export const timeWords = words(`
  monday tuesday wednesday thursday friday saturday sunday eastern central mountain pacific
  january february march april may june july august september october november december
  jan feb mar apr jun jul aug sep sept oct nov dec et est edt ct cst cdt pt pst pdt mt mst mdt
  gmt utc bst cet cest ist local moscow kyiv beijing london paris`);

/** Words that begin sentences and hardly ever continue a name: "the U.S. The", "Acme Inc. But". */
export const sentenceStarters = words(`
  a about according after all also although among an and another any as asked at because before
  being both but by critics despite during each earlier either even experts few finally first for
  former from further he her here his how however i if in indeed instead it its just last later
  like many maybe meanwhile more moreover most much my neither nevertheless no nobody none nor not
  nothing now of officials on once one only other others our over perhaps police several she since
  so some somebody someone something still such than that the their then there therefore these they
  this those though through thus to today tomorrow two under unlike until we well what when where
  whether which while who whoever whose why with within without yes yesterday yet you your`);

/** Verbs of a cue that may stand right after a closing quotation mark and its speaker. */
export const cueVerbs = [
  ...words(`
  said says asked asks added adds replied wrote writes told tells tweeted declared explained
  insisted argued claimed answered continued concluded recalled joked shouted exclaimed warned noted
  stated remarked quipped responded countered`),
];
