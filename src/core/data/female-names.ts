import { wordList } from "./lists.ts";

/** Given names that are nearly always a woman's. */
export const femaleNames = wordList(`
  abby abigail ada adele agnes agnieszka aisha alexandra alexandria alice alicia alina alison
  allison alyssa amal amanda amber amelia amy ana anastasia angela angelina angie anita ann anna
  annabelle anne annegret annette annie antonia april ariana arlene ashley asma astrid audrey
  barbara beatrice becky belinda benazir bernadette beth bethany betsy betty beverly billie bonnie
  brenda bridget britney brittany
  camila camilla candace carla carly carmen carol carole caroline carolyn carrie cassandra
  catherine cathy cecilia celeste charlotte chelsea cheryl chloe christina christine cindy claire
  clara claudia colleen condoleezza connie constance corinne courtney crystal cynthia
  daisy dalia daria darlene dawn debbie deborah debra delia denise diana diane dianne dina dolly
  dolores donna doris dorothy
  ebony edith eileen elaine eleanor elena elisa elisabeth elise elizabeth ella ellen elsa emilia
  emily emma erica erika erin esther ethel eva eve evelyn
  faith fatima federica felicia fiona florence frances francoise
  gabriela gabrielle gail geraldine gina ginny giorgia gisele gladys glenda gloria grace greta
  gretchen gwen gwendolyn
  hanna hannah harriet hazel heather heidi helen helena helene hilary hillary holly hope huma
  ida ilhan ines ingrid irene irina iryna isabel isabella isabelle ivanka
  jackie jacqueline jane janet janice jasmine jeanne jeannette jeannie jen jenna jennifer jenny
  jessica jill jo joan joanna joanne jocelyn jodi josephine joyce juanita judith judy julia
  juliana julianne julie june
  kaja kamala karen karin karine karla kate katherine kathleen kathryn kathy katie katrina katy
  kay kayla kayleigh kellie kellyanne khloe kimberly kirsten kirstjen krista kristan kristen
  kristi kristin kristina
  lara latoya laura lauren laurie leah leila lena lillian lily linda lisa liz liza lois lolita
  loretta lori lorraine louise lucia lucille lucy lydia lynn lynne
  mabel madeleine madison magdalena maggie malala mallory mara marcia margaret margarita margot
  maria marian marianne marie marilyn marine marissa marjorie marlene marsha martha mary maryna
  maureen maxima maxine maya megan meghan megyn melania melanie melinda melissa mercedes meredith
  mette mia michele michelle mika mildred mindy miranda miriam molly monica monique muriel myra
  nadia nadine nancy naomi natalia natalie natasha nellie nicole nikki nina nora norma
  odile oksana olena olga olha olivia
  paige pam pamela patricia patsy patti patty paula pauline peggy penelope penny petra phyllis
  priscilla
  rachel ramona rania rebecca regina renee rhonda rita roberta rosa rosalind rose roselyn rosemary
  roxanne ruby ruth
  sabrina sally samantha samantha-jo sandra sanna sara sarah savannah segolene shannon sharon
  sheila shelly sherry shirley simone sofia sonia sonya sophia sophie stacy stella stephanie sue
  susan susana susanna susanne suzanne svetlana sylvia
  tamara tammy tania tanya tara tatiana teresa theresa tiffany tina trina tulsi tzipi
  ursula
  valentina valerie vanessa vera veronica vicki victoria viktoria viola violet virginia vivian
  wanda wendy whitney wilma
  yolanda yulia yuriko yvette yvonne
  zoe zuzana
`);
