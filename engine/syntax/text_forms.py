"""The forms of text that changes, `{cycle: a | b}` and its like: a row each, of which all that knows them is made.

Reader, rules, hints, completion, hover, the compiler, the exporters and the table of `docs/language.md` read the rows;
tests hold the grammar of the editors' extension against them (`tests/syntax/test_text_forms.py`).
"""

from __future__ import annotations

from engine.named_tuples import NamedTuple


class FormWord(NamedTuple):
    """A form: its word, and what is known of it.

    `operation` is the kind of the program's operation that it is compiled to; without one, the compiler makes it of
    others. `least` is how many texts it needs for one of them to change. `is_sentence_word` says that sentences begin
    with the word ("Once, …", "Then …"), so that it is a form for certain only before a colon. `is_said_before_colon`
    says that even there it may be a word of a sentence. `elsewhere` are names that other tools and fingers have for it,
    `ink` is the sign that ink has, `near_words` are words of a dictionary a letter away.
    """

    word: str
    meaning: str
    operation: str | None
    least: int = 2
    is_sentence_word: bool = False
    is_said_before_colon: bool = False
    ink: str = ""
    elsewhere: tuple[str, ...] = ()
    near_words: tuple[str, ...] = ()


TEXT_FORMS = (
    FormWord(
        "then",
        "the next text; it stays at the last",
        "then",
        is_sentence_word=True,
        is_said_before_colon=True,
        elsewhere=("stopping", "sequence", "stop", "list", "first"),
    ),
    FormWord(
        "cycle",
        "the next text; after the last comes the first",
        "cycle",
        ink="&",
        elsewhere=("loop", "repeat", "rotate"),
        near_words=("cyclo", "cycla"),
    ),
    FormWord(
        "once",
        "the next text; after the last comes nothing",
        "once",
        least=1,
        is_sentence_word=True,
        ink="!",
        near_words=("noce",),
    ),
    FormWord(
        "shuffle",
        "each text once, in an order drawn at random; then all again in a new order",
        "shuffle",
        ink="~",
        near_words=("scuffle", "snuffle", "souffle"),
    ),
    FormWord(
        "random",
        "one of the texts, drawn anew each time: the same may come twice running",
        None,
        elsewhere=("either", "any", "choose", "pick", "oneof"),
        near_words=("ransom", "fandom", "rando"),
    ),
)
FORM_OF = {row.word: row for row in TEXT_FORMS}
# In the order in which hints name them: last, what the bars alone mean.
FORM_WORDS = tuple(row.word for row in sorted(TEXT_FORMS, key=lambda row: row.is_said_before_colon))
# Those that are hardly words of prose before a text.
SURE_WORDS = tuple(word for word in FORM_WORDS if not FORM_OF[word].is_sentence_word)
# Those that are the form before a colon, whatever follows.
COLON_WORDS = tuple(word for word in FORM_WORDS if not FORM_OF[word].is_said_before_colon)
OF_INK = {row.ink: row.word for row in TEXT_FORMS if row.ink}
ELSEWHERE = {other: row.word for row in TEXT_FORMS for other in row.elsewhere}

# The same as alternatives of a pattern: `cycle|once|…`.
FORM, SURE_FORM, COLON_FORM = "|".join(FORM_WORDS), "|".join(SURE_WORDS), "|".join(COLON_WORDS)
