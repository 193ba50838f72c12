"""The table of shapes that no sentence has: what each looks like, and what to write instead.

The first kind in the table that finds something in a text is the one that is told.
"""

from __future__ import annotations

import re

from engine.check.rules.never_prose import judges
from engine.check.rules.never_prose.judges import PLAIN, Judge
from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.syntax.text_forms import FORM, SURE_FORM


class ShapeKind(NamedTuple):
    """A kind of shape: what it looks like, and signs of which each text with it has one.

    The judge is a hint, or gives one where it is no prose. A kind without signs is looked for where a brace stands
    right behind a word, and within the braces, too. `shown_braces`: also in a text with braces that are shown.
    """

    pattern: re.Pattern[str]
    judge: Judge | str
    signs: tuple[str, ...] = ()
    shown_braces: bool = False


KINDS = (
    # `~at last~`, `==at last==`: styles of other tools
    ShapeKind(
        signs=("~", "/", "==", "^", "|"),
        pattern=regex(
            r"(?<![\w\\~/^|+=:.])(?P<line>(?P<sign>~|/|==|\^|\|)(?=[^\W\d_]{2})(?P<inner>[^\n~/^|+={}]{2,60})"
            r"(?<=[\w.,!?…’'])(?P=sign))(?![\w~/^|=])"
        ),
        judge=judges.foreign_style,
    ),
    # `one|other`, `It rains. | It is dry.`, `| else It is dry.`
    ShapeKind(
        signs=("|",),
        pattern=regex(
            r"(?P<line>(?<![\\|\w])[^\W\d]++\|[^\W\d]++(?!\|)"
            r"|(?<=[.!?…”\"])(?<!\|[ \t]\w\.)(?<!\|[ \t]\w{2}\.)[ \t]*\|[ \t]*(?=[\"“«]?[^\W\d_a-z])"
            r"|\|[ \t]*else[ \t][^\n|]*"
            r"|(?<![^\n])\|[ \t]+(?=[^\W\d_][^\n|]*(?:\n|\Z)))"
        ),
        judge=f"text that changes stands in braces: `{{one | other}}`; {PLAIN}",
    ),
    # `old_coins`: a name that only the program knows
    ShapeKind(
        signs=("_",),
        pattern=regex(r"(?<![\w\\.#/@-])(?P<line>[^\W\d_](?=\w*_)\w++)(?![(/=-]|\.\w)"),
        judge=judges.name_of_story,
    ),
    # `%coins`, `&coins`
    ShapeKind(
        signs=("%", "&", "^"),
        pattern=regex(r"(?<!\S)(?P<line>[%&^](?P<name>[^\W\d]\w*))(?![\w%=;])"),
        judge=judges.signed_variable,
    ),
    # `random(1, 6)`, `the_sea()`
    ShapeKind(
        signs=("(",),
        pattern=regex(r"(?<![\w\\.])(?P<line>(?P<name>[^\W\d]\w*)\((?P<values>[\d \t,-]*)\))"),
        judge=judges.call_of_numbers,
    ),
    # `(purse(coins))`: a function of the story, and a variable in its brackets
    ShapeKind(
        signs=("(",),
        pattern=regex(r"(?<![\w\\.(])(?P<line>\(?(?P<name>[^\W\d]\w*)\((?P<value>[^\W\d]\w*)\)\)?)"),
        judge=judges.call_of_variable,
    ),
    # `#music:waltz` at the end of a line
    ShapeKind(
        signs=("#",),
        pattern=regex(r"(?<![^\s])(?P<line>#(?P<key>[a-z][\w-]*+):(?P<value>\w[\w./-]*+))[ \t]*(?=\n|\Z)"),
        judge=judges.colon_tag,
    ),
    # `shillingplural(shillings)`
    ShapeKind(
        signs=("(",), pattern=regex(r"(?<!\w)(?P<line>[^\W\d]++\((?P<value>[^\W\d]\w{2,})\))"), judge=judges.glued_call
    ),
    # `(set: $coins to 3)`, `(link: "Go")[…]`: macros of Harlowe
    ShapeKind(
        signs=("(",),
        pattern=regex(
            r"(?<!\\)(?P<line>\((?:set|put|print|either|if|unless|else-if|elseif|display|goto|go-to|link|link-goto"
            r"|cond|live|enchant|click|random):[ \t]*[^()\n]*\)|\([\w-]{2,20}:[^()\n]*\)(?=\[))"
        ),
        judge=f"a value is shown with `{{name}}`, what is done is a line with `~`; {PLAIN}",
    ),
    # `TODO: the harbour`, `[DESCRIBE the harbour]`: what authors say to themselves
    ShapeKind(
        signs=("TODO", "FIXME", "NOTE", "XXX", "TBD", "%%", "[TK", "[DESC", "[INS", "[EXP", "[REW", "[FILL", "[PLACE"),
        pattern=regex(
            r"(?<!\w)(?P<line>[(\[]?(?:TODO|FIXME)(?:[)\]]|:|[ \t]+(?=[^\W\d_A-Z][^.!?\n]*+(?:\n|\Z)))"
            r"|(?:\A|(?<=\n))[ \t]*[(\[]?(?:(?:NOTE|XXX|TBD):[ \t]+(?=[a-z])|XXX[ \t]+(?=[a-z])|%%[ \t]+(?=\S))"
            r"|\[(?:TODO|FIXME|XXX|TBD|TK|TKTK|DESCRIBE|DESCRIPTION|INSERT|EXPAND|REWRITE|REWORD|FILL[ \t]IN"
            r"|PLACEHOLDER|NOTE)\b[^\[\]\n]*\])"
        ),
        judge=judges.note,
    ),
    # `The sea. if warned: It is loud.`
    ShapeKind(
        signs=(" if ", " when ", " unless "),
        pattern=regex(
            r"(?<=[.!?…”\"»])[ \t]+(?P<line>(?:if|when|unless)[ \t]+(?P<condition>[^.!?:,;{}\n]{1,60}?)[ \t]*"
            r"(?::(?=[ \t])|then\b))"
        ),
        judge=judges.inner_condition,
    ),
    # `/n`, `<n>`
    ShapeKind(
        signs=("/n", "<n>", "[n]"),
        pattern=regex(r"(?<!\S)(?P<line>/n|<n>|\[n\])(?!\S)"),
        judge=f"a line is broken by a `\\` at its end; {PLAIN}",
    ),
    # `Roses are red,/` where a line of verse ends; and a `\\` that ends a paragraph
    ShapeKind(
        signs=("/", "|", "¶", "↵", "\\"),
        pattern=regex(
            r"(?<![A-Z]:)(?P<line>(?<=[\w,.;:!?…—’'”\"])[ \t]?(?:/{1,2}|\||¶|↵|\\\\))[ \t]*(?=\n[ \t]*[^\s*+~<=-])"
            r"|(?P<last>(?<=[.!?…”\"])[ \t]?\\\\)[ \t]*\Z"
        ),
        judge=judges.line_end,
    ),
    # `the sea*`: an emphasis of which the first star is missing
    ShapeKind(
        signs=("*",),
        pattern=regex(r"(?<=[\w.,!?…”\"])(?<!\b[A-Z])(?P<line>\*{1,2})(?=[\s,.;:!?)”\"]|\Z)(?<!\.\*(?=\?))"),
        judge=judges.star,
    ),
    # `You have (coins) left.`
    ShapeKind(
        signs=("(",),
        pattern=regex(r"(?<=[\w,][ \t])(?P<line>\((?P<name>[^\W\d]\w{2,})\))(?=[ \t]+[a-z])"),
        judge=judges.variable_in_brackets,
    ),
    # `[ ] bread`
    ShapeKind(
        signs=("[ ]", "[x]", "[X]"),
        pattern=regex(r"(?<![^\n])[ \t]*(?P<line>(?:-[ \t]+)?\[[ xX]\])[ \t]+(?=\S)"),
        judge=judges.box,
    ),
    # `% a comment`, as TeX has them
    ShapeKind(
        signs=("%",),
        pattern=regex(r"(?:(?<![^\n])|(?<=[.!?…”\"»])[ \t])[ \t]*(?P<line>%[ \t]+(?=[a-z]))"),
        judge=judges.percent,
    ),
    # `/* why? */`: comments of other tools within a line, and one with a sign for two
    ShapeKind(
        signs=("/", "\\"),
        pattern=regex(
            r"(?P<line>/\*(?=[ \t\w])[^*\n]*(?:\*/|/\*)|(?:(?<=[.!?…”\"»][ \t])|(?<![^\n]))/[ \t]/[ \t]"
            r"|(?<![^\n])\*/[ \t]*+(?=\n|\Z)"
            # `him//why?` and `him. \\\\ why?`
            r"|(?<=[a-z][a-z.!?…])//(?=[a-z]{2,}+(?:[ \t,;.!?…]|\n|\Z))"
            r"|(?:(?<=[\w.!?…”\"»][ \t])|(?<=[.!?…”\"»]))\\\\(?=[ \t]*+[^\W\d_]{2}))"
            r"|(?:\A|(?<=[.!?…”\"]\n)[ \t]*)(?P<last>(?:/|\\\\)[ \t]+)(?=[\"“«]?[A-Z])"
        ),
        judge=judges.comment,
        shown_braces=True,
    ),
    # `/(He says this every night.)`
    ShapeKind(
        signs=("/(",),
        pattern=regex(r"(?:\A|(?<=[.!?…”\"»:][ \t]))(?P<line>/\()(?=[\"“«]?[^\W\d_])"),
        judge="an escape is written with the other stroke: `\\(`; for plain text put it before the `/`",
    ),
    # `(#music=waltz #wait)`
    ShapeKind(
        signs=("(#", "[#"),
        pattern=regex(r"(?P<line>[(\[](?:#[^\W\d][\w-]*+(?:=[^\s()\[\]#]+)?[ \t]*)+[)\]])(?=[ \t]*(?:\n|\Z))"),
        judge=judges.tags_in_brackets,
    ),
    # `[img[quay.png]]`, a picture of Twine
    ShapeKind(
        signs=("[img[",),
        pattern=regex(r"(?P<line>\[img\[[^\[\]\n]+\](?:\[[^\[\]\n]*\])?\])"),
        judge=f"a wish to the program is a tag at the end of a line: `#picture=…`; {PLAIN}",
    ),
    # `[3 - steps]`, a value in square brackets
    ShapeKind(
        signs=("[",),
        pattern=regex(r"(?<![\w\\])(?P<line>\[(?P<value>[^\[\]{}\"\n]++)\])"),
        judge=judges.calculated,
    ),
    # `#1picture=quay`, a tag that begins with a digit
    ShapeKind(
        signs=("#",),
        pattern=regex(r"(?<=\s)(?P<line>#\d(?P<key>[\w-]*+)=[\w./-]++)[ \t]*+(?=\n|\Z)"),
        judge=judges.digit_tag,
    ),
    # `[name!c]`, a value of Ren'Py
    ShapeKind(signs=("[",), pattern=regex(r"(?P<line>\[(?P<name>[^\W\d]\w*)![a-z]+\])"), judge=judges.joined),
    # `* Leave[]`, as ink has it
    ShapeKind(signs=("[]",), pattern=regex(r"(?<=[\w.,!?…”\"])(?P<line>\[\])"), judge=judges.empty_brackets),
    # a line that is nothing but a dash: a gather of ink, or a `--` with a sign missing
    ShapeKind(signs=("-",), pattern=regex(r"\A[ \t]*(?P<line>-)[ \t]*(?=\n|\Z)"), judge=judges.lone_dash),
    # `#rain The sea.`
    ShapeKind(
        signs=("#",),
        pattern=regex(
            r"(?:\A|(?<=:[ \t])|(?<=[.!?…”\"]\n)[ \t]*)(?P<line>#[a-z][\w-]*(?:=\S+)?)[ \t]+(?=[\"“«]?[A-Z])"
            r"|(?<![^\n])[ \t]*(?P<last>#(?P<key>[a-z][\w-]*+)(?:=\S+)?)[ \t]+(?=[^\s#/])"
        ),
        judge=judges.first_tag,
    ),
    # `She waves. #steps, #rain`: tags behind a sentence, and something behind them that is none
    ShapeKind(
        signs=("#",),
        pattern=regex(
            r"(?<=[.!?…”\"»][ \t])(?P<line>#[^\W\d][\w-]*+(?:[ \t]+#[^\W\d][\w-]*+)*)(?=[,;]|[ \t]+[^\s#/-])"
        ),
        judge=judges.loose_tag,
    ),
    # `* Say nothing #quiet.`: the full stop was meant before the tag
    ShapeKind(
        signs=("#",),
        pattern=regex(r"(?P<line>(?<=[\w,.!?…”\"][ \t])#(?P<key>[a-z][\w-]*+)(?P<stop>[.!?…]))[ \t]*\Z"),
        judge=judges.stopped_tag,
    ),
    # `" + name + "`, a text put together
    ShapeKind(
        signs=("+",),
        pattern=regex(r"(?P<line>[\"'][ \t]*\+[ \t]*(?P<name>[^\W\d]\w*)[ \t]*\+[ \t]*[\"'])"),
        judge=judges.joined,
    ),
    # `[place=engine]`, a tag in brackets
    ShapeKind(
        signs=("[",),
        pattern=regex(r"(?<!\\)(?P<line>\[(?P<tag>[^\W\d][\w-]*=[\w./-]+)\])"),
        judge=judges.tag_in_brackets,
    ),
    # `@sea` alone
    ShapeKind(
        signs=("@",),
        pattern=regex(r"(?:\A|(?<=\n))[ \t]*(?P<line>@[a-z]\w*)[ \t]*(?=\n|\Z)"),
        judge=f"a tag stands behind a text: `#name`; a value is shown with `{{name}}`; {PLAIN}",
    ),
    # a mark of lists or quotations and a blank, where a text within a line begins
    ShapeKind(
        signs=("> ", "* ", "+ ", "- ", "• "),
        pattern=regex(r"\A(?P<line>(?:>{1,2}|[*+•-])[ \t]+)(?=[\"“«]?[^\W\d_a-z])"),
        judge=judges.inner_sign,
    ),
    # `coins.add(3)`
    ShapeKind(
        signs=("(",),
        pattern=regex(r"(?<![\w\\.])(?P<line>(?P<name>[^\W\d]\w*)\.[a-z]\w*\([^()\n]*\))"),
        judge=judges.method,
    ),
    # `""The sea.""`
    ShapeKind(
        signs=('""',),
        pattern=regex(r"(?<![\w\"])(?P<line>\"{2,3})(?=[^\W_][^\"\n]*\"\")"),
        judge=f"one quotation mark is enough; {PLAIN}",
    ),
    # a sign and a blank where a paragraph begins, which are marks elsewhere
    ShapeKind(
        signs=("| ", "# ", "% ", "! ", "= ", "@ "),
        pattern=regex(r"(?:\A|(?<=[.!?…”\"]\n)[ \t]*)(?P<line>[|#%!=@][ \t]+)(?=[\"“«]?[A-Z])"),
        judge=judges.first_sign,
    ),
    # `print "The sea."`: a command before a quotation
    ShapeKind(
        signs=('print("', 'print "', 'say("', 'say "', 'echo "', 'write "', 'display "', 'narrator "', ': "'),
        pattern=regex(
            r"\A(?P<line>(?:print|say|echo|write|display|narrate)(?:\(|[ \t]+)|narrator[ \t]+"
            r"|(?:text|narration|narrator|dialogue|description):[ \t]+)(?=[\"“])"
        ),
        judge=f"what is shown stands alone, without a word before it; {PLAIN}",
    ),
)
IN_BRACES = (
    # `upper{name}`
    ShapeKind(pattern=regex(r"(?<![\w\\.])(?P<line>(?P<name>[^\W\d]\w*)\{[^{}\n]*\})"), judge=judges.call_in_braces),
    # `cycle{one | other}`, `cycle: {one | other}`
    ShapeKind(
        pattern=regex(
            r"(?<![\w\\])(?P<line>(?P<name>" + FORM + r")\{[^{}|\n]*+\|[^{}\n]*+\}"
            r"|(?P<parted>" + SURE_FORM + r"):[ \t]*\{[^{}|\n]*+\|[^{}\n]*+\})"
        ),
        judge=judges.form_before_brace,
    ),
    # `{if wet: It rains.} else It is dry.`
    ShapeKind(
        pattern=regex(r"(?<=[.!?…”\"])\}[ \t]+(?P<line>(?:else|otherwise)\b[ \t:]*)(?=[\"“«]?[A-Z]|\{)"),
        judge=f"the other text stands behind a `|`: `{{if condition: text | other text}}`; {PLAIN}",
    ),
)
