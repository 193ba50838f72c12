"""Lines as ink, Twine, ChoiceScript, Ren'Py and Yarn Spinner write them: what each is meant to be.

Only what can hardly be prose is taken for such a line.
"""

from __future__ import annotations

import re

from engine.named_tuples import NamedTuple
from engine.patterns import regex
from engine.source import Source
from engine.syntax.messages import as_name, shortened

INK_HEADING = regex(
    r"(?:={3,}(?=[^=\n]*=*[ \t]*$)|=(?!\w[ \t]*$)(?!(?:(?!//)[^\n])*[.!?…,;][ \t]*(?:$|//|[^\W\d])))[ \t]*"
    r"(?P<name>[^\W\d]\w*+)(?P<rest>[^=\n]*+)=*+[ \t]*$"
    # With a title or tags of this language, which may hold `=`.
    r"|={3,}[ \t]*+(?P<titled>[^\W\d]\w*+)(?P<behind>[ \t]*+[:#][ \t]*+\w[^\n]*+)$"
)
INK_FUNCTION = regex(
    r"==+[ \t]*function[ \t]+(?P<name>[^\W\d]\w*+)[ \t]*+(?P<parameters>\([^()\n]*+\))?[ \t]*+=*+[ \t]*$"
)
BANNER = regex(r"(?P<signs>={3,})[ \t]+(?=[^=\n]*[^\W\d_a-z])(?P<name>[^\W\d]\w*+)[^=\n]*[ \t](?P=signs)[ \t]*$")
TWINE_HEADING = regex(
    r"::(?!:)[ \t]*+(?P<title>[^\[\]{}\n]*[^\[\]{}\s])[ \t]*(?:\[(?P<tags>.*)\])?[ \t]*(?:\{.*\})?[ \t]*$"
)
# `:: market: The market #harbour`, which is a heading but for its mark.
HEADING_HERE = regex(r"(?P<name>[a-z_]\w*)(?:[ \t]*:[ \t]+\S.*|(?:[ \t]+#[\w=-]+)+)")
RENPY_HEADING = regex(r"label[ \t]+(?P<name>[^\W\d]\w*)[ \t]*(?:\(.*\))?:[ \t]*$")
YARN_HEADING = regex(r"---[ \t]*$")
YARN_TITLE = regex(r"title:[ \t]*(?P<name>[^\W\d]\w*)")
YARN_ENTRY = regex(r"\w{1,40}:")
# More of a head: what stands above is none of a node.
HEAD_BELOW = regex(
    r"(?:[ \t]*(?://[^\n]*)?\n)+(?:(?:title|author|language|start|cast|status|ifid|version)[ \t]*:"
    r"|(?:var|const|def|extern|claim|include)[ \t]|==[ \t]*\w)"
)
MOST_ENTRIES = 12
MARKDOWN_HEADING = regex(r"#{1,6}[ \t]+(?P<name>[^\W\d]\w*+)[ \t]*$")
# A longer row is drawn by hand.
END_OF_NODE = regex(r"={3,4}[ \t]*$")

LINK = regex(r"(?<!\\)\[\[([^\[\]\n]+)\]\]")
OPTION = regex(r"->[ \t]*(?P<text>\S.*)")
PLAIN_MOVE = regex(r"\w+(?:\.\w+)?[ \t]*+(?:\(.*\))?[ \t]*+(?:->[ \t]*+)?(?:#.*)?|end\b.*|any\b.*")
QUOTED_OPTION = regex(r'"(?P<text>[^"\n]+)"[ \t]*(?:if[ \t]+(?P<condition>[^\n]*[^\s:]))?[ \t]*:[ \t]*$')
QUOTED_MOVE = regex(r'"(?P<text>[^"\n]+)"[ \t]*:[ \t]*(?P<move>->[ \t]*[^\W\d][^\n]*)$')
HASH_OPTION = regex(
    r"(?:\*(?P<word>hide_reuse|allow_reuse|disable_reuse|selectable_if|if)\b[ \t]*+(?P<condition>[^#\n]*+))?"
    r"#[ \t]*(?P<text>\S.*)"
)
CHARACTER = regex(
    r"^define[ \t]+(?P<name>\w+)[ \t]*=[ \t]*(?:Dynamic)?Character\([ \t]*_?\(?[\"'](?P<shown>[^\"'\n]+)", re.MULTILINE
)
SAY = regex(r'(?P<name>\w++)(?:[ \t]++\w++){0,4}[ \t]++"(?P<text>[^"\n]*)"$')
STAGE = regex(
    r"(?P<word>scene|show|hide|with|play|queue|stop|voice|pause|window)\b(?![ \t]*:)(?P<rest>[^.!?\n]*|[^\"\n]*\".*)$"
)
MULTIREPLACE = regex(r"\{[ \t]*(?:\((?P<condition>[^{}|()]*)\)|(?P<name>[^\W\d]\w*))(?=[ \t])")
GATHER = regex(r"-+[ \t]+(?=[^\s>])")


class Link(NamedTuple):
    """A link of Twine: what the player reads, and the passage it leads to."""

    text: str
    target: str


class ForeignHeading(NamedTuple):
    """A heading of another tool: the name that the scene has here, and how the heading is written here."""

    name: str
    written: str


def foreign_heading(text: str, at: int, end: int, source: Source | None = None) -> ForeignHeading | None:
    """What the heading of another tool from `at` to `end` is called here; None for all else.

    Where the text is a piece of a file, `source` tells what stands in the rest of it.
    """
    first = text[at]
    if first == "=":
        found = INK_HEADING.match(text, at, end)
    elif first == "l":
        found = RENPY_HEADING.match(text, at, end)
    elif first == "-" and YARN_HEADING.match(text, at, end):
        found = None if HEAD_BELOW.match(text, end) else _yarn_title(text, at)
    elif first == "#":
        found = MARKDOWN_HEADING.match(text, at, end)
        if found is not None and f"-> {found['name']}" not in (text if source is None else source.whole):
            found = None  # a number sign, and a word
    else:
        twine = TWINE_HEADING.match(text, at, end) if first == ":" else None
        if twine is None:
            return None
        here = HEADING_HERE.fullmatch(twine["title"])
        if here is not None:
            return ForeignHeading(here["name"], f"== {shortened(twine['title'])}")
        title = " ".join(twine["title"].split())
        name = as_name(title)
        tags = "".join(f" #{as_name(tag)}" for tag in (twine["tags"] or "").split())
        return ForeignHeading(name, (f"== {name}" if name == title else f"== {name}: {shortened(title)}") + tags)
    if found is None:
        return None
    if first != "=":
        return ForeignHeading(found["name"], f"== {found['name']}")
    from engine.syntax.heading_hints import behind_name

    name = found["name"] or found["titled"]
    return ForeignHeading(name, f"== {name}{behind_name(found['rest'] or found['behind'] or '')}")


def is_banner(text: str, at: int, end: int, source: Source) -> bool:
    """Whether a line is `=== NEWS ===`, drawn by hand: a capital in it, closed by its signs, and nothing goes there."""
    found = BANNER.match(text, at, end)
    return found is not None and re.search(rf"->[ \t]*{found['name']}\b", source.whole) is None


def ink_function(text: str, at: int, end: int) -> re.Match[str] | None:
    """The head of a function of ink, with its `name` and `parameters`; None for all else."""
    return INK_FUNCTION.match(text, at, end) if text.find("function", at, end) >= 0 else None


def characters_of(text: str) -> dict[str, str] | None:
    """Who speaks in a script of Ren'Py, by the names that `define` gives them; None for a story of another kind."""
    found = CHARACTER.finditer(text) if "Character(" in text else ()
    return {one["name"]: one["shown"] for one in found} or None


def line_of_script(text: str, at: int, end: int, characters: dict[str, str]) -> str | None:
    """How a line of a Ren'Py script, such as `e "Hello"` or `show eileen happy`, is written here; None for others."""
    say = SAY.match(text, at, end)
    if say is not None and say["name"] in characters:
        return f"write `{characters[say['name']]}: {shortened(say['text'])}`"
    stage = STAGE.match(text, at, end)
    if stage is None:
        return None
    wish = f"{stage['word']}={as_name(stage['rest'])}" if stage["rest"].strip() else stage["word"]
    return f"a wish to the program that shows the story is a tag at the end of a line: `#{shortened(wish)}`"


def multireplace(text: str, at: int) -> re.Match[str] | None:
    """`@{wet wet|dry}` and `@{(gold > 5) rich|poor}` of ChoiceScript, whose brace stands at `at`."""
    return MULTIREPLACE.match(text, at) if text[at - 1 : at] == "@" else None


def _yarn_title(text: str, at: int) -> re.Match[str] | None:
    """The `title:` among the header lines right above an offset, where a node of Yarn begins."""
    for _ in range(MOST_ENTRIES):
        begin = text.rfind("\n", 0, max(at - 1, 0)) + 1
        title = YARN_TITLE.match(text, begin, at)
        if title is not None or not YARN_ENTRY.match(text, begin, at):
            return title
        at = begin
    return None


def link_in(text: str, at: int, end: int) -> tuple[int, int, Link] | None:
    """The first link of Twine in a line, with its place: `[[text->target]]`, `[[text|target]]`, `[[target]]`."""
    found = LINK.search(text, at, end)
    if found is None:
        return None
    inner = found.group(1)
    for arrow in ("->", "|"):
        if arrow in inner:
            shown, _, target = inner.rpartition(arrow)
            return *found.span(), Link(shown.strip(), target.strip())
    target, arrow, shown = inner.partition("<-")
    return *found.span(), Link((shown if arrow else target).strip(), target.strip())


def choice_of_link(link: Link) -> str:
    """How a link is written here."""
    if link.text == link.target and (link.text[:1] in '"“«' or link.text[-1:] in '.!?…"”»'):
        return f"* {shortened(link.text)}"  # a sentence is no name
    return f"* {shortened(link.text)} -> {as_name(link.target)}"
