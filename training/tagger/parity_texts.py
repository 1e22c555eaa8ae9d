"""Texts written for this project, with the traps that the runtime must handle like the training code."""

TEXTS = {
    "plain_quotes": (
        "Harbour board rejects ferry plan.\n\n"
        'The harbour board voted 7-2 on Tuesday to reject the ferry plan. "We simply cannot pay for two '
        'piers at once," chairwoman Ilse Brandt said after the vote. "Nobody here is against the ferry."\n\n'
        "Brandt added that the board had not ruled out a smaller boat."
    ),
    "curly_nested": (
        "“When I heard ‘Close the bridge,’ I thought it was a joke,” Tomas Okello told reporters. "
        "He said he didn’t believe the mayor’s office had “any idea” what the closure would cost.\n\n"
        "Mayor Anne-Lise Corr, who is seeking a third term, denied that the decision was rushed."
    ),
    "straight_nested": (
        "The guide was blunt. \"My father used to say, 'Never trust a dry river,'\" she recalled, "
        "\"and he was right.\" Rangers' records show the river flooded twice in the '90s."
    ),
    "paragraphs_reopened": (
        "Deputy Minister Paavo Lindqvist wrote:\n\n"
        "“The committee has asked for patience, and I have given it.\n\n"
        "“I will not give it again. The valley needs water before winter.”\n\n"
        "His office did not reply to questions about the letter."
    ),
    "reported_nested": (
        "Lindqvist said that Norland had reported the leak within an hour, and that he could not confirm "
        "who ordered the pumps shut. According to two engineers familiar with the matter, the pumps were "
        "never tested. The ministry refused to comment."
    ),
    "scare_quotes": (
        "The so-called “quiet season” lasted nine days. Sellers of “miracle” salt moved on to the coast, "
        "where, police say, business is better. “Miracle” salt costs 4.50 a bag."
    ),
    "typewriter_quotes": (
        "MR. ABEL: ''I never signed it,'' he testified. ''Not once.''\n"
        "The court’s clerk, U.S. citizen D. R. Moss, agreed: ``It is unsigned.''"
    ),
    "hostile": "\"Unbalanced “marks' everywhere ”said NOBODY (\"\u05e9\u05dc\u05d5\u05dd\" é\u0301 … \u200b— ok?\n\n\n   \n’tis",
}
