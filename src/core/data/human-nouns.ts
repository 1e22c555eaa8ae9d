import { wordList } from "./lists.ts";

/** Nouns and pronouns that mean people. */
export const humanNouns = wordList(`
  academics activists advisers advisors advocates aides allies ally americans another anyone
  attorneys audience authorities
  blacks bloggers boy
  catholics child children christians colleagues commenters companions conservatives countries
  critics crowd crowds
  delegates democrats demonstrators detractors diplomats donors dozens
  economists elites establishment europeans evangelicals everybody everyone
  families family fans few friends
  girl governments group groups
  hispanics hundreds
  insider insiders investigator investigators
  jews journalists
  kid kids
  latinos lawmaker lawyers leader leaders liberals libertarians listeners
  man many media member members men meps millennials millions most mps muslims
  nations neighbors neighbours nobody
  observer observers official officials one operatives opponents others
  panelists parents participants partner partners people person police policymaker policymakers
  press proponents protesters public pundits
  readers regulators relatives reporters republicans respondents
  sceptics scholars scientists scores seniors several skeptics soldiers some somebody someone
  source sources staffer staffers states strategists students supporters
  thousands troops
  user users
  viewers voters
  watchers west westerners whites woman women
`);
