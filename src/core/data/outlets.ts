import { wordTable } from "./lists.ts";

/**
 * Newspapers, agencies and broadcasters by name. Values: `credit`: named in the credit of a picture;
 * `alone`: so as a line of its own; `dateline`: before the first words of its reports; `question`: a
 * question that names it asks for it as a source; `body`: speaks in the news.
 */
export const outlets = wordTable(`
  ABC: question
  AFP: alone, credit, dateline, question
  ANI: dateline
  AP: alone, credit, dateline, question
  ASSOCIATED PRESS: alone
  Agence France-Presse: alone
  Al Jazeera: question
  Alamy: alone, credit
  Anadolu: credit
  Anadolu Agency: credit
  Associated Press: alone, credit, question
  Axios: body, question
  BBC: question
  Bloomberg: body, credit, question
  Breitbart: body
  BuzzFeed: body, question
  CBS: question
  CNN: dateline, question
  CNN Business: dateline
  CNN Underscored: dateline
  DW: question
  Der Spiegel: question
  Deutsche Welle: question
  Die Welt: question
  Die Zeit: question
  EPA: alone, credit
  EPA-EFE: credit
  Economist: question
  El Pais: question
  El País: question
  Euronews: question
  FAZ: question
  FT: question
  File: credit
  Flickr: credit
  Fox: question
  Gawker: body
  Getty: alone, credit
  Getty Images: alone, credit
  Haaretz: question
  Handout: credit
  HuffPost: question
  IANS: dateline
  Imagn: credit
  Independent: question
  Interfax: body, question
  KCNA: question
  Kyodo: credit, dateline, question
  La Repubblica: question
  Le Figaro: question
  Le Monde: question
  MSNBC: question
  NBC: question
  NHK: question
  NPR: question
  NYT: question
  Newsweek: body, question
  NurPhoto: credit
  PBS: question
  Politico: body, question
  Pravda: question
  RFERL: question
  RFI: question
  RIA: question
  RIA Novosti: question
  Reuters: alone, body, credit, dateline, question
  Salon: body
  Shutterstock: alone, credit
  Sky: question
  Slate: body
  Spiegel: question
  Sputnik: credit
  TASS: body, credit, dateline, question
  The Associated Press: alone
  Time: body
  UPI: dateline
  USA TODAY Sports: credit
  USA Today: question
  Ukrinform: question
  Unsplash: credit
  VOA: question
  Vice: question
  Vox: body, question
  WSJ: question
  Wikimedia: credit
  Wikimedia Commons: credit
  Xinhua: body, credit, dateline, question
  Yonhap: body, credit, dateline, question
  Zuma: credit
  Zuma Press: credit
  dpa: dateline
  iStock: alone, credit
`);
