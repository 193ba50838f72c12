"""NC304: lines of prose that begin like a change of a variable (syntax/traps finds those that need no names)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.check.blocks import blocks_of
from engine.check.flow import line_end_of
from engine.check.rules.plain_scenes import with_signs
from engine.check.rules.signs import Signs, holds_one_of, rare_shown, rare_written, stands_in, written_in
from engine.check.scene_facts import of_scene
from engine.diagnostics import Fix, replaced
from engine.patterns import regex
from engine.program.program import FUNCTION
from engine.source import Source
from engine.syntax.assignments import ODD_OPERATORS
from engine.syntax.foreign_lines import GATHER
from engine.syntax.menus import is_choice
from engine.syntax.messages import shortened
from engine.syntax.reading import before_comment
from engine.syntax.text_forms import FORM
from engine.syntax.tree import Body, Break, ChoiceStatement, Prose

if TYPE_CHECKING:
    from engine.check.checker import Checked

# Each sign is a step of its own: a pattern that could part signs in several ways would try them all.
ASSIGNMENT = regex(
    r"[ \t]*(?:[^\w\s\\\"“«({\[][ \t]*|(?:set|do|let|var|then|now|python|code|call)\b:?[ \t]+)*"
    r"([^\W\d]\w*)[ \t]*(?:~[ \t]*)?([-+*/]?=(?!=)|=[-+]|\+\+|--)[^\n]*",
    re.MULTILINE,
)
# `= {gold} is on the page.` and `= 1 is the least.`, behind a name: a sentence.
TOLD = regex(
    r"[ \t]*(?:\{[^{}\n]*\}|-?\d+(?:[.,]\d+)?)[:,;]?[ \t]+(?!(?:if|unless|when|while|for|or|and|plus|minus|times)\b)"
    r"[^\W\d]\w*[ \t]+[^\W\d]"
)
# `= gt. Then …`
FORMULA = regex(r"[ \t]*([^\W\d]\w*)[.;,][ \t]+[^\W\d]")
# `@ask name: Who are you?` and `% priority 2`: other lines of logic with another mark, or a word before them.
OTHER_LOGIC = regex(
    r"^[ \t]*(?:\\?[^\w\s\"“«({\[\\][ \t]*|(?:set|do|let|then|now|python|code|call)\b:?[ \t]+"
    r"|(?=ask[ \t]+(?:~|[^\W\d]\w*+[ \t]*+:)))+"
    r"(?P<meant>ask[ \t]+(?:~[ \t]*)?(?P<name>[^\W\d]\w*)[ \t]*:[^\n]*"
    r"|(?:when[ \t]+[^\n.!?]+|priority[ \t]+\d+|once)(?=[ \t]*(?:\n|\Z)))",
    re.MULTILINE,
)
RETURN = regex(r"^[ \t]*(?P<meant>return(?:[ \t][^.!?\n]*+)?)$", re.MULTILINE)
# `coins: coins - 2`, on a line of its own.
COLON_SET = regex(r"^[ \t]*(?P<name>[^\W\d]\w*)[ \t]*+:[ \t]*+(?P<value>[\w \t()+*/-]++)$", re.MULTILINE)
# A choice with the words of a block: `* else:`, `* if gold > 5:`.
BLOCK_CHOICE = regex(rf"(?:else|elif\b.*|if\b.*|{FORM}):$")
# So many lines below the heading, `~ when` and its like can stand.
MOST_PROPERTIES = 4
WORD = regex(r"[^\W\d]\w*")
TILDE = regex(r"(?<![ \t])[ \t]*~[ \t]*")
ARROW_SIGNS = ("→", "⇒", "➔", "➜", "⟶", "–>", "—>", "−>", "~>", "-<", "<-", "GOTO")
ARROW_WORDS = ("goto",)
ARROW_LIKE = regex(
    r"(?<!\\)(?P<arrow>(?<![=–—−~-])[=–—−~-]++[ \t]*+>|(?<!-)-++[ \t]*+<"
    r"|[→⇒➔➜⟶]|<-|>>|(?<=[.!?…”\"»])[ \t]*>|\b(?:goto|GOTO)\b)[ \t]*+"
    r"(?P<name>end[ \t]*+:[^\n]*\S|[^\W\d]\w*+)[ \t]*+(?P<back>->)?+[ \t]*+$",
    re.MULTILINE,
)
TO_NO_SCENE = regex(r"back$|end(?:[ \t]*:|$)")
# `- bench`, `- (bench)`, `-- bench:`, `-- morning: Morning`, where something is named so that a move goes to.
NAMED_POINT = regex(r"-{1,2}[ \t]*[(\[]?(?P<name>[^\W\d]\w*+)[)\]]?[ \t]*+(?::[ \t]*+(?P<title>\S[^\n]*)?)?")
SUSPECT = regex(r"=|\+\+|--")
SUSPECT_LOGIC = regex(r"\bask\b|\bwhen\b|\bpriority\b|\bonce\b")
SIGNS, LOGIC_WORDS = ("=", "++", "--"), ("ask", "when", "priority", "once")


def check_prose_traps(checked: Checked) -> None:
    """Report prose lines that begin with the name of a variable and `=`, `+=` and the like."""
    logic = Signs(LOGIC_WORDS)
    for scene in with_signs(checked):
        source = scene.node.source
        written = of_scene(scene, written_in)
        has_colon = ":" in of_scene(scene, rare_shown)
        has_sign, has_word = holds_one_of(of_scene(scene, rare_written), SIGNS), logic.are_in(scene)
        has_dash = "\n-" in written
        has_return = scene.node.name.startswith(FUNCTION) and "return" in written
        if not (has_colon or has_sign or has_word or has_dash or has_return):
            continue
        gathers = {id(one) for one in _gathers(source, scene.node.body)} if has_dash else set()
        for statement in scene.texts:
            if isinstance(statement, ChoiceStatement) and BLOCK_CHOICE.match(statement.source):
                at = statement.at
                hint = f"for a condition, write `~ {shortened(statement.source)}`; for plain text put a `\\` before it"
                checked.report.error(
                    "NC304", source.span(at, line_end_of(source, statement)), "this would be read as a choice", hint
                )
            if not isinstance(statement, Prose):
                continue
            if has_colon and source.text.find(":", statement.at, statement.line.end) >= 0 and statement.speaker is None:
                _check_colon(checked, source, statement)
            if has_return:
                _check_return(checked, source, statement)
            at, end = statement.at, statement.line.end
            if has_word and stands_in(source.text, at, end, LOGIC_WORDS) and SUSPECT_LOGIC.search(source.text, at, end):
                _check_logic(checked, source, scene.node.heading.end, statement)
            if statement.speaker is not None:
                # Of dialogue, the lines below the first are looked at.
                below = source.text.find("\n", statement.at, statement.line.end) if has_sign else -1
                if below >= 0 and SUSPECT.search(source.text, below, statement.line.end):
                    _check_lines(checked, source, below + 1, statement.line.end)
                continue
            if id(statement) in gathers:
                at = statement.at
                message = "this line would be read as prose"
                item = shortened(source.text[at : line_end_of(source, statement)].lstrip("- \t"))
                hint = (
                    f"where branches meet no mark is needed: leave the `-` away; a choice is written `* {item}`;"
                    " for a dash put a `\\` before it"
                )
                line = source.text[at : line_end_of(source, statement)].partition("\n")[0]
                named = NAMED_POINT.fullmatch(line.strip())
                if named is not None and re.search(rf"(?:->|<-)[ \t]*{named['name']}(?!\w)", source.text):
                    written = f"== {named['name']}: {named['title']}" if named["title"] else f"-- {named['name']}"
                    hint = f"write `{written}`; for a dash put a `\\` before it"
                checked.report.error("NC304", source.span(at, line_end_of(source, statement)), message, hint)
                continue
            if has_sign and SUSPECT.search(source.text, statement.at, statement.line.end):
                _check_lines(checked, source, statement.at, statement.line.end)
    _check_arrows(checked)


def _check_arrows(checked: Checked) -> None:
    """Report a move with another arrow at the end of a text: `=> bar`, `→ bar`, `goto bar`; and `--> bar`."""
    words, flows = Signs(ARROW_WORDS), checked.reach.flows
    for scene in with_signs(checked):
        source = scene.node.source
        if not (
            _has_odd_arrow(source.text, scene.node.heading.end, scene.node.end)
            or holds_one_of(of_scene(scene, rare_written), ARROW_SIGNS)
            or words.are_in(scene)
        ):
            continue
        flow = checked.flows.get(scene.node.name)
        exits = {source.line_of(one.end) for one in flow.exits} if flow is not None else set()
        for statement in scene.texts:
            move = statement.line.move
            if move is not None:
                before = source.text[move.at - 1 : move.at]
                if before in ("-", "=") and move.at > statement.at:
                    written = source.text[move.at : move.end]
                    message, hint = f"the `{before}` before this arrow is shown", f"write `{written}`"
                    fix = Fix(f"delete the `{before}`", (replaced(source, move.at - 1, move.at, ""),))
                    checked.report.warning("NC315", source.span(move.at - 1, move.end), message, hint, fixes=(fix,))
                continue
            stop = line_end_of(source, statement)
            every = ARROW_LIKE.finditer(source.text, statement.at, stop)
            named = (
                one
                for one in every
                if one["name"] in flows or one["name"] in scene.points or TO_NO_SCENE.match(one["name"])
            )
            found = next(named, None)
            if found is None:
                continue
            span = source.span(found.start("arrow"), found.end())
            written = f"-> {found['name']}" + (" ->" if found["back"] else "")
            if found["arrow"] == "<-":
                written = f"<- {found['name']}"
            where = " on a line of its own" if found["arrow"] == "<-" else ""
            hint = f"write `{written}`{where}; for plain text put a `\\` before it"
            is_end = span.line in exits
            report = checked.report.error if is_end else checked.report.warning
            # What stands before the arrow keeps its blank.
            lead = len(found["arrow"]) - len(found["arrow"].lstrip())
            at_arrow = found.start("arrow") + lead
            fix = Fix(f"write `{written}`", (replaced(source, at_arrow, found.end(), written),))
            fixes = (fix,) if source.text[found.start("arrow") : found.end()] != written and flow is not None else ()
            if found["arrow"] == "<-":
                alone = source.text[statement.at : found.start("arrow")].strip() in ("", "*", "+")
                hint = (
                    f"to go there, write `-> {found['name']}`; its choices are added by {hint.removeprefix('write ')}"
                )
                hint = f"a `<-` is no choice: delete the mark before `{written}`" if alone else hint
            if flow is None:
                hint = "a function goes back by itself: move in a scene; for plain text put a `\\` before it"
            report("NC304", span, "this move would be read as text", hint, fixes=fixes)


def _has_odd_arrow(text: str, at: int, end: int) -> bool:
    """Whether a `>` stands behind something else than a single `-`, as in `=>`, `- >` and `-->`."""
    while True:
        at = text.find(">", at, end)
        if at < 0:
            return False
        before, first = text[at - 1], text[at - 2]
        if before == "-":
            if first in "-=":
                return True
        elif before in "=>–—−~" or (before == " " and first in '=-–—.!?…”"»'):
            return True
        at += 1


def _gathers(source: Source, body: Body) -> Iterator[Prose]:
    """The lines behind choices that begin with a `-`, the gathers of ink, in a body and the blocks in it."""
    bodies = [body]
    while bodies:
        behind_choices = False
        for statement in bodies.pop():
            if isinstance(statement, Break):
                continue
            if behind_choices and isinstance(statement, Prose) and GATHER.match(source.text, statement.at):
                yield statement
            behind_choices = is_choice(statement)
            bodies += blocks_of(statement)


def _check_colon(checked: Checked, source: Source, statement: Prose) -> None:
    begin = source.text.rfind("\n", 0, statement.at) + 1
    for found in COLON_SET.finditer(source.text, begin, statement.line.end):
        variables, value = checked.names.variables, found["value"].strip()
        words = WORD.findall(value)
        is_sum = found["name"] in words or value in ("true", "false")
        known = variables.keys() | checked.names.constants.keys() | {"true", "false"}
        if found["name"] in variables and is_sum and known.issuperset(words):
            hint = f"to set a variable, write `~ {found['name']} = {value}`; for plain text put a `\\` before it"
            span = source.span(found.start("name"), found.end())
            checked.report.error("NC304", span, "this line would be read as prose", hint)


def _check_return(checked: Checked, source: Source, statement: Prose) -> None:
    """`return sum` in the body of a function."""
    for found in RETURN.finditer(source.text, source.text.rfind("\n", 0, statement.at) + 1, statement.line.end):
        hint = f"write `~ {shortened(found['meant'])}`; for plain text put a `\\` before it"
        span = source.span(found.start("meant"), found.end("meant"))
        checked.report.error("NC304", span, "this line would be read as prose", hint)


def _check_logic(checked: Checked, source: Source, heading_end: int, statement: Prose) -> None:
    begin = source.text.rfind("\n", 0, statement.at) + 1
    for found in OTHER_LOGIC.finditer(source.text, begin, statement.line.end):
        name = found["name"]
        if name is None and source.text[heading_end : found.start()].count("\n") > MOST_PROPERTIES:
            continue
        if name is None or name in checked.names.variables:
            at = found.start() + len(found.group()) - len(found.group().lstrip())
            written = shortened(TILDE.sub(" ", found["meant"].strip()))
            hint = f"write `~ {written}`; for plain text put a `\\` before it"
            checked.lost.update(WORD.findall(source.text, at, found.end()))
            checked.report.error("NC304", source.span(at, found.end()), "this line would be read as prose", hint)


def _check_lines(checked: Checked, source: Source, at: int, end: int) -> None:
    while 0 <= at < end:
        found = ASSIGNMENT.match(source.text, at, end)
        if found is not None:
            name, operator = found.groups()
            is_told = operator == "=" and TOLD.match(source.text, found.end(2), end) is not None
            is_told = is_told or _is_shown(source.text, name, found.end(2), end)
            is_told = is_told or (operator == "=" and _is_formula(checked, name, source.text, found.end(2), end))
            if not is_told and (name in checked.names.variables or name in checked.names.broken):
                stop = before_comment(source.text, found.start(1), found.end())
                meant = source.text[found.start(1) : stop]
                if operator in ODD_OPERATORS:
                    meant = f"{name} {ODD_OPERATORS[operator].replace('NAME', name)}"
                meant = TILDE.sub(" ", meant)
                hint = f"to set a variable, write `~ {shortened(meant)}`; for plain text put a `\\` before it"
                span = source.span(found.start(1), stop)
                checked.lost.update(WORD.findall(source.text, found.start(1), stop))
                checked.report.error("NC304", span, "this line would be read as prose", hint)
        at = source.text.find("\n", at, end) + 1 or end


def _is_formula(checked: Checked, name: str, text: str, at: int, end: int) -> bool:
    """Whether `v = gt. s = …` is no value of a number: a name that the story has not, and a sentence."""
    variable, value = checked.names.variables.get(name), FORMULA.match(text, at, end)
    if variable is None or value is None or variable.type.kind != "number":
        return False
    return value[1] not in checked.names.variables and value[1] not in checked.names.constants


def _is_shown(text: str, name: str, at: int, end: int) -> bool:
    """Whether `gold = {gold} coins` tells the value of the variable."""
    return re.match(rf"[ \t]*\{{[ \t]*{re.escape(name)}[ \t]*\}}", text[at:end]) is not None
