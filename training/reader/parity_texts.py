"""Questions and texts written for this project, with what a runtime must read as the training code does."""

HARBOUR = (
    "The harbour board voted 7-2 on Tuesday to reject the ferry plan. “We simply cannot pay for two piers at once,” "
    "chairwoman Ilse Brandt said after the vote, adding that 1,450 people had signed the petition."
)
VALLEY = (
    "Deputy Minister Paavo Lindqvist wrote that the valley needs water before winter, because the pumps at Åsgård were "
    "never tested. His office did not reply to questions about the letter, which is dated 14 March 2019."
)
BREAD = "Bakers in the old town sold 340 loaves on Monday, twice as many as a week before; rye went first."
SHORT = ("“It is unsigned.”", "Mayor Anne-Lise Corr denied it.", "Nothing.", "Rain, 12 mm.")

PAIRS = (
    ("What did the board reject?", HARBOUR),
    ("How many people signed the petition?", HARBOUR),
    ("who is ilse brandt", HARBOUR),
    ("when was the vote??", HARBOUR),
    ("Who praised the ferry plan?", HARBOUR),
    ("What did Ilse Brandt say about piers?", HARBOUR),
    ("Why does the valley need water?", VALLEY),
    ("What were never tested?", VALLEY),
    ("When was the letter written?", VALLEY),
    ("wat did lindqvist write abt the valley", VALLEY),
    ("Did his office reply?", VALLEY),
    ("What did Ilse Brandt say about the valley?", VALLEY),
    ("How many loaves were sold on Monday?", BREAD),
    ("Which bread went first?", BREAD),
    ("How many loaves were sold on Friday?", BREAD),
    ("Who sold loaves in the new town?", BREAD),
    ("bread", BREAD),
    ("What was said of the paper?", SHORT[0]),
    ("Who denied it?", SHORT[1]),
    ("Did the mayor confirm it?", SHORT[1]),
    ("What happened?", SHORT[2]),
    ("How much did it rain?", SHORT[3]),
    ("What did the board reject?", SHORT[3]),
    ("Qu’a dit le maire ?", SHORT[1]),
    # A text that is cut, a question that is, and both.
    ("How many loaves were sold on Monday?", " ".join([VALLEY, BREAD, HARBOUR, VALLEY, HARBOUR])),
    ("Please tell me, if you would be so kind, " * 8 + "what did the board reject?", HARBOUR),
    ("I have been wondering about this for days; " * 8 + "who signed?", " ".join([HARBOUR] * 6)),
    # What the tokenizer must read alike: marks, other scripts, one long word, pieces of unknown words.
    ("Où est Åsgård?", "Cafe\u0301 «Åsgård» öffnet um 9:30 — naïve Gäste zahlen €3.50 (statt 4½)."),
    ("Who lives in 東京?", "田中さん lives in 東京; Ни́на lives in Москва; يوسف lives in القاهرة."),
    ("What is up? 🚀", "The price 🚀 is up 12.5%\u200b, they say… U.S. traders don’t mind #moon @all http://example.org/a_b?c=1"),
    ("What is unspeakable?", "x" * 120 + " is unspeakable, but floccinaucinihilipilification and Xqzvw are not."),
    ("What\u00a0did\tthey say?", "\n\n  They   said:\r\n\"Go\"!  \n"),
    ("?", BREAD),
)
