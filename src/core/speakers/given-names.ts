import { fold } from "./fold.ts";

/** Given names that are nearly always a man's, and those that are nearly always a woman's. */
const male = `
  aaron abdul abdullah abraham adam adolf adrian ahmad ahmed al alan albert alberto alec alejandro
  aleksandr aleksei alex alexander alexandre alexei alexey alfred ali allan allen alvin amir anatoly andre
  andrea andreas andrei andres andrew andrey andrii andriy andrzej andy angelo anthony antonin anton antonio
  antony antti arnold arthur artem arturo austin bakhtiar barack barry bart bashar ben benjamin benny
  bernard bernd bernie bill billy bo bob bobby boris brad bradley brandon brendan brent brett brian
  bruce bruno bryan byron calvin carl carlos cedric chad charles charlie chester chris christian
  christoph christophe christopher chuck clarence clark claude claudio clay cliff clint clive cody
  colin conor corey cory craig curtis cyril damian damon dan daniel danny darrell darren dave david
  dean denis dennis derek derrick devin dick diego dieter dimitri dirk dmitri dmitriy dmitry dmytro
  dominic dominique don donald donnie doug douglas duncan dwight earl ed eddie edgar edmund eduardo
  edward edwin egor eli elijah elliot elliott elon emanuel emmanuel emmerson enrique eric erik ernest
  ernesto erwin ethan eugene evan felix fernando francesco francis francisco francois frank frankie
  franklin franz fred freddie frederick friedrich gabriel garrett gary gavin gene geoff geoffrey
  george georges georgi gerald gerard gerhard gianni gilbert giorgio giovanni giuseppe glen glenn
  gordon graham grant greg gregg gregory guido guillaume gunther gustavo guy hakan hans harold harry
  harvey hassan hector heinz helmut henri henrik henry herbert herman hideo hiroshi horst howard hugh
  hugo humberto hussein ian ibrahim igor ihor ilya imran isaac ismail ivan ivo jack jacob jacques
  jaime jake jakob jamal james jan janez jared jason javier jay jean-claude jean-luc jean-marc
  jean-michel jean-noel jean-paul jean-pierre jean-yves jeb jeff jeffrey jens jeremy jerome jerry
  jesus jim jimmy joachim joao joe joel joerg johan johann john johnny jon jonas jonathan jorge jose
  josef josep joseph josh joshua jozef juan jules julian julio jurgen justin karim karl kaspar
  keir keith ken kenneth kent kevin khaled kirill klaus konstantin kurt kyle kyrylo lance larry lars
  laurent lavrenti lawrence lee len leo leon leonard leonid leroy leslie lester lev lindsey lionel
  lloyd louis luc lucas luigi luis luiz lukas luke maksym malcolm manfred manuel marc marcel marco
  marcos marcus mariano mario mark markus marshall martin marty marvin massimo mateusz matt matteo
  matthew matthias maurice mauricio max maxim michael michal michel miguel mikael mike mikhail miles
  milos mitch mitchell mitt mohamed mohammad mohammed moses muhammad murray mustafa mykhailo mykola
  nathan nathaniel neal ned neil newt nicholas nick nicolas nigel nikita nikolai nikos noah norbert
  norman olaf oleg oleh oleksandr oleksii oleksiy olivier omar orlando oscar otto owen pablo paolo
  pascal patrick pat paul pavel pavlo pedro perry pete peter petr petro phil philip philippe phillip pierre
  pietro piotr preston radek radoslaw rafael rahm ralph ramon randy raphael rashid raul ray raymond
  recep rene reince rex ricardo richard rick ricky rob robby robert roberto rod rodney rodrigo roger
  roland rolf roman ron ronald ronnie ross roy rudolf rudolph rudy rupert ruslan russ russell rustem
  ryan salman salvador sam samuel saul scott sean sebastian seb serge sergei sergey sergio serhii
  serhiy seth shane shaun shawn shinzo sidney sigmar silvio simon solomon spencer stan stanislav
  stanley stefan stefano stephane stephen steve steven stewart stuart sven sylvester taras ted terrence
  terry theodore theo thierry thomas thorsten tim timothy toby todd tom tommaso tommy tony travis
  trent trevor troy tucker tyler ulrich umar urho vadim valentin valery vasily vasyl viktor vince
  vincent vitali vitaly vitalii vladimir vladislav volodymyr wade wallace walter warren wayne werner
  wesley wilbur wilfred will willem william willy winston wolfgang xavier yann yasser yehor yevgeny
  yitzhak yuri yurii yusuf yves zachary zbigniew adel amr woodrow marty kwame javad moon fumio rishi boris naftali yair bibi isaias dinesh gianluca matteo viktor olli sauli alar gabriel edgars gitanas micheal leo volker jiri milan petteri ferdinand joko prabowo narendra jean-marie`;

const female = `
  abby abigail ada adele agnes agnieszka aisha alexandra alexandria alice alicia alina alison allison
  alyssa amanda amber amelia amy ana anastasia angela angelina anita ann anna annabelle anne annegret
  annette annie antonia april ariana arlene ashley astrid audrey barbara beatrice becky belinda
  bernadette beth bethany betsy betty beverly bonnie brenda bridget britney brittany camila camilla
  candace carla carly carmen carol carole caroline carolyn carrie cassandra catherine cathy cecilia
  celeste charlotte chelsea cheryl chloe christina christine cindy claire clara claudia colleen
  condoleezza connie constance corinne courtney crystal cynthia daisy dana daria darlene dawn debbie
  deborah debra delia denise diana diane dianne dina dolores donna doris dorothy ebony edith eileen
  elaine eleanor elena elisabeth elise elizabeth ella ellen elsa emilia emily emma erica erika erin
  esther ethel eva eve evelyn faith fatima federica felicia fiona florence frances francoise gabriela
  gabrielle gail geraldine gina ginny giorgia gisele gladys glenda gloria grace greta gretchen gwen
  gwendolyn hanna hannah harriet hazel heather heidi helen helena helene hilary hillary holly hope
  huma ida ilhan ines ingrid irene irina iryna isabel isabella isabelle ivanka jackie jacqueline jan
  jane janet janice jasmine jean jeanne jeannie jen jenna jennifer jenny jessica jill jo joan joanna
  joanne jocelyn jodi josephine joyce juanita judith judy julia juliana julianne julie june kaja
  kamala karen karin karine karla kate katherine kathleen kathryn kathy katie katrina katy kay kayla
  kayleigh kellie kellyanne kelly kim kimberly kirsten krista kristen kristi kristin kristina
  lara latoya laura lauren laurie leah leila lena leslie lillian lily linda lisa liz liza lois loretta
  lori lorraine louise lucia lucille lucy lydia lynn lynne madeleine madison maggie mallory mara
  marcia margaret margarita margot maria marian marianne marie marilyn marine marissa marjorie marlene
  marsha martha mary maryna maureen maxine megan meghan melania melanie melinda melissa mercedes
  meredith mia michele michelle mildred mindy miranda miriam molly monica monique muriel myra nadia
  nadine nancy naomi natalia natalie natasha nellie nicola nicole nikki nina nora norma odile olena
  olga olha olivia oksana paige pam pamela patricia patsy patty paula pauline peggy penelope penny
  petra phyllis priscilla rachel ramona rebecca regina renee rhonda rita roberta robin rosa rosalind
  rose roselyn rosemary roxanne ruby ruth sabrina sally samantha sandra sandy sara sarah savannah
  segolene shannon sharon sheila shelly sherry shirley simone sofia sonia sonya sophia sophie stacy
  stella stephanie sue susan susana susanna susanne suzanne svetlana sylvia tamara tammy tania tanya
  tara tatiana teresa theresa tiffany tina tracy trina tulsi ursula valentina valerie vanessa vera
  veronica vicki victoria viktoria viola violet virginia vivian wanda wendy whitney wilma yolanda
  lolita megyn billie samantha-jo kirstjen dolly mabel maxima mika zuzana sanna magdalena mette viola jeannette jackie nikita khloe kristan myra elisa dalia maya amal rania asma malala benazir yuriko tzipi angie patti yulia yvette yvonne zoe`;

const either =
  "jan kim leslie andrea robin lindsey jean dana kelly tracy nicola sandy dominique pat alex lee";

const words = (list: string): string[] => list.trim().split(/\s+/u);
const both = new Set(words(either));
const males = new Set(words(male).map(fold));
const females = new Set(words(female).map(fold));

export type Gender = "male" | "female";

/** Whether a word is a common given name; accents do not matter. */
export function isGivenName(word: string): boolean {
  const key = fold(word);
  return males.has(key) || females.has(key);
}

/** The gender that a given name tells, or null. */
export function genderOfGivenName(word: string): Gender | null {
  const key = fold(word);
  if (both.has(key)) return null;
  if (males.has(key) && !females.has(key)) return "male";
  if (females.has(key) && !males.has(key)) return "female";
  return null;
}

const nicknames = [
  "michael mike mick",
  "joseph joe joey",
  "william bill will billy",
  "robert bob rob bobby",
  "edward ed ted eddie",
  "rafael ted",
  "bernard bernie",
  "james jim jimmy jamie",
  "thomas tom tommy",
  "richard dick rick rich",
  "charles charlie chuck",
  "daniel dan danny",
  "david dave",
  "donald don donnie",
  "timothy tim",
  "anthony tony",
  "antony tony",
  "kenneth ken",
  "ronald ron",
  "stephen steve",
  "steven steve",
  "matthew matt",
  "christopher chris",
  "gregory greg",
  "jeffrey jeff",
  "geoffrey geoff",
  "samuel sam",
  "benjamin ben",
  "alexander alex",
  "andrew andy",
  "lawrence larry",
  "peter pete",
  "philip phil",
  "phillip phil",
  "raymond ray",
  "nicholas nick",
  "elizabeth liz beth betsy",
  "katherine kate kathy katie",
  "catherine cathy kate",
  "susan sue",
  "deborah debbie deb",
  "barbara barb",
  "jennifer jen jenny",
  "patricia pat patty",
  "margaret maggie peggy",
  "rebecca becky",
  "victoria vicki",
  "pamela pam",
  "cynthia cindy",
  "joshua josh",
  "jonathan jon",
  "douglas doug",
  "frederick fred",
  "gerald jerry",
  "albert al",
  "mitchell mitch",
  "willard mitt",
  "john jack johnny",
  "randall randy",
  "marcus marc",
  "vladimir volodymyr",
  "alexei aleksei alexey oleksii oleksiy",
  "andrei andrey andrii andriy",
  "sergei sergey serhii serhiy",
  "dmitri dmitry dmytro dimitri",
  "nikolai mykola",
  "abigail abby",
].map((group) => new Set(group.split(" ")));

/** Whether two given names can be one person's: "Mike" and "Michael", "J." and "John". */
export function givenNamesAgree(left: string, right: string): boolean {
  const [a, b] = [fold(left), fold(right)];
  if (a === b || a.replaceAll(" ", "") === b.replaceAll(" ", "")) return true;
  if ((a.length === 1 || b.length === 1) && a.charAt(0) === b.charAt(0)) return true;
  return nicknames.some((group) => group.has(a) && group.has(b));
}
