import { wordList } from "./lists.ts";

/** Bodies and firms of one word that speak in the news, beside outlets. */
export const knownBodies = wordList(`
  amazon apple
  boeing brussels
  congress
  europe
  facebook
  gallup google
  hamas hezbollah hollywood
  kremlin
  microsoft
  nielsen
  pentagon
  quinnipiac
  taliban telegram tesla twitter
  uber
  walmart west wikileaks
`);
