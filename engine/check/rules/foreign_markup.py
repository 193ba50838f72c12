"""NC315: styles, commands and tags written as in other tools, which the player would see as they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.check.flow import end_of
from engine.check.rules.plain_scenes import with_signs
from engine.check.rules.signs import holds_one_of, is_said_of, rare_written, uncommented, written_in
from engine.check.scene_facts import of_scene
from engine.check.texts import texts_beside
from engine.patterns import regex
from engine.source import Source
from engine.syntax.messages import COMMANDS, shortened
from engine.syntax.quoted_code import quoted_code
from engine.syntax.reading import COMMENT

if TYPE_CHECKING:
    from engine.check.checker import Checked

SIGNS = ("[/", "<", "''", "#", "$")
SOFT = "write `*…*`"
LOUD = "write `**…**`"
OTHER = "styles are `*soft*` and `**loud**`; other wishes to the program are tags, such as `#slow`"
STYLES = {
    **dict.fromkeys(("b", "bold", "strong"), LOUD),
    **dict.fromkeys(("i", "italic", "em"), SOFT),
    **dict.fromkeys(("u", "s", "span", "p", "div", "font", "center", "img", "script", "style"), OTHER),
    "br": "for a line break, write `\\` at the end of a line",
}
# `[b]…[/b]` of ChoiceScript, `<b>…</b>` and `<br>` of HTML.
STYLE = regex(
    r"(?<!\\)(?:\[/(?P<square>b|i|u|s|bold|italic|colou?r|size|font|cent(?:er|re)|url|img|quote|spoiler|code)\]"
    r"|</(?P<angle>[a-z]{1,10}\d?)>"
    r"|<(?P<single>br|img|script|style)\b[^<>\n]*+>)"
)
WISHES = "wait|play|picture|image|sound|music|audio|show|hide|scene|background|voice"
# `<<print $gold>>` and `(print: $gold)` of Twine.
COMMAND = regex(
    rf"(?<!\\)(?:<<[ \t]*/?(?:{'|'.join(COMMANDS)}|{WISHES})\b[^<>\n]*+>>)"
    r"|(?<!\\)(?:<<[^<>\n$]*+\$[^<>\n]*+>>|\([\w-]{2,20}:[^()\n$]*+\$[^\W\d][^()\n]*+\))"
)
# `''…''` of Twine, but not `''Well,''` for a quotation.
QUOTED = regex(r"(?<![\\\w'])''(?=[^\W_])[^'\n]*+(?<=\w)''(?![\w'])")
# The same around whole sentences, `''It is late.''`, where the scene has no other quotations of this form.
QUOTED_SENTENCE = regex(
    r"(?<![\\\w'])''(?=[^\W_])[^'\n]*+(?:(?<=\w)'[^'\n]++)*+(?<=[.!?…])''(?=[ \t]*(?:\n|\Z|[^\Wa-z_]|[{#*]))"
)
QUOTATION_SIGNS = (",''", "``")
# `//so//` of Twine, within a line or with the mark of a sentence before its end: the rest of the line is a comment.
SLANTED = regex(r"(?<![^\s])//(?=[^\W_])[^/\n]*+(?<=[\w.!?…])//(?=[\s.,;:!?…)]|\Z)")
# `# sound` and `#sound: bell` of ink, at the end of a line.
TAG = regex(
    r"(?<=[ \t])#(?:[ \t]+(?P<name>[^\W\d]\w*+)(?:[ \t]*:[^\n#]*+)?|(?P<key>[^\W\d]\w*+):[^\n#]*+)(?=\n|\Z)"
    # Several words, behind the end of a sentence.
    r"|(?<=[.!?…”\"»][ \t])#[ \t]+(?P<first>[^\W\d]\w*+)(?:[ \t]+\w++){1,3}[ \t]*+(?=\n|\Z)"
)
# `#cold#wet` behind a text.
GLUED_TAGS = regex(r"(?<=[ \t])#[a-z][\w-]*+(?:=[^\s#]++)?(?:#[a-z][\w-]*+(?:=[^\s#]++)?)++(?=[ \t]*(?:\n|\Z|#))")
# `# sound` on a line of its own, and `## A heading` of Markdown.
HASHES = regex(r"^[ \t]*+#++[ \t]++[^\W\d][^\n]*", re.MULTILINE)
END_OF_SENTENCE = (".//", "!//", "?//", "…//")


def check_foreign_markup(checked: Checked) -> None:
    """Warn about styles, commands and tags of other tools in a text."""
    for scene in with_signs(checked):
        source = scene.node.source
        text, at, end = source.text, scene.node.heading.end, scene.node.end
        if text.find("//", at, end) >= 0:
            _check_slanted(checked, source, at, end)
        if not holds_one_of(of_scene(scene, rare_written), SIGNS):
            continue
        quoted = (QUOTED,) if holds_one_of(of_scene(scene, written_in), QUOTATION_SIGNS) else (QUOTED, QUOTED_SENTENCE)
        for statement in scene.texts:
            _check_shown(checked, source, statement.at, end_of(statement), quoted)
        for beside in of_scene(scene, texts_beside):
            if not is_said_of(checked, source, beside.at):
                _check_shown(checked, source, beside.at, beside.line.end, quoted)


def _check_shown(checked: Checked, source: Source, at: int, end: int, quoted: tuple[re.Pattern[str], ...]) -> None:
    shown = uncommented(source.text[at:end])
    if "\\{" in shown:
        return  # with braces that are shown, it is code that is meant to be read

    def warn(found: re.Match[str], hint: str) -> None:
        span = source.span(at + found.start(), at + found.end())
        checked.report.warning("NC315", span, f"`{shortened(found.group())}` is shown as it stands", hint)

    for found in STYLE.finditer(shown) if "[/" in shown or "<" in shown else ():
        if "`" in shown and quoted_code(shown, found.start(), 0, len(shown)) is not None:
            continue  # `` `</i>` is a tag ``
        warn(found, STYLES.get(found["square"] or found["angle"] or found["single"], OTHER))
    for found in COMMAND.finditer(shown) if "<<" in shown or "$" in shown else ():
        hint = "a value is shown with `{name}`, a condition is `{if condition: …}`; what is done is a line with `~`"
        warn(found, hint)
    for pattern in quoted if "''" in shown else ():
        for found in pattern.finditer(shown):
            warn(found, f'to make it bold, {LOUD}; for a quotation write `"…"`')
    if "#" not in shown:
        return
    for found in HASHES.finditer(shown):
        hint = "a tag stands behind a text, without blanks: `#sound=bell`; a scene begins with `== name: Title`"
        warn(found, f"{hint}; for plain text write `\\#`")
    for found in TAG.finditer(shown):
        name = found["name"] or found["key"] or found["first"]
        warn(found, f"a tag has no blanks in it: `#{name}` or `#{name}=value`; for plain text write `\\#`")
    for found in GLUED_TAGS.finditer(shown):
        apart = found.group().replace("#", " #").lstrip()
        warn(found, f"tags are parted by blanks: `{apart}`; for plain text write `\\#`")


def _check_slanted(checked: Checked, source: Source, at: int, end: int) -> None:
    text = source.text
    found = _slanted_from(text, at, end)
    while found is not None:
        begin, line_end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end(), end)
        line_end = end if line_end < 0 else line_end
        comment = COMMENT.search(text, begin, line_end)
        alone = not text[begin : found.start()].strip() and not text[found.end() : line_end].strip()
        is_comment = comment is not None and comment.start() == found.start()
        above = text[text.rfind("\n", 0, max(begin - 1, 0)) + 1 : max(begin - 1, 0)].strip()
        alone = alone and above[:1] in ("", *"~*+-=</")
        if is_comment and (not alone or found.group().endswith(END_OF_SENTENCE)):
            message = "this begins a comment: the player sees nothing of the line from here on"
            hint = "for emphasis write `*…*`; for a comment put a space behind the `//`"
            checked.report.warning("NC315", source.span(*found.span()), message, hint)
        # Whatever else stands on the line is part of the comment.
        found = _slanted_from(text, line_end, end)


def _slanted_from(text: str, at: int, end: int) -> re.Match[str] | None:
    """The first such form from an offset on."""
    at = text.find("//", at, end)
    while at >= 0:
        found = SLANTED.match(text, at, end)
        if found is not None:
            return found
        at = text.find("//", at + 1, end)
    return None
