import { wordList } from "./lists.ts";

/** Given names that are nearly always a man's. */
export const maleNames = wordList(`
  aaron abdul abdullah abraham adam adel adolf adrian ahmad ahmed al alan alar albert alberto alec
  alejandro aleksandr aleksei alexander alexandre alexei alexey alfred ali allan allen alvin amir
  amr anatoly andre andreas andrei andres andrew andrey andrii andriy andrzej andy angelo anthony
  anton antonin antonio antony antti arnold artem arthur arturo austin
  bakhtiar barack barry bart bashar ben benjamin benny bernard bernd bernie bibi bill billy bo bob
  bobby boris brad bradley brandon brendan brent brett brian bruce bruno bryan byron
  calvin carl carlos cedric chad charles charlie chester chris christian christoph christophe
  christopher chuck clarence clark claude claudio clay cliff clint clive cody colin conor corey
  cory craig curtis cyril
  damian damon dan daniel danny darrell darren dave david dean denis dennis derek derrick devin
  dick diego dieter dimitri dinesh dirk dmitri dmitriy dmitry dmytro dominic don donald donnie
  doug douglas duncan dwight
  earl ed eddie edgar edgars edmund eduardo edward edwin egor eli elijah elliot elliott elon
  emanuel emmanuel emmerson enrique eric erik ernest ernesto erwin ethan eugene evan
  felix ferdinand fernando francesco francis francisco francois frank frankie franklin franz fred
  freddie frederick friedrich fumio
  gabriel garrett gary gavin gene geoff geoffrey george georges georgi gerald gerard gerhard
  gianluca gianni gilbert giorgio giovanni gitanas giuseppe glen glenn gordon graham grant greg
  gregg gregory guido guillaume gunther gustavo guy
  hakan hans harold harry harvey hassan hector heinz helmut henri henrik henry herbert herman
  hideo hiroshi horst howard hugh hugo humberto hussein
  ian ibrahim igor ihor ilya imran isaac isaias ismail ivan ivo
  jack jacob jacques jaime jake jakob jamal james janez jared jason javad javier jay jean-claude
  jean-luc jean-marc jean-marie jean-michel jean-noel jean-paul jean-pierre jean-yves jeb jeff
  jeffrey jens jeremy jerome jerry jesus jim jimmy jiri joachim joao joe joel joerg johan johann
  john johnny joko jon jonas jonathan jorge jose josef josep joseph josh joshua jozef juan jules
  julian julio jurgen justin
  karim karl kaspar keir keith ken kenneth kent kevin khaled kirill klaus konstantin kurt kwame
  kyle kyrylo
  lance larry lars laurent lavrenti lawrence len leo leon leonard leonid leroy lester lev lionel
  lloyd louis luc lucas luigi luis luiz lukas luke
  maksym malcolm manfred manuel marc marcel marco marcos marcus mariano mario mark markus marshall
  martin marty marvin massimo mateusz matt matteo matthew matthias maurice mauricio max maxim
  michael michal micheal michel miguel mikael mike mikhail milan miles milos mitch mitchell mitt
  mohamed mohammad mohammed moon moses muhammad murray mustafa mykhailo mykola
  naftali narendra nathan nathaniel neal ned neil newt nicholas nick nicolas nigel nikolai nikos
  noah norbert norman
  olaf oleg oleh oleksandr oleksii oleksiy olivier olli omar orlando oscar otto owen
  pablo paolo pascal patrick paul pavel pavlo pedro perry pete peter petr petro petteri phil
  philip philippe phillip pierre pietro piotr prabowo preston
  radek radoslaw rafael rahm ralph ramon randy raphael rashid raul ray raymond recep reince rene
  rex ricardo richard rick ricky rishi rob robby robert roberto rod rodney rodrigo roger roland
  rolf roman ron ronald ronnie ross roy rudolf rudolph rudy rupert ruslan russ russell rustem ryan
  salman salvador sam samuel saul sauli scott sean seb sebastian serge sergei sergey sergio serhii
  serhiy seth shane shaun shawn shinzo sidney sigmar silvio simon solomon spencer stan stanislav
  stanley stefan stefano stephane stephen steve steven stewart stuart sven sylvester
  taras ted terrence terry theo theodore thierry thomas thorsten tim timothy toby todd tom tommaso
  tommy tony travis trent trevor troy tucker tyler
  ulrich umar urho
  vadim valentin valery vasily vasyl viktor vince vincent vitali vitalii vitaly vladimir vladislav
  volker volodymyr
  wade wallace walter warren wayne werner wesley wilbur wilfred will willem william willy winston
  wolfgang woodrow
  xavier
  yair yann yasser yehor yevgeny yitzhak yuri yurii yusuf yves
  zachary zbigniew
`);
