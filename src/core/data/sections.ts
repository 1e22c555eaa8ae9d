import { phraseList } from "./lists.ts";

/** Sections of a news site: a line with nothing else is a tag. */
export const sections = phraseList(`
  africa
  analysis
  asia
  breaking
  breaking news
  business
  climate
  commentary
  culture
  defence
  defense
  economy
  editorial
  entertainment
  environment
  europe
  exclusive
  feature
  features
  headlines
  health
  home
  homepage
  international
  interview
  interviews
  latest
  latest news
  lifestyle
  live
  local
  local news
  middle east
  national
  news
  opinion
  opinions
  politics
  press release
  science
  security
  sport
  sports
  tech
  technology
  top news
  top stories
  travel
  uk
  us
  video
  videos
  world
  world news
`);
