"""Cuts the scenes of a file into line tokens for story.lark."""

from __future__ import annotations

import re

from engine.data_classes import dataclass
from engine.patterns import regex
from engine.slips import Slip, SlipKind
from engine.syntax.arrows import has_move
from engine.syntax.choices import ChoiceReader
from engine.syntax.foreign_lines import (
    END_OF_NODE,
    characters_of,
    choice_of_link,
    foreign_heading,
    ink_function,
    is_banner,
    line_of_script,
    link_in,
)
from engine.syntax.headings import line_as, read_heading
from engine.syntax.layout import Indentation, has_tabs
from engine.syntax.lexeme import Lexeme
from engine.syntax.logic import LogicReader
from engine.syntax.messages import as_name, shortened
from engine.syntax.moves import PLAIN_MOVE, read_move
from engine.syntax.old_names import OLD_NAMES, old_names
from engine.syntax.reading import BLANKS, HEADING, PieceReader, placed
from engine.syntax.text import read_line
from engine.syntax.traps import (
    CAPITALS,
    NESTED,
    SUSPECTS,
    Trap,
    arrow_option,
    indented_below,
    is_heading,
    is_in_list,
    is_within_sentence,
    trap_at,
)
from engine.syntax.tree import (
    Def,
    Expression,
    For,
    Heading,
    Jump,
    Missing,
    Point,
    Prose,
    Unread,
    UnreadableDeclaration,
    Vary,
)

# A heading as nearly all are: a name, and perhaps a title of words.
PLAIN_HEADING = regex(r"==(?!=)[ \t]*+([^\W\d]\w*+)[ \t]*+(?::([^\\#/\n]*+))?$")
# What can stand behind the mark of a choice and a blank where the marks of several are nested.
MARKS = frozenset(" \t*+")
# With these, lines begin that are or may have been meant as something else than prose.
MARKED = SUSPECTS | {"~", "}"}
# The characters with which a heading can begin, here or in another tool.
HEADINGS = frozenset("=:l-#")
# A blank at which no line breaks, as it stands in names: `M. Dupont`.
ODD_BLANK = regex(r"[\u00a0\u202f]")
# Nothing else may stand on the line: what has more words is prose that begins with a dash.
POINT = regex(rf"--(?:[ \t]+(?P<name>[^\W\d]\w*+)[ \t]*+(?:\([ \t]*{OLD_NAMES}[ \t]*\))?)?[ \t]*$")
# No blank need follow the arrow, if a name does.
GLUED_THREAD = regex(r"<-(?:[ \t]|$|[\"'({\[#]?[ \t]*[^\W\d])")
DASHED_THREAD = regex(r"<-{2,}>?[ \t]*(?P<name>[^\W\d]\w*)(?:\(.*\))?[ \t]*$")
# A stitch of ink.
STITCH = regex(r"=[ \t]+[^\W\d]\w*[ \t]*$")
# The line below is prose, and does not begin as other tools head their scenes.
PROSE_BELOW = regex(r"\n[ \t]*(?![\w-]+:)[\w\"“„«(\[]")
# Behind the last line of a node of Yarn comes the head of the next one, or nothing.
ENDS_NODE = regex(r"\s*(?:\Z|[\w-]+:|-{3}|==|::|//)")
# What is logic though no blank follows its `~`: a name may follow, or the signs that other tools put before names.
# `~40 men`, `~~~` and `~Love~` are prose, as no blank follows the mark.
GLUED_LOGIC = regex(
    r"~(?![^\W\d][^\n~=]*~(?!\w))(?!=\d)(?:[\"'$@!#%&(\[{]*+[^\W\d]|[-+]{2}\w|->|[-+:*/]?=|~[ \t]*+\w[^\n]*=)"
)


# The colon behind a speaker, be it as wide as those of Chinese. `Mia :) waved`, `Mia:12` and `Mia://x` are prose.
BLANK = r"[ \t\u00a0\u202f]"
SMILEY = rf"-?[)\]]|-?[(/|\\](?=[\s.,;!?]|\Z)|(?<={BLANK}:)-?[DPpOo](?!\w)"
COLON = rf"{BLANK}*(?::(?!{SMILEY}|//|\d)|：){BLANK}*"


def typed_forms(name: str) -> tuple[str, ...]:
    """A name as it stands, composed and decomposed (NFC, NFD), and with blanks that do not break: to a reader all are
    one. The first is the same for all of them."""
    blanks = ODD_BLANK.sub(" ", name)
    forms = (name,) if name == blanks else (blanks, name)
    if " " in blanks:
        forms = (*forms, blanks.replace(" ", "\u00a0"))
    if name.isascii():
        return forms
    from unicodedata import normalize

    return (*(normalize(form, one) for one in forms for form in ("NFC", "NFD")), name)


@dataclass(slots=True)
class OpenProse:
    """A paragraph whose lines are being read: its speaker, where its text begins, and how far lines are indented."""

    at: int
    end: int
    speaker: str | None
    text_at: int
    lexeme: Lexeme
    width: int


class SceneLineReader:
    """Reads the scenes of one source, line by line.

    `broken` are declarations that stand where none can be; `complete` is false when there is an `include` among them.
    """

    def __init__(self, reader: PieceReader, cast: tuple[str, ...]) -> None:
        self.reader = reader
        self.text = reader.source.text
        self.logic = LogicReader(reader)
        self.choices = ChoiceReader(reader)
        self.layout = Indentation(reader)
        # The token of the heading above; its end becomes that of its scene.
        self.heading: Lexeme | None = None
        self.broken: list[UnreadableDeclaration] = []
        self.complete = True
        # The names of the cast, however their accents are typed: with the letter, or behind it.
        self.cast = {form: name for name in cast for form in typed_forms(name)}
        names = sorted(map(re.escape, self.cast), key=len, reverse=True)
        self.speech = re.compile(rf"({'|'.join(names)}){COLON}") if names else None
        # Prose whose lines are still being joined.
        self.prose: OpenProse | None = None
        self.has_links = "[[" in self.text
        self.characters = characters_of(self.text)
        # Whether a line that begins with a letter can be nothing but prose, if no mistake begins so.
        self.is_plain = not self.has_links and self.characters is None
        # How many blocks were opened with a `{` that this language does not have; their `}` is no second mistake.
        self.braces = 0

    def read(self, at: int) -> list[Lexeme]:
        """The tokens of all scenes from offset `at`, where the first heading stands, to the end of the text."""
        size = len(self.text)
        self._lines(at, size)
        self._end_scene(size)
        return self.layout.tokens

    def read_function(self, node: Def) -> list[Lexeme]:
        """The tokens of the body of a function, below one that stands for its head and opens a block like a loop."""
        head = For(node.at, node.end, node.name, Expression(node.at, node.end, Missing(0, 1)))
        line_at = self.text.rfind("\n", 0, node.at) + 1
        self.heading = Lexeme("HEADING", line_at, node.end)
        self.layout.begin(self.heading)
        self.layout.place(0, Lexeme("BLOCK", line_at, self.reader.end_of_line(node.at, node.body_at), head))
        self.layout.tabs = has_tabs(self.text[line_at : node.body_end])
        self.logic.in_function = True
        self._lines(node.body_at, node.body_end)
        self._end_scene(node.body_end)
        return self.layout.tokens

    def _lines(self, at: int, size: int) -> None:
        text = self.text
        for line in text[at:size].removesuffix("\n").split("\n") if at < size else ():
            end = at + len(line)
            start = end - len(line.lstrip(" \t"))
            if start == end:
                self.layout.blank = True
                self._end_prose()
            elif text[start] != "/" or not text.startswith("//", start):
                self._line(at, start, end)
            at = end + 1

    # ------------------------------------------------------------ lines

    def _line(self, line_at: int, at: int, end: int) -> None:
        text = self.text
        first = text[at]
        trap = None
        if first in HEADINGS and (at == line_at or first == "=") and self._heading(line_at, at, end):
            return
        if self.heading is None:
            return
        width = self.layout.width_of(line_at, at) if at > line_at else 0
        if self.is_plain and first not in MARKED and (first not in CAPITALS or not text[at + 1 : at + 2].isupper()):
            self._prose_line(at, end, width)
            return
        if self.has_links and self._link(at, end, width):
            return
        if first == "~" and (text[at + 1 : at + 2] in BLANKS or GLUED_LOGIC.match(text, at, end)):
            kind, node = self.logic.read(at, end, self.layout.under_heading)
            self.braces += text[end - 1] == "{"
        elif (
            first in "*+"
            and (at + 1 == end or text[at + 1] in " \t")
            and (text[at + 2 : at + 3] not in MARKS or not NESTED.match(text, at, end))
        ):
            kind, node = self.choices.choice(at, end)
        elif first == "-" and text.startswith("->", at) and text[at + 2 : at + 3] != "|":
            kind, node = "JUMP", None
            if PLAIN_MOVE.fullmatch(text, at, end) is None:
                trap = arrow_option(text, at, self.reader.end_of_line(at, end), width)
            if trap is not None:
                kind, node = self._trapped(trap, at, end, width)
            else:
                node = Jump(at, read_move(self.reader, at, end)[0])
        elif first == "<" and text.startswith("<-", at) and self._borrows(at, end):
            kind, node = "THREAD", self.choices.thread(at, end)
        elif first == "-" and self.layout.expects_item(width):
            self._item(at, end, width)
            return
        elif first == "-" and (point := self._point(at, end)) is not None:
            kind, node = "POINT", point
        else:
            if first == "}" and self.braces and end == at + 1:
                self.braces -= 1
                return
            trap = self._trap(at, end, width)
            if trap is None:
                self._prose_line(at, end, width)
                return
            kind, node = self._trapped(trap, at, end, width)
        if node is None and kind in ("LOGIC", "THREAD"):
            kind, node = self._unreadable(at, end, width)
        self._end_prose()
        reported = trap is not None or self.layout.mixed_at == line_at
        self.layout.place(width, Lexeme(kind, at, end, node), reported)

    def _trap(self, at: int, end: int, width: int) -> Trap | None:
        """What a line of prose was meant to be that is no prose; where that is only doubted, it is a warning."""
        text, first, trap = self.text, self.text[at], None
        if first in SUSPECTS or (first in CAPITALS and text[at + 1 : at + 2].isupper()):
            trap = trap_at(self.reader.source, at, self.reader.end_of_line(at, end), width)
        if trap is None and self.characters is not None:
            stop = self.reader.end_of_line(at, end)
            hint = line_of_script(text, at, stop, self.characters)
            trap = Trap("", stop, hint) if hint else None
        if trap is not None and trap.is_doubt:
            hint = f"{trap.hint}; for plain text put a `\\` before it"
            self.reader.warning(trap.code, at, self.reader.end_of_line(at, end), trap.message, hint)
            return None
        return trap

    def _borrows(self, at: int, end: int) -> bool:
        """Whether a line that begins with `<-` is the mark: `<-40 degrees` and `<-- THIS WAY UP` are prose."""
        if GLUED_THREAD.match(self.text, at, end) is not None:
            return True
        dashed = DASHED_THREAD.match(self.text, at, end)
        return dashed is not None and is_heading(self.reader.source, dashed["name"])

    def _point(self, at: int, end: int) -> Point | None:
        """`-- name`, a place inside the scene; None where something else stands there, for then it is a dash."""
        found = POINT.match(self.text, at, self.reader.end_of_line(at, end))
        if found is None:
            return None
        was = old_names(found) if found["names"] else ()
        if found["name"] is None:
            return Point(at, at + 2, "")
        return Point(found.start("name"), found.end("name"), found["name"], was)

    def _unreadable(self, at: int, end: int, width: int) -> tuple[str, object]:
        """A line of which nothing is known but its place. What is indented below it is no further mistake."""
        if indented_below(self.text, end, width):
            return "IF", Expression(at, end, Missing(0, 1))
        return "LOGIC", Unread(at, end)

    def _trapped(self, trap: Trap, at: int, end: int, width: int) -> tuple[str, object]:
        """Report a line without its mark, and read it as if the mark were there."""
        stop = self.reader.end_of_line(at, end)
        if trap.code == "NC022":
            stop = at + 1
        plain = "; for plain text put a `\\` before it" if trap.code == "NC304" else ""
        self.reader.error(trap.code, at, stop, trap.message, trap.hint + plain, slip=trap.slip)
        if trap.name is not None:
            self.broken.append(UnreadableDeclaration(self.reader.source, at, end, trap.name))
        self.complete = self.complete and self.text[at : at + 7].casefold() != "include"
        if trap.type == "CHOICE":
            return self.choices.choice(trap.begin, trap.end or end)
        if trap.type == "JUMP":
            # The two characters before the target stand for the arrow.
            return "JUMP", Jump(at, read_move(self.reader, trap.begin - 2, trap.end or end)[0])
        if trap.type == "PROPERTY" and not self.layout.under_heading:
            return self._unreadable(at, end, width)  # the property above it is misplaced, too
        if trap.type == "PROPERTY":
            word = self.text[at : trap.begin].rstrip(" \t:=")
            return self.logic.property(word, at, trap.begin, stop, under_heading=True)
        node: object = None
        if trap.type == "VARY":
            self.braces += 1
            node = Vary(at, end, "then", ())
        if trap.type in ("IF", "ELIF"):
            self.braces += self.text.startswith("{", at)
            condition = self.text[trap.begin : stop].rstrip(BLANKS + ":")
            node = self.reader.quiet_expression(trap.begin, trap.begin + len(condition))
        if trap.type and indented_below(self.text, end, width):
            return trap.type, node
        return self._unreadable(at, end, width)

    def _link(self, at: int, end: int, width: int) -> bool:
        """Report the first link of Twine in a line, of which nothing more is known then; false if there is none.

        `see [[cd]]` in a bibliography is text: within a line where no arrow and no scene says that it leads somewhere,
        it is only asked about, and a number is a number.
        """
        found = link_in(self.text, at, self.reader.end_of_line(at, end))
        if found is None:
            return False
        begin, stop, link = found
        hint = f"a choice stands on a line of its own: `{choice_of_link(link)}`; for plain text put a `\\` before it"
        is_alone = self.text[at:end].strip() == self.text[begin:stop]
        if not is_alone and link.text == link.target and not is_heading(self.reader.source, as_name(link.target)):
            if not link.text.isdecimal():
                self.reader.warning("NC304", begin, stop, "this link would be read as text", hint)
            return False
        self.reader.error("NC304", begin, stop, "this link would be read as text", hint)
        self._end_prose()
        type, node = self._unreadable(at, end, width)
        self.layout.place(width, Lexeme(type, at, end, node), reported=True)
        return True

    def _heading(self, line_at: int, at: int, end: int) -> bool:
        plain = PLAIN_HEADING.match(self.text, at, end) if at == line_at and not self.logic.in_function else None
        if plain is not None:
            place = plain.start(1), plain.end(1), plain[1]
            self._start_scene(at, end, Heading(*place, (), (plain[2] or "").strip(), ()))
            return True
        found = HEADING.match(self.text, at, end)
        if at == line_at and self.text.startswith("==", at) and self._function(at, end):
            return True
        if found is None:
            return at == line_at and self._foreign_heading(at, end)
        if at > line_at:
            hint = "headings are not indented"
            self.reader.error(
                "NC011", at, end, "a heading stands at the beginning of its line", hint, slip=Slip(SlipKind.HEADING)
            )
        if self.logic.in_function:
            return True
        self._start_scene(at, end, read_heading(self.reader, found.end(), end))
        return True

    def _function(self, at: int, end: int) -> bool:
        """Report the head of a function of ink, and read what is below as a scene that nothing leads to."""
        found = ink_function(self.text, at, self.reader.end_of_line(at, end))
        if found is None:
            return False
        begin, stop = found.start("name"), max(found.end("name"), found.end("parameters"))
        head = shortened(self.text[begin:stop]) + ("" if found["parameters"] else "()")
        hint = f"write `def {head}:` before the first scene, with its lines indented below"
        self.reader.error("NC011", at, found.end(), "a function is no scene here", hint)
        self.broken.append(UnreadableDeclaration(self.reader.source, at, end, found["name"]))
        parsed = self.reader.parse("heading", begin, stop)
        parameters = placed(parsed[1], begin) if parsed else ()
        self._start_scene(at, end, Heading(at, end, f"?{at}", parameters, "", ()))
        return True

    def _foreign_heading(self, at: int, end: int) -> bool:
        if END_OF_NODE.match(self.text, at, end):
            if self.prose is not None and self.text.endswith("\\\n", 0, at):
                return False  # a rule below a drawn sign
            if self.prose is not None and (PROSE_BELOW.match(self.text, end) or not ENDS_NODE.match(self.text, end)):
                return False  # a line across, or below a title, in the midst of prose
            hint = "a scene ends where the next one begins; delete this line"
            self.reader.error("NC304", at, end, "this line would be read as prose", hint)
            self._end_scene(at)
            self.heading = None
            return True
        found = foreign_heading(self.text, at, end, self.reader.source)
        if found is None or is_banner(self.text, at, end, self.reader.source):
            return False
        is_prose = self.text[at] == "=" and self.prose is not None
        if is_prose and (is_in_list(self.text, at, end) or is_within_sentence(self.text, at, end)):
            return False
        message = "this heading would be read as prose"
        inside = ""
        if STITCH.match(self.text, at, end) or self.text[at] == "l":
            inside = f"; a place inside the scene is `-- {found.name}`"
        hint = f"write `{found.written}`{inside}; for plain text put a `\\` before it"
        # Of a node of Yarn behind a scene, `title: hall` stands above the `---`, and both are the heading.
        title = self.text.rfind("\n", 0, max(0, at - 1)) + 1
        is_node = self.text[at] == "-" and self.heading is not None and self.text.startswith("title:", title)
        first = title if is_node else at
        fixes = line_as(self.reader, first, end, found.written)
        self.reader.error("NC304", first, end, message, hint, fixes, Slip(SlipKind.HEADING))
        self._start_scene(at, end, Heading(at, end, found.name, (), "", ()))
        # What stands below a heading of Ren'Py is indented.
        self.layout.levels[0].loose = True
        return True

    def _start_scene(self, at: int, end: int, node: Heading) -> None:
        self._end_scene(at)
        self.heading = Lexeme("HEADING", at, end, node)
        self.layout.begin(self.heading)
        self.braces = 0

    # ------------------------------------------------------------ prose

    def _prose_line(self, at: int, end: int, width: int) -> None:
        speech = self.speech.match(self.text, at, end) if self.speech else None
        if self.prose is not None and speech is None and width == self.prose.width:
            self.prose.end = end
        else:
            self._end_prose()
            lexeme = Lexeme("PROSE", at, end)
            mixed_at = self.layout.mixed_at
            self.layout.place(width, lexeme, reported=mixed_at >= 0 and self.text.rfind("\n", 0, at) + 1 == mixed_at)
            text_at = speech.end() if speech else at
            self.prose = OpenProse(at, end, self.cast[speech.group(1)] if speech else None, text_at, lexeme, width)
        if has_move(self.reader.source, at, end):
            self._end_prose()

    def _end_prose(self) -> None:
        if self.prose is not None:
            one, self.prose = self.prose, None
            one.lexeme.value = Prose(one.at, read_line(self.reader, one.text_at, one.end, joins=True), one.speaker)

    # ------------------------------------------------------------ items of variations

    def _item(self, at: int, end: int, width: int) -> None:
        self._end_prose()
        item = Lexeme("ITEM", at, end, ())
        self.layout.place(width, item)
        begin = at + 1
        while begin < end and self.text[begin] in BLANKS:
            begin += 1
        if begin == end or self.text.startswith("//", begin):
            return
        if self.text[begin] in "~*+" and begin + 1 < end and self.text[begin + 1] in BLANKS:
            hint = "put it on the next line, indented below the `-`"
            self.reader.error("NC012", begin, end, "an item begins with text or a move", hint)
            return
        if self.text.startswith("->", begin):
            item.value = (Jump(begin, read_move(self.reader, begin, end)[0]),)
            return
        speech = self.speech.match(self.text, begin, end) if self.speech else None
        line = read_line(self.reader, speech.end() if speech else begin, end, joins=True)
        item.value = (Prose(begin, line, self.cast[speech.group(1)] if speech else None),)

    def _end_scene(self, at: int) -> None:
        self._end_prose()
        if self.heading is not None:
            self.layout.finish(at)
            self.heading.end = at
