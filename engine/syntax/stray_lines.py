"""Lines before the first scene that are no declarations here: comments and claims as others write them."""

from __future__ import annotations

from engine.patterns import regex
from engine.syntax.foreign_declarations import mended
from engine.syntax.grammars import reads
from engine.syntax.messages import LONGEST, shortened

COMMENT = regex(
    r"(?:/\*+|/|<!--|\(\*|--|\*comment\b|[#;%]|REM\b|TODO\b:?)[ \t]*(?P<text>[^\n]*?)[ \t]*(?:\*+/|-->|\*\))?$"
)
CLAIM = regex(
    r"(?:[^\w\s\"]{1,2}[ \t]*)?(?:claims?|asserts?|prove|ensure|require|invariant|check)\b:?[ \t]+"
    r"(?P<claimed>\S[^\n]*)$"
)
HEADING = regex(r"#{2,6}[ \t]*(?P<name>[^\W\d]\w*[ \t]*(?::[^\n]*)?)$")
# `= street: The street`, `label street:`: a heading with one sign, or with a word of other tools.
ONE_SIGN = regex(r"(?:=[ \t]*|(?:label|scene|passage|knot)[ \t]+)(?P<name>[^\W\d]\w*)[ \t]*(?P<rest>(?:[:#(][^\n]*)?)$")
SETTING = regex(r"\$[ \t]*(?P<set>[^\W\d]\w*[ \t]*=(?!=)[^\n]*)$")
# `---`, as it stands around the head of a page in Markdown.
RULE = regex(r"(?:-{3,}|\*{3,}|_{3,}|~{3,})$")
BARE_CLAIM = regex(r"(?:can[ \t]+)?(?:reach|never|always|an[ \t]+ending)\b[ \t]*[^\n]*$")


def is_rule(line: str) -> bool:
    """Whether a line is nothing but a line across, `---`."""
    return RULE.fullmatch(line.rstrip()) is not None


def stray_meant(line: str) -> tuple[str, str] | None:
    """The message and the hint for a line that was meant as a comment, a heading or a claim; None for all else."""
    claim = CLAIM.match(line)
    claimed = claim["claimed"] if claim is not None else line if BARE_CLAIM.match(line) else ""
    if claimed:
        written = claimed if reads("claim", claimed) else mended("claim", claimed)
        if written is not None and reads("claim", written):
            return "a claim begins with `claim`", f"write `claim {shortened(written, 80)}`"
    heading = HEADING.match(line)
    if heading is not None:
        return "this is no heading here", f"a scene begins with `== {shortened(heading['name'].strip(), 80)}`"
    named = ONE_SIGN.match(line)
    if named is not None:
        written = f"== {named['name']}{named['rest'].rstrip(': ')}"
        return "this is no heading here", f"a scene begins with `{shortened(written, LONGEST)}`"
    setting = SETTING.match(line)
    if setting is not None:
        return "this declaration cannot be read", f"write `var {shortened(setting['set'], LONGEST)}`"
    comment = COMMENT.match(line)
    if comment is not None:
        shown = f": `// {shortened(comment['text'], 80)}`" if comment["text"] else ""
        return "this is no comment here", f"a comment begins with `//`, on each of its lines{shown}"
    return None
