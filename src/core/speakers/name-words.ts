const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/u));

/** Words that are capitalised at the head of a sentence or a headline and belong to no name. */
export const functionWords = set(`
  a about according across after again against all along already also although always amid among an and
  another any are as asked at back be because been before behind being below beside besides between beyond both
  but by can could despite did do does during each earlier either else even every everyone few finally
  first following for former from further had has have he hence her here hers him his how however i if im
  in indeed initially instead into is it its itself just last late later less let like many maybe
  meanwhile more moreover most much must my neither never nevertheless next no nobody none nor not
  nothing now of off on once one only or other others our out outside over per perhaps presumably
  previously rather really recently said same says see separately several shall she should similarly since
  so some someone something sometimes soon still such than that the their them then there thereafter
  therefore these they this those though through throughout thus to today together tomorrow tonight
  too toward towards two three four five under unless unlike until up upon us very was we well were what
  whatever when whenever where whereas whether which while who whoever whom whose why will with within
  without would yes yesterday yet you your asked added told read watch also still but monday tuesday
  wednesday thursday friday saturday sunday january february march april may june july august
  september october november december its ok okay oh via including citing speaking given along thanks plus pressed called former`);

/** Words that make of a capitalised sequence something that is not a person. */
export const bodyWords = set(`
  university party department committee news times house street county court council union
  association institute foundation bank group inc corp corporation company agency service services
  ministry government administration parliament congress senate office bureau board commission center
  centre college school church hospital club team force forces army navy guard police act bill law
  amendment deal agreement treaty war day week month award prize show press post journal tribune
  herald daily magazine radio tv network channel poll survey republic kingdom states nation nations
  region city town village river lake island islands mount mountain park airport hotel tower towers
  avenue road building conference convention summit dialogue forum project fund trust society
  league alliance coalition movement front brigade directorate intelligence district state caucus
  campaign organization organisation enterprises holdings partners capital media chronicle globe
  gazette observer guardian review sun star examiner inquirer pac action watch victory strategies
  international national federal supreme district reserve treasury pentagon kremlin cabinet
  east west north south eastern western northern southern sea ocean valley beach hall square
  college academy clinic laboratory museum library theater theatre stadium arena studios records
  pictures entertainment games cup bowl championship olympics primary caucuses election debate
  realty file files report reports survivors insider hill asia africa america pacific atlantic mediterranean southeast northeast northwest southwest central middle caliphate isis beast examiner street wire weekly initiative network coast hills air airlines
  republicans democrats conservatives liberals americans christians muslims jews catholics evangelicals`);

/** Nouns that make a name before them an adjective: "the Clinton campaign", "Trump supporters". */
export const heldNouns = set(`
  campaign administration aide aides supporter supporters spokesman spokeswoman spokesperson adviser
  advisers advisor advisors team camp surrogate surrogates ally allies official officials voter voters
  delegate delegates backers backer donors donor presidency era family children rally rallies event ad
  ads candidacy nomination nominee staffer staffers staff foundation organization loyalists strategist
  pollster policy plan backed led fans fan critics foes fundraiser super name brand email emails
  scandal doctrine volunteers operation operatives win victory loss vote vice transition cabinet tower
  lawyer lawyers attorney attorneys speech speeches statement endorsement camp’s rival rivals`);

export const particles = set(
  "de da di do dos del della van von der den ter ten bin ibn al el la le du zu y e af av",
);
/** "Oscar-winner", "Texas-based": capitalised, and no part of a name. */
export const compound =
  /[-‐‑](?:winner|winning|nominee|born|based|elect|backed|led|style|era|owned|area|American)$/u;
/** Those with which a surname can begin: "de Vries". */
export const leadingParticles = set("de van von der del della bin di du");
/** Titles that are surnames too: "Peter King". */
export const titleSurnames = set(`
  king judge dean bishop pope prince major price page cardinal chancellor star farmer singer coach
  fellow author host justice baron duke abbot sheriff whip marshal pastor priest agent critic banker
  parent mayor general liberal queen nun pilot soldier surgeon player principal brother son`);
/** Surnames among the words that name bodies and places. */
export const bodySurnames = set(
  "hall lake park church day west north young post house bank field valley chase",
);
export const suffixes = set("jr sr ii iii iv");

/** Newspapers, agencies and firms of one word that speak in the news. */
export const knownBodies = new Set(
  "reuters politico bloomberg interfax tass xinhua yonhap axios breitbart twitter facebook google apple amazon microsoft congress kremlin pentagon gallup quinnipiac newsweek time slate salon vox buzzfeed gawker europe west brussels hollywood wikileaks hezbollah hamas taliban walmart boeing tesla uber telegram nielsen".split(
    " ",
  ),
);
