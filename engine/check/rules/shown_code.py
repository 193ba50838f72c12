"""NC315: whole forms of the language, with other brackets around them or none, which are shown as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.check.blocks import statements_of
from engine.check.flow import end_of
from engine.check.names import Function, SceneNames
from engine.check.rules.brackets import is_condition
from engine.check.rules.dialogue import speaks_with_dashes
from engine.check.rules.plain_scenes import with_signs
from engine.check.rules.signs import holds_one_of, rare_shown, shown_in, traits_of, uncommented
from engine.check.scene_facts import of_scene
from engine.check.texts import texts_of
from engine.patterns import compiled, regex
from engine.program.functions import BUILT_INS
from engine.syntax.grammars import Problem, parse_expression
from engine.syntax.messages import shortened
from engine.syntax.text_forms import COLON_FORM, FORM
from engine.syntax.tree import (
    Call,
    ChoiceStatement,
    Conditional,
    Def,
    Prose,
    Return,
    Show,
    Styled,
    Text,
    TextItems,
    Variation,
)

if TYPE_CHECKING:
    from engine.check.checker import Checked

# Blanks are taken once and for all where what follows could be blanks, too: a line may hold thousands.
# What such a text holds: most have none of it, and are left at once. What begins with a sign or a word is looked for
# where that is there alone.
SIGNS, RARE = regex(r"[|¦｜＃＊<>%=*$@\\_\[#]"), ("(", "?", "//", "IF")
BEGINS = regex(r"IF |[a-z]\w*\?|\(\w+\)|if ")
BRACKET = regex(r"[\w)]\(|[(\[](?:if|needs|" + FORM + r"|print)\b")
BARE_WORDS = ("if ", "when ", "unless ")
BARE = regex(r"[.!?…,”\"»][ \t]+(?:if|when|unless) |\bif [^.!?\n]{1,60}:")
AROUND = r"(?<![\w\\])(?<!\\[{(\[<|])(?P<line>(?:[^\w\s\"“«\\]{1,3}[ \t]*)?(?:print:[ \t]*)?"
# `(cycle: mine | yours)`, `<<if gold > 5: rich | poor>>`, `random: softly | hard`.
SHOWN_FORM = regex(
    AROUND + r"(?P<form>(?:if|needs|when)\b[ \t]++[^|:\n]{1,60}|" + FORM + r")" + r"[ \t]{0,9}:[^|\n]*(?<!\\)\|[^\n]*"
    r"|(?<![\w\\])[(\[<][ \t]*(?P<alone>" + COLON_FORM + r")[ \t]*:[ \t]+[^()\[\]<>\n]+[)\]>])"
)
FORM_IN_BRACKETS = regex(rf"[(\[<][ \t]*(?:{COLON_FORM})[ \t]*:")
# `[heads|tails]`, and `if storm then Wet.` or `(storm) Wet.` at the beginning of a line.
# No bar that is escaped, and not the one of `P(A | B)`.
BARS = regex(
    r"(?<!\\)(?![(\[][\d*~+-]{1,3}\|[\d*~+-]{1,3}[)\]])(?P<line>\[[^\[\]|\n]{1,60}(?<!\\)\|[^\[\]\n]{1,60}\]"
    r"|\((?!\w[ \t]++\|[ \t]++\w\))[^()|\n]{1,60}(?<!\\)\|[^()\n]{1,60}\)"
    r"|<(?! )[^<>|.!?\n]{1,60}(?<!\\)\|[^<>.!?\n]{1,60}(?<! )>)"
)
BEGINNING = regex(
    r"^[ \t]*(?P<line>(?:if|IF)[ \t]++(?P<condition>[^,.:;\n]{1,60}?)[ \t]{1,9}(?:then|THEN)\b"
    r"|\((?P<round>[^\W\d]\w*)\)(?=[ \t]+[^\W\d_a-z])|(?P<asked>[^\W\d]\w*)\?(?=[ \t]+[^\W\d_a-z]))",
    re.MULTILINE,
)
# `(if gold > 5: rich)` and, at the beginning of a choice, `@needs gold > 2: you have no money`.
CONDITION = regex(
    r"(?P<line>[(\[<@$%&'`]{1,2}[ \t]*(?P<word>if|needs|when|unless)[ \t]++(?P<condition>[^:|\n]{1,60}?)"
    r"(?::|[)\]>](?=[ \t]+[\"“«]?[^\W\d_a-z])))"
)
CONDITION_WORDS = ("if", "needs", "when", "unless")
QUOTED = regex(
    r"(?P<line>(?P<quote>['\"`])(?P<word>if|needs)[ \t]++(?P<condition>[^:|\n'\"`]{1,60}):?[^'\"`\n]*(?P=quote))"
)
CALL = regex(r"(?<![\w.\\])(?P<line>(?P<name>[^\W\d]\w*)\((?P<values>[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\))")
NO_HASH = regex(r"(?<=[.!?…”\"»][ \t])(?P<line>[^\W\d]\w*=\{)")
WIDE_HASH = regex(r"(?<=[ \t])(?P<line>＃[^\W\d]\w*(?:=\S+)?)[ \t]*$", re.MULTILINE)
LONE_HASH = regex(r"(?<=[ \t])(?P<line>#)(?=[ \t]+#[^\W\d])")
STARS = regex(
    r"(?<![\w*\\])(?<!\d )(?!\*[ \t](?:to|and|or|bis|à)[ \t]\*)"
    r"(?P<line>\*[ \t]+(?:[^\W\d][^\s*]*[ \t]+){0,3}[^\s*]*[\w.,!?]\*"
    r"|(?<!\S)\*[ \t]+[^\W\d]\w[^\s*]*(?:[ \t]+[^\s*]+){0,8}[ \t]+\*(?=[\s.,;:!?]|\Z))(?![\w*])"
)
# `＊注意＊` alone at the beginning of a line is a notice, as Japanese has them.
WIDE_STAR = regex(
    r"(?P<line>(?<!\w)(?!(?<![^\n])＊[^＊\n]+＊(?!\S))[＊•×†](?=\w)[^＊*\n\\]{1,60}[*＊])"
    r"|(?P<twice>(?<!\S)\*{1,2}[ \t]+\*{1,2}(?=\w))"
)
COMMENT_SIGN = regex(r"(?P<line>(?:(?<=[.!?…”\"»])[ \t]+#[ \t]+(?=[^\W\d])|(?<=[.!?…”\"»])//(?=[ \t])|<!--).*)")
HALF_JOIN = regex(
    r"(?P<line>(?<![<\\)])(?:<[ \t]+>|</>|><|<<>>|(?:(?<=[^\W_])|(?<=[,.;:!?])"
    r"|(?<=[\w,.;:!?][ \t])(?<![A-Z][.!?][ \t]))<))[ \t]*$"
    r"|^[ \t]*(?P<first><[ \t]+>|</>|><(?![>(])|<<>>)(?=[ \t]*\S)",
    re.MULTILINE,
)
EACH = regex(r"(?:each|every|all|any)[^\w\n]*(?P<tag>[^\W\d]\w*)[^\w\n]*(?:->)?")
MARKED = regex(r"(?P<line>[-•·‣][ \t]+)\S|(?P<whole><[^<>\n]+>)$")
WORD = regex(r"[^\W\d]\w*")
# A text in quotation marks that could as well stand without them and without its braces.
SENTENCE = regex(r"[^\W\d][\w ,'’-]*[\w.!?…]")
FORM_IN_QUOTES = regex(r"[ \t]*(?:(?:if|needs)[ \t]+\S|(?:" + FORM + r")[ \t]*:)")
# `[picture: a.png]`, `[sound bell]`: wishes to the program.
WISH = regex(
    r"(?<!\\)(?P<line>[\[<(](?P<what>picture|image|img|sound|music|audio|bg|background|video|sfx|icon|portrait|pause|wait|bgm)"
    r"(?:[ \t]*+[:=][ \t]*+(?P<value>[^\]>)\n]+)|[ \t]+(?P<number>\d[\d.]*[ms]*|\w+\.\w{2,4}))[\]>)])",
    re.IGNORECASE,
)
CHANGE = regex(
    r"(?P<line>[(\[<][ \t]*(?P<change>(?P<name>[^\W\d]\w*)[ \t]*(?:[-+]=|:=|=(?!=)|\+\+|--)[^()\[\]<>\n]*)[)\]>])"
)
TEMPLATE = regex(r"(?P<line><%[^%\n]*%>)")
BEHIND = regex(r"(?:(?<=[.!?…”\"»])|,)[ \t]+(?P<line>(?:if|when|unless)[ \t]+(?P<condition>[^.!?…\"”|:{}\n]+))$")


def check_shown_code(checked: Checked) -> None:
    """Warn about forms with the brackets of other tools around them, and about signs that miss their other half."""
    for scene in with_signs(checked):
        for statement in of_scene(scene, _suspects):
            if isinstance(statement, (Prose, ChoiceStatement)):
                _CodeFinder(checked, scene, statement).look()


def _suspects(scene: SceneNames) -> list[Prose | ChoiceStatement]:
    rare = of_scene(scene, rare_shown)
    may_be = holds_one_of(rare, RARE) or SIGNS.search(rare) is not None or "if" in of_scene(scene, shown_in)
    traits = of_scene(scene, traits_of)
    if not (may_be or traits.shows or traits.tags or not traits.first.isdisjoint(MARKED_FIRST)):
        return []
    found = []
    for one in of_scene(scene, texts_of):
        items = one.line.items
        is_plain = not may_be and len(items) == 1 and isinstance(items[0], str)
        if (not is_plain and _is_suspect(items, may_be)) or (isinstance(one, ChoiceStatement) and _is_marked(one)):
            found.append(one)
    return found


def _is_marked(statement: ChoiceStatement) -> bool:
    """Whether a choice has but a word and a tag: `* ecah #visitor`; or a text begins with a sign."""
    text = statement.source
    return bool(statement.line.tags and WORD.fullmatch(text)) or text[:2] in ("- ", "• ") or text[:4] in EACH_WORDS


def _is_suspect(items: TextItems, may_be: bool) -> bool:
    """Whether a text may hold what is looked for; `may_be` tells it of the whole scene."""
    for item in items:
        if isinstance(item, str):
            if may_be and _is_suspect_text(item):
                return True
        elif isinstance(item, Show):
            if isinstance(item.value.root, (Text, Call)):
                return True
        elif isinstance(item, Styled) and _is_suspect(item.items, may_be):
            return True
    return False


def _is_suspect_text(text: str) -> bool:
    return bool(
        SIGNS.search(text)
        or BEGINS.match(text)
        or "//" in text
        or ("(" in text and BRACKET.search(text))
        or (holds_one_of(text, BARE_WORDS) and BARE.search(text))
    )


MARKED_FIRST = frozenset("-•eao(")
EACH_WORDS = ("each", "ever", "all ", "any ", "othe", "(oth")


class _CodeFinder:
    """Looks at one text; it says one thing of it."""

    def __init__(self, checked: Checked, scene: SceneNames, statement: Prose | ChoiceStatement) -> None:
        self.checked, self.scene, self.statement = checked, scene, statement
        self.source = scene.node.source
        move = statement.line.move
        end = min(end_of(statement), len(self.source.text))
        end = end if move is None else min(end, move.at)
        self.at = statement.at
        self.text = uncommented(self.source.text[self.at : end])
        self.plain = self._without_braces(statement.line.items)

    def _without_braces(self, items: TextItems) -> str:
        """The text with blanks for what stands in braces, so that the places stay."""
        text = self.text
        for item in items:
            if isinstance(item, (Show, Variation, Conditional)):
                at, end = item.at - self.at, min(item.end - self.at, len(text))
                if 0 <= at < end:
                    text = text[:at] + "{" + " " * (end - at - 2) + "}" * (end - at > 1) + text[end:]
        guards = self.statement.guards if isinstance(self.statement, ChoiceStatement) else ()
        for guard in guards:
            at, end = guard.at - self.at, guard.end - self.at
            if 0 <= at < end <= len(text):
                text = text[:at] + " " * (end - at) + text[end:]
        return text

    def look(self) -> None:
        """Warn about the first thing that is odd. With braces that are shown, it is code that is meant to be read."""
        if "\\{" in self.text:
            return
        for begin, end, message, hint in self._found():
            span = self.source.span(self.at + begin, self.at + end)
            line = span[:2]
            if not any(one.span[:2] == line and one.code[2] in "03" for one in self.checked.report.found):
                self.checked.report.warning("NC315", span, message, hint)
            return

    def _found(self) -> Iterator[tuple[int, int, str, str]]:
        yield from self._forms()
        yield from self._values()
        yield from self._signs()
        if isinstance(self.statement, ChoiceStatement):
            yield from self._choice(self.statement)

    def _shown(self, found: re.Match[str], hint: str) -> tuple[int, int, str, str]:
        begin, end = found.span("line") if found["line"] is not None else found.span()
        return begin, end, f"`{shortened(found.string[begin:end].strip())}` is shown as it stands", hint

    def _forms(self) -> Iterator[tuple[int, int, str, str]]:
        plain = self.plain
        for found in SHOWN_FORM.finditer(plain) if "|" in plain or FORM_IN_BRACKETS.search(plain) else ():
            form = (found["form"] or found["alone"]).strip()
            yield self._shown(found, f"text that changes stands in braces: `{{{shortened(form)}: … | …}}`")
        for found in BARS.finditer(plain) if "|" in plain else ():
            yield self._shown(
                found, "text that changes stands in braces: `{one | other}`; for plain text put a `\\` before it"
            )
        for found in BEGINNING.finditer(self.plain if isinstance(self.statement, Prose) else ""):
            name = found["round"] or found["asked"]
            variable = self.checked.names.variables.get(name or "")
            is_truth = variable is not None and variable.type.kind == "truth"
            if is_truth or (found["condition"] and self._is_condition(found["condition"])):
                condition = name or shortened(found["condition"])
                yield self._shown(found, f"a condition stands in braces: `{{if {condition}: …}}`")
        for pattern in (CONDITION, QUOTED) if holds_one_of(plain, CONDITION_WORDS) else ():
            for found in pattern.finditer(plain):
                if self._is_condition(found["condition"]):
                    word = "needs" if found["word"] == "needs" else "if"
                    hint = f"a condition stands in braces: `{{{word} {shortened(found['condition'].strip())}: …}}`"
                    yield self._shown(found, hint)

    def _is_condition(self, text: str) -> bool:
        return is_condition(self.checked, text)

    def _values(self) -> Iterator[tuple[int, int, str, str]]:
        plain = self.plain
        for found in CALL.finditer(plain) if "(" in plain else ():
            name, values = found["name"], found["values"]
            if self._is_call(name, values):
                written = shortened(found["line"])
                function = self.checked.names.functions.get(name)
                hint = f"for the value, write `{{{written}}}`; for plain text `\\(`"
                if function is not None and _only_acts(function):
                    hint = f"to call it, write `~ {written}` on a line of its own; for plain text `\\(`"
                yield self._shown(found, hint)
        for item in self.statement.line.items:
            if isinstance(item, Show) and isinstance(item.value.root, Text):
                value = item.value.root.value
                begin = item.at - self.at
                call = CALL.fullmatch(value)
                is_call = call is not None and self._is_call(call["name"], call["values"])
                if is_call or value in self._names() or FORM_IN_QUOTES.match(value):
                    message = f"this shows the words `{shortened(value)}`"
                    hint = f"without the quotation marks it is the value: `{{{shortened(value)}}}`"
                    yield begin, begin + item.end - item.at, message, hint
                elif SENTENCE.fullmatch(value):
                    message = "of these quotation marks and braces nothing is shown"
                    hint = f"write `{shortened(value)}`, with quotation marks if they should be read"
                    yield begin, begin + item.end - item.at, message, hint
        for item in self.statement.line.items:
            if not isinstance(item, Show) or not isinstance(item.value.root, Call):
                continue
            for one in item.value.root.arguments:
                if isinstance(one, Text) and self._is_text(one.value):
                    begin = item.at - self.at
                    message = f"this is of the word `{shortened(one.value)}`, not of the value"
                    hint = f"without the quotation marks it is the value: `{shortened(one.value)}`"
                    yield begin, begin + item.end - item.at, message, hint
        for found in CHANGE.finditer(plain) if holds_one_of(plain, ("=", "++", "--")) else ():
            if found["name"] in self._names():
                yield self._shown(
                    found, f"to set a variable, write `~ {shortened(found['change'])}` on a line of its own"
                )
        for found in TEMPLATE.finditer(plain) if "<%" in plain else ():
            yield self._shown(
                found, "what is shown on a condition stands in braces: `{if condition: text | other text}`"
            )
        for found in WISH.finditer(plain) if holds_one_of(plain, ("[", "<", "(")) else ():
            value = compiled(r"[^\w.-]+").sub("_", (found["value"] or found["number"]).strip(" \"'"))
            hint = (
                f"a wish to the program is a tag at the end of a line: `#{found['what'].casefold()}={shortened(value)}`"
            )
            yield self._shown(found, hint)

    def _is_text(self, name: str) -> bool:
        variable = self.checked.names.variables.get(name)
        return variable is not None and variable.type.kind == "text"

    def _names(self) -> set[str]:
        frame = self.checked.resolved.frames.get(self.scene.node.name, ())
        return {*self.checked.names.variables, *frame}

    def _is_call(self, name: str, values: str) -> bool:
        names = self.checked.names
        if name not in BUILT_INS and name not in names.functions:
            return False
        if isinstance(parse_expression("expression", f"{name}({values})"), Problem):
            return False
        known = (
            self._names()
            | names.constants.keys()
            | self.checked.reach.flows.keys()
            | self.scene.labels.keys()
            | BUILT_INS.keys()
        )
        words = WORD.findall(re.sub(r'"[^"]*"', "", values))
        is_own = name in names.functions
        return bool((is_own and not values.strip()) or words or values.strip().isdigit()) and all(
            word in known or word in names.functions or (is_own and word in names.enumerations) for word in words
        )

    def _signs(self) -> Iterator[tuple[int, int, str, str]]:
        tag = "a tag stands behind a blank at the end of the line: `#bell` or `#sound=bell`"
        comment = "a comment begins with `//` behind a blank; for plain text put a `\\` before the sign"
        for signs, pattern, hint in (
            (("={",), NO_HASH, f"{tag}; for plain text put a `\\` before it"),
            (("＃",), WIDE_HASH, f"the sign is `#`; {tag}"),
            (("#",), LONE_HASH, "delete it; for plain text write `\\#`"),
            (("*",), STARS, "no blank stands between a mark and its text: `*soft*`; for plain stars write `\\*`"),
            (("*", "＊"), WIDE_STAR, "the sign for emphasis is `*`: `*soft*`"),
            (("#", "//", "<!--"), COMMENT_SIGN, comment),
            (("<",), HALF_JOIN, "to join the lines, write `<>`; for plain text put a `\\` before it"),
        ):
            text = self.text if pattern is NO_HASH else self.plain
            for found in pattern.finditer(text) if holds_one_of(text, signs) else ():
                line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()].lstrip()
                if (pattern is STARS and "\\*" in line) or (pattern is HALF_JOIN and line.startswith(">")):
                    continue  # `\\* * * so * * *`, and `>THE END<`
                yield self._shown(found, hint)

    def _choice(self, choice: ChoiceStatement) -> Iterator[tuple[int, int, str, str]]:
        at = self.text.find(choice.source[:20])
        mark = "*" if choice.once else "+"
        if at < 0:
            return
        bare = choice.source.strip(" @\\#$%&:()[]<>{}")
        if bare.casefold() == "otherwise":
            yield (
                at,
                at + len(choice.source),
                f"`{choice.source}` is shown as it stands",
                f"write `{mark} {{otherwise}}`",
            )
        each = EACH.fullmatch(choice.source)
        if each is not None and each["tag"] in self.checked.names.tags:
            hint = f"write `{mark} each #{each['tag']}`"
            yield at, at + len(choice.source), f"`{choice.source}` is shown as it stands", hint
        if WORD.fullmatch(choice.source) and any(tag in self.checked.names.tags for tag in choice.line.tags):
            tag = next(tag for tag in choice.line.tags if tag in self.checked.names.tags)
            message = f"this is one choice, `{choice.source}`, with the tag `#{tag}`"
            yield (
                at,
                at + len(choice.source),
                message,
                f"for a choice for each scene with the tag, write `{mark} each #{tag}`",
            )
        marked = MARKED.match(choice.source)
        if marked is not None and not self._is_habit(choice) and choice.source.strip("-•· \t"):
            sign = marked["line"] or "<>"
            text = choice.source[marked.end("line") :] if marked["line"] else choice.source[1:-1]
            hint = f"write `{mark} {shortened(text)}`; for plain text put a `\\` before it"
            yield at, at + 1, f"`{sign.strip()}` is shown as it stands", hint
        behind = BEHIND.search(choice.source)
        if behind is not None and self._is_condition(behind["condition"].strip()):
            condition = behind["condition"].strip()
            hint = f"a condition stands before the text: `{mark} {{if {shortened(condition)}}} …`"
            begin = at + behind.start("line")
            yield begin, begin + len(behind["line"]), "this condition is shown as it stands", hint

    def _is_habit(self, choice: ChoiceStatement) -> bool:
        others = [one for one in self.scene.statements if isinstance(one, ChoiceStatement) and one is not choice]
        is_speech = choice.source[0] == "-" and speaks_with_dashes(self.checked, self.scene)
        return is_speech or any(one.source[:1] == choice.source[:1] for one in others)


def _only_acts(function: Function) -> bool:
    """Whether a function neither gives back a value nor prints."""
    node = function.node
    if not isinstance(node, Def) or node.value is not None:
        return False
    return not any(isinstance(one, (Return, Prose)) for one in statements_of(node.body))
