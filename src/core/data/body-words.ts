import { wordList } from "./lists.ts";

/** Words that make of a capitalised sequence something that is not a person. */
export const bodyWords = wordList(`
  academy act action administration africa agency agreement air airlines airport alliance
  amendment america americans arena army asia association atlantic avenue award
  bank beach beast bill board bowl brigade building bureau
  cabinet caliphate campaign capital catholics caucus caucuses center central centre championship
  channel christians chronicle church city clinic club coalition coast college commission
  committee company conference congress conservatives convention corp corporation council county
  court cup
  daily day deal debate democrats department dialogue directorate district
  east eastern election enterprises entertainment evangelicals examiner
  federal file files force forces forum foundation front fund
  games gazette globe government group guard guardian
  hall herald hill hills holdings hospital hotel house
  inc initiative inquirer insider institute intelligence international isis island islands
  jews journal
  kingdom kremlin
  laboratory lake law league liberals library
  magazine media mediterranean middle ministry month mount mountain movement museum muslims
  nation national nations navy network news north northeast northern northwest
  observer ocean office olympics organisation organization
  pac pacific park parliament partners party pentagon pictures police poll post press primary
  prize project
  radio realty records region report reports republic republicans reserve review river road
  school sea senate service services show society south southeast southern southwest square
  stadium star state states strategies street studios summit sun supreme survey survivors
  team theater theatre times tower towers town treasury treaty tribune trust tv
  union university
  valley victory village
  war watch week weekly west western wire
`);
