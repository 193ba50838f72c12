"""NC315: lists, quotations, lines across and styles as Markdown has them, which the player sees as they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.check.blocks import blocks_of
from engine.check.flow import end_of
from engine.check.names import SceneNames
from engine.check.rules.dialogue import cast_of, speaks_with_dashes
from engine.check.rules.plain_scenes import with_signs
from engine.check.rules.signs import Wanted, rare_written, uncommented, written_in
from engine.check.scene_facts import of_scene
from engine.check.texts import texts_beside
from engine.diagnostics import Edit, Fix
from engine.patterns import regex
from engine.source import Source
from engine.syntax.messages import shortened
from engine.syntax.tree import Prose, Statement, Vary

if TYPE_CHECKING:
    from engine.check.checker import Checked

# Lines that begin so (`->` is a move), and signs within lines: most scenes have none of them.
SUSPECT = regex(r"\n[ \t]*(?:-(?!>)|[>•·‣|_`]|\(?\w{1,3}[.)][ \t]|={3}|\*{2,}[ \t]|\+{2,}[ \t])")
SIGNS = Wanted(("_", "`", "&", "~~", "](", " ** "))
BULLET = regex(r"^[ \t]*(?P<mark>[-•·‣])[ \t]+\S.*", re.MULTILINE)
NUMBERED = regex(r"^[ \t]*(?P<number>\d{1,3})[.)][ \t]+\S.*", re.MULTILINE)
LETTERED = regex(r"^[ \t]*(?P<open>\(?)(?P<letter>[a-z])[.)][ \t]+\S.*", re.MULTILINE)
# `>>> print(1)` is a prompt, `>:(` a face.
QUOTATION = regex(r"^[ \t]*>{1,2}(?:[ \t]|(?=[\"“«]?[^\W\d_]))[^\n]*\S", re.MULTILINE)
# `> CUT TO BLACK. <`, a caption `>> MAN: Run!`, and `>be me >has umbrella`.
DRAWN_SIGN = regex(r"[<>]\s*\Z|\A[ \t]*>{1,2}[ \t]*[A-Z]{2,}[A-Z ]*:|\S[ \t]>\w")
NAMES_OF_CODE = frozenset(("__init__", "__main__", "__name__", "__file__", "__dict__", "__call__", "__pycache__"))
ACROSS = regex(
    r"^[ \t]*(?:-[ \t]*){3,}$|^[ \t]*(?:_{3,}|={3,})[ \t]*$"
    r"|^[ \t]*(?:\*{2,}[ \t][^\n]*[ \t]\*{2,}|\+{2,}[ \t][^\n]*[ \t]\+{2,})[ \t]*$",
    re.MULTILINE,
)
# `+++ Rain +++ Wind +++`: news that run through a line.
DRAWN = regex(r"\*{2,}|\+{2,}")
MOST_DRAWN = 3
# `|x| ≤ |y|` is a sum.
ROW = regex(r"^[ \t]*\|(?![^\s|]{1,3}\|[ \t]).*\|[ \t]*$", re.MULTILINE)
FENCE = regex(r"^[ \t]*```[^\n]*", re.MULTILINE)

# A row of two columns has three bars.
LEAST_BARS = 2
# `-You wait.` below other items.
# An item that is indented deeper than the others, behind a sentence.
# A line of one word behind a dash, which may be meant as a point.
LONE_NAME = regex(r"-[ \t]+\(?([^\W\d]\w*)\)?:?[ \t]*")
DEEPER = regex(r"(?<=[.!?…”\"»])\n[ \t]*(?P<mark>-[ \t]+)(?=\S)")
ITEM = regex(r"-(?:[ \t]|(?=[\"“«]?[^\W\d_a-z]))")
LOW_LINES = regex(r"(?<![\w\\¯|])(?P<mark>__?)(?=[^\W_]|[\"“„«‘'(¿¡])(?P<text>[^_*\n]*?[^\s_*\\])(?P=mark)(?!\w|\.\w)")
LINK = regex(r"(?<!\\)!?\[(?P<text>[^\[\]\n]*)\]\([^\s()]+\)")
# Code is quoted so, where it has the signs of code.
CODE = regex(r"(?<![\\`])`(?P<text>[^`\n]+)`(?!`)")
CODE_SIGN = regex(r"[(){}\[\]<>=;:$/\\|_&*@%#~^\"+!]| -|\w\.\w|\A'")
APART = regex(r"(?<![*\\])\*\*[ \t][^*\n]*[ \t]\*\*(?!\*)|(?<!\S)\*\*[ \t]+[^\W\d_][^*\n]*(?<!\s)\*\*(?![\w*])")
CROSSED = regex(r"(?<!\\)~~(?=\S)[^~\n]+~~")
ENTITY = regex(r"(?<!\\)&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
ENDS = ".!?…"
SHORTEST_SENTENCE = 5
OWN_LINES = "for lines of their own, put a `\\` at the end of each, or a blank line between them"


def check_markdown(checked: Checked) -> None:
    """Warn about Markdown in prose and in the texts of choices."""
    # Below a line that could not be read, a list may be the items of a block.
    wrong = {(one.span.file, one.span.line) for one in checked.report.found if one.severity == "error"}
    for scene in with_signs(checked):
        source = scene.node.source
        written = of_scene(scene, written_in)
        if not SIGNS.found_in(written, of_scene(scene, rare_written)) and not SUSPECT.search(written):
            continue
        for statement in (*scene.texts, *of_scene(scene, texts_beside)):
            at = statement.at
            # What is in comments is replaced by blanks, so that the places stay.
            shown = uncommented(source.text[at : end_of(statement)])
            where = source.span(at)
            if isinstance(statement, Prose) and (where.file, where.line - 1) not in wrong:
                _check_lines(checked, scene, at, shown)
            _check_signs(checked, source, at, shown)


def _check_lines(checked: Checked, scene: SceneNames, at: int, shown: str) -> None:
    """What is told by the beginnings of the lines of one paragraph."""
    source = scene.node.source

    def warn(found: re.Match[str], message: str, hint: str) -> None:
        begin = at + found.start() + len(found.group()) - len(found.group().lstrip())
        checked.report.warning("NC315", source.span(begin, at + found.end()), message, hint)

    if SUSPECT.search(f"\n{shown}") is None:
        return
    joined = "the lines of this list run into one paragraph"
    bullets = list(BULLET.finditer(shown))
    numbers = [] if _is_enumerated(shown, NUMBERED) else list(NUMBERED.finditer(shown))
    rows = list(ROW.finditer(shown))
    fence = FENCE.search(shown)
    if fence is not None:
        warn(fence, "`" * 3 + " is shown as it stands", "there are no blocks of code: delete it")
    is_broken = all(line.rstrip().endswith("\\") for line in shown.rstrip().split("\n")[:-1])
    if is_broken:
        pass  # as the hint says
    elif len(bullets) > 1:
        warn(bullets[0], joined, OWN_LINES)
    elif bullets and _is_stray_dash(checked, shown, bullets[0]) and not speaks_with_dashes(checked, scene):
        dash, message = bullets[0].end("mark"), "this `-` is shown in the midst of its paragraph"
        hint = f"delete it: `{shortened(bullets[0].group()[2:].strip())}`; for a dash put a `\\` before it"
        checked.report.warning("NC315", source.span(at + dash - 1, at + dash), message, hint)
    elif [int(one["number"]) for one in numbers[:2]] in ([0, 1], [1, 2]):
        warn(numbers[0], joined, OWN_LINES)
    elif len(rows) > 1 or (rows and rows[0].group().count("|") > LEAST_BARS):
        warn(rows[0], "there are no tables: the rows run into one paragraph", OWN_LINES)
    else:
        letters = [] if _is_enumerated(shown, LETTERED) else list(LETTERED.finditer(shown))
        if len(letters) > 1 and [one["letter"] for one in letters[:2]] == ["a", "b"]:
            warn(letters[0], joined, OWN_LINES)
    quotation = QUOTATION.search(shown)
    if quotation is not None and not (is_broken and "\n" in shown.strip()) and not DRAWN_SIGN.search(quotation.group()):
        hint = "for a quotation, put quotation marks around it; for plain text write `\\>`"
        warn(quotation, "the `>` is shown as it stands", hint)
    across = next((one for one in ACROSS.finditer(shown) if len(DRAWN.findall(one.group())) < MOST_DRAWN), None)
    is_below_break = across is not None and shown[: across.start()].endswith("\\\n")
    if across is not None and "\n" in shown.strip() and not rows and not is_below_break:
        hint = "put a blank line before and behind it, or begin a scene"
        warn(across, "this line runs into the paragraph", hint)


def _is_stray_dash(checked: Checked, shown: str, bullet: re.Match[str]) -> bool:
    """Whether a line within a paragraph begins with a `- ` that is neither a dash nor that of an attribution."""
    above = shown[: bullet.start()].rstrip()
    if bullet["mark"] != "-" or not above:
        return False
    if above.endswith((" -", "\n-")):
        return True
    text = bullet.group().lstrip("- \t")
    if text.startswith(tuple(f"{name}:" for name in cast_of(checked))):
        return False  # NC106
    return above[-1] in ENDS and text[0].isupper() and len(text.split()) >= SHORTEST_SENTENCE


def _is_enumerated(shown: str, item: re.Pattern[str]) -> bool:
    """Whether what looks like a list goes on with a sentence: `He was / a) tired and / b) late.`"""
    first = item.search(shown)
    above = "" if first is None else shown[: first.start()].rstrip()
    return above[-1:].isalpha() or above.endswith(",")


def check_stray_items(checked: Checked) -> None:
    """Warn about `- text` that is no item: below a `~ cycle:` block, deeper than its items, or with two marks."""
    for scene in checked.names.tellings():
        if Vary not in scene.by_kind:
            continue
        for body in (scene.node.body, *(block for one in scene.statements for block in blocks_of(one))):
            before: Statement | None = None
            for statement in body:
                if isinstance(statement, Prose) and statement.speaker is None:
                    source = scene.node.source
                    at = statement.at
                    is_item = source.text.startswith("- ", at) and source.text[at + 2 : at + 3].strip()
                    if is_item and isinstance(before, Vary):
                        message = "this line is no item of the block above"
                        hint = "indent it like the others; for a dash put a `\\` before it"
                        name = LONE_NAME.fullmatch(source.text, at, statement.line.end)
                        if name is not None:
                            hint = f"for a point, write `-- {name[1]}`; for an item {hint}"
                        checked.report.warning("NC315", source.span(at, at + 2), message, hint)
                before = statement
        for vary in (one for one in scene.statements if isinstance(one, Vary)):
            for item in vary.items:
                for statement in item[:2]:
                    source = scene.node.source
                    at = statement.at
                    if not isinstance(statement, Prose):
                        continue
                    deeper = DEEPER.search(source.text, at, statement.line.end)
                    if deeper is not None:
                        message = "this line is no item: it goes on with the text above"
                        hint = "indent it like the others; for a dash put a `\\` before it"
                        checked.report.warning("NC315", source.span(deeper.start("mark"), deeper.end()), message, hint)
                    elif statement.speaker is None and ITEM.match(source.text, at):
                        message = "this `-` is shown as it stands"
                        hint = "each item has one `-`, indented like the others; for a dash put a `\\` before it"
                        checked.report.warning("NC315", source.span(at, at + 1), message, hint)


def _check_signs(checked: Checked, source: Source, at: int, shown: str) -> None:
    """Signs within a text. With braces that are shown, it is code that is meant to be read."""
    if "\\{" in shown:
        return

    def warn(found: re.Match[str], hint: str, meant: str | None = None) -> None:
        message = f"`{shortened(found.group())}` is shown as it stands"
        span = source.span(at + found.start(), at + found.end())
        fixes = () if meant is None else (Fix(f"write `{meant}`", (Edit(span, meant),), safe=True),)
        checked.report.warning("NC315", span, message, hint, fixes=fixes)

    if "_" in shown:
        for found in LOW_LINES.finditer(shown):
            if not _holds_word(found["text"]) or found.group() in NAMES_OF_CODE:
                continue  # `__/__/__`, a form to fill in
            stars = "*" * len(found["mark"])
            warn(found, f"write `{stars}{shortened(found['text'])}{stars}`; for plain text `\\_`")
    if "](" in shown:
        for found in LINK.finditer(shown):
            warn(
                found, "there are no links and pictures in a text; a wish to the program is a tag, such as `#image=map`"
            )
    if "`" in shown and "```" not in shown:
        for found in CODE.finditer(shown):
            if CODE_SIGN.search(found["text"]) is None:
                warn(found, f"for emphasis, write `*{shortened(found['text'])}*`; for plain text put a `\\` before it")
    if " ** " in shown:
        for found in APART.finditer(shown):
            warn(found, f"no blank stands between a mark and its text: `**{shortened(found.group().strip('* '))}**`")
    if "~~" in shown:
        for found in CROSSED.finditer(shown):
            warn(found, "nothing is crossed out here: styles are `*soft*` and `**loud**`")
    if "&" in shown:
        entity = ENTITY.search(shown)  # where one stands, there are more
        if entity is not None:
            character = _character(entity.group())
            warn(
                entity,
                f"write the character itself{f': `{character}`' if character else ''}; for plain text `\\&`",
                character or None,
            )


def _holds_word(text: str) -> bool:
    """Whether a text has a letter or a digit."""
    return any(one.isalnum() for one in text)


def _character(entity: str) -> str:
    """What an entity of HTML stands for, or nothing for a blank and what is unknown."""
    from html import unescape

    character = unescape(entity)
    return character if len(character) == 1 and character.isprintable() and not character.isspace() else ""
