"""Settles how the lines of a scene nest: from their indentation to INDENT, DEDENT and BREAK tokens.

Lark's own `Indenter` cannot be used: it forgets its levels when parsing goes on after an error, and reports wrong
indentation without a place. Here a wrong level is reported where it stands, and its lines are taken as if they stood
in the block around them; so the tokens always fit story.lark.
"""

from __future__ import annotations

from engine.diagnostics import Fix
from engine.patterns import regex
from engine.syntax.lexeme import Lexeme
from engine.syntax.messages import shortened
from engine.syntax.reading import PieceReader
from engine.syntax.tree import Break, Expression, Missing

DEEPEST = 32
# How far a block is indented by custom, and in the one usual form.
UNIT = 4
OPENERS = {"CHOICE", "IF", "ELIF", "ELSE", "VARY", "ITEM", "BLOCK"}
# Lines that may have lost their indentation, if those below them have one.
GOING_ON = {"PROSE", "LOGIC", "JUMP"}
MUST_OPEN = {"IF", "ELIF", "ELSE", "VARY", "BLOCK"}
# So many lines between a block and its `~ else` may belong to the block.
MOST_BETWEEN = 3
# So many lines below one that is indented for nothing, the next choice is looked for.
MOST_BELOW = 12
BLANKS_OF = regex(r"[ \t]*")
NO_BREAK_BEFORE = {"ELIF", "ELSE", "ITEM"}
# How properties of scenes are written as a rule.
PROPERTIES = ("~ when", "~ once", "~ priority")
MOST_PROPERTIES = 4
# A move to a scene, which may have been meant as an option of Yarn.
OPTION = regex(r"->[ \t]*([^\W\d]\w*)[ \t]*")

# What a line begins with that has more than blanks and a comment.
INDENTED = regex(r"\n([ \t])[ \t]*+(?!//)\S")


def has_tabs(text: str) -> bool:
    """Whether the scenes of a file are indented with tabs: what more of their lines begin with, of tabs and spaces.

    The functions in its header are as they are, each by itself.
    """
    if "\n\t" not in text:
        return False
    first = INDENTED.findall(text, max(text.find("\n=="), 0))
    return first.count("\t") > len(first) / 2


class Level:
    """A block that is open: its indentation, and the token type of the line that opened it.

    It is `loose` while it holds lines that are indented further though nothing opens a block for them.
    """

    __slots__ = ("first", "loose", "opener", "width")

    def __init__(self, width: int, opener: str, first: Lexeme | None = None) -> None:
        self.width = width
        self.opener = opener
        # Its first line, if that is not the heading.
        self.first = first
        self.loose = False


class Indentation:
    """Collects the tokens of one scene after the other."""

    def __init__(self, reader: PieceReader) -> None:
        self.reader = reader
        self.text = reader.source.text
        self.tokens: list[Lexeme] = []
        self.levels = [Level(0, "HEADING")]
        # The last line if it opens a block, and how far it is indented.
        self.opener: Lexeme | None = None
        self.opener_width = 0
        # What opened the block that ended last: an `~ elif` must come right behind one of an `~ if`.
        self.closed = ""
        # The last line that ended blocks, and how far they were indented.
        self.ending: Lexeme | None = None
        self.ended: list[int] = []
        self.blank = False
        self.tabs: bool | None = None
        # How wide the blanks are that lines above begin with; of equal ones there is nothing more to say.
        self.widths = {"": 0}
        self.mixed = self.too_deep = False
        # Where the line begins of which it has been said that its indentation is mixed.
        self.mixed_at = -1

    def begin(self, heading: Lexeme) -> None:
        """Start a scene."""
        self.tokens.append(heading)
        self.levels = [Level(0, "HEADING")]
        self.opener, self.closed, self.blank = None, "", False
        self.ending, self.ended = None, []

    def finish(self, at: int) -> None:
        """End the scene, and all blocks that are open in it, at an offset."""
        self._close_opener(self.opener)
        self.opener = None
        while len(self.levels) > 1:
            self._pop(at)

    @property
    def under_heading(self) -> bool:
        """Whether nothing but a heading and its properties stand above."""
        return self.tokens[-1].type in ("HEADING", "PROPERTY")

    def expects_item(self, width: int) -> bool:
        """Whether a line of this width stands directly in a `~ cycle:` block."""
        if self.opener is not None and self.opener.type == "VARY" and width > self.opener_width:
            return len(self.levels) <= DEEPEST
        return any(level.width == width and level.opener == "VARY" for level in self.levels)

    def width_of(self, line_at: int, at: int) -> int:
        """The indentation of the line that begins at `line_at` and whose text begins at `at`."""
        blanks = self.text[line_at:at]
        known = self.widths.get(blanks)
        if known is not None:
            return known
        if self.tabs is None:
            self.tabs = has_tabs(self.reader.source.whole)
        if not self.mixed and (" " if self.tabs else "\t") in blanks:
            self.mixed, self.mixed_at = True, line_at
            others = "tabs" if self.tabs else "spaces"
            message = f"this line is indented with {'spaces' if self.tabs else 'tabs'}, most others with {others}"
            if " " in blanks and "\t" in blanks:
                message = "this line is indented with tabs and spaces mixed"
            self.reader.error("NC005", line_at, at, message, "use four spaces for each level everywhere")
        self.widths[blanks] = width = len(blanks.expandtabs(4))
        return width

    def place(self, width: int, token: Lexeme, reported: bool = False) -> None:
        """Add a token at its indentation, with the INDENT, DEDENT and BREAK tokens that come before it.

        Of a line of which something has been `reported`, the indentation is not reported as well.
        """
        opener, self.opener = self.opener, None
        if opener is not None and width > self.opener_width:
            self._open(width, token, opener)
        else:
            if opener is not None:
                self._close_opener(opener)
            if width != self.levels[-1].width:
                self._settle(width, token, reported)
            else:
                self.levels[-1].loose = False
        if token.type in ("ELIF", "ELSE"):
            self._check_branch(token)
        if token.type == "ITEM":
            while self.levels[-1].opener != "VARY":
                self._pop(token.at)
        elif self.levels[-1].opener == "VARY":
            self._add_item(width, token)
        if self.blank and token.type not in NO_BREAK_BEFORE and not self.under_heading:
            self.tokens.append(Lexeme("BREAK", token.at, token.at, Break(token.at)))
        self.blank = False
        self.tokens.append(token)
        if token.type in OPENERS:
            self.opener, self.opener_width = token, width

    def _open(self, width: int, token: Lexeme, opener: Lexeme) -> None:
        """Begin the block of the line above."""
        if len(self.levels) <= DEEPEST:
            self._push(width, opener.type, token.at, token)
            self.blank = False
            return
        if not self.too_deep:
            self.too_deep = True
            hint = "move the inner part to a scene of its own"
            message = f"blocks are nested more than {DEEPEST} deep here"
            self.reader.error("NC008", token.at, token.end, message, hint)
        self._close_empty(opener)
        self.levels[-1].loose = True

    def _settle(self, width: int, token: Lexeme, reported: bool) -> None:
        """End the blocks that are indented further than this line, and report it if it fits none that is left."""
        above, is_less = self.tokens[-1], False
        count, levels, ended = len(self.tokens), self.levels[-2:], [*self.ended]
        if width < self.levels[-1].width:
            self.ended = []
        last = self.levels[-1]
        while width < self.levels[-1].width:
            last = self.levels[-1]
            self.ended.append(last.width)
            self._pop(token.at)
            is_less = True
        level = self.levels[-1]
        # Only the first line of such a stretch is reported.
        if width > level.width and not level.loose and not reported:
            odd = self._odd_line(width, token, self.tokens[max(0, count - 3) : count], levels)
            if width in ended and self.ending is not None and not self._stands_apart(self.ending):
                # The lines below it go on in the block that it ended.
                goes_on = is_less and self.ending.type == levels[-1].opener
                if (goes_on and (odd is None or levels[-1].width in ended)) or (
                    not is_less and self.tokens[-1] is self.ending and self.ending.type in GOING_ON
                ):
                    odd = self.ending
            if odd is None and is_less and width % UNIT == 0:
                # A block that is indented by one blank too many or too few.
                odd = next((one.first for one in (level, last) if one.width % UNIT), None)
            self._report_width(token, above, is_less, odd)
        if is_less:
            self.ending = token
        level.loose = width > level.width

    def _stands_apart(self, token: Lexeme) -> bool:
        """Whether a token stands behind a blank line, or behind a block that has moved on: it is no line of a block."""
        at = len(self.tokens) - 1
        while at > 1 and self.tokens[at] is not token:
            at -= 1
        before = self.tokens[at - 1].type
        return before == "BREAK" or (before == "DEDENT" and self.tokens[at - 2].type == "JUMP")

    def _report_width(self, token: Lexeme, above: Lexeme, is_less: bool, odd: Lexeme | None) -> None:
        """Report a line that fits no level, or the `odd` one above to which it does not fit.

        `above` is the token before it, and it may be indented less than that.
        """
        from engine.syntax.openers import block_meant

        meant = None if is_less else block_meant(self.text, token.at)
        if odd is not None and meant is None:
            hint = "use four spaces for each level: the lines below it are indented so"
            is_option = self._is_in_menu(token) or (odd is self.ending and self.closed == "CHOICE")
            if odd.type == "PROSE" and not is_less and is_option:
                hint = f"indent it like those; for a choice, write `* {shortened(self.text[odd.at : odd.end].strip())}`"
            message = "the indentation of this line does not fit those below"
            self.reader.error("NC006" if is_less else "NC007", odd.at, odd.end, message, hint)
            return
        if is_less:
            message, hint = "this indentation fits no level above", "use four spaces for each level"
            self.reader.error("NC006", token.at, token.end, message, hint)
            return
        if meant is not None:
            self.reader.error("NC304", meant.at, meant.end, meant.message, meant.hint, slip=meant.slip)
            return
        before = self.tokens[-2].type if len(self.tokens) > 1 else ""
        behind_choice = before == "CHOICE" or (before == "DEDENT" and self.closed == "CHOICE")
        is_in_menu = above.type == "PROSE" and not behind_choice and self._is_in_menu(token)
        is_apart = is_in_menu and (token.type == "CHOICE" or self._is_apart(token))
        if above.type == "PROSE" and not is_apart and (behind_choice or self._is_in_menu(token)):
            line_at = self.text.rfind("\n", 0, self.text.rfind("\n", 0, token.at)) + 1
            line = self.text[line_at : self.text.find("\n", line_at)]
            begin = line_at + len(line) - len(line.lstrip())
            hint = f"for a choice, write `* {shortened(line.strip())}`; for plain text do not indent what follows"
            self.reader.error("NC304", begin, line_at + len(line.rstrip()), "this line would be read as prose", hint)
            return
        hint = "indent only below a choice, an `~ if`, a `~ cycle:` or one of its items"
        if is_apart:
            line = self.text[above.at : above.end].rpartition("\n")[2].strip()
            hint = f"do not indent it; if the line above is a choice, write `* {shortened(line)}`"
        if len(self.levels) == 1 and above.type == "HEADING":
            hint = "what stands below a heading is not indented"
        if above.type in ("EACH", "THREAD"):
            hint = "what happens when such a choice is taken stands in the scene that it comes from"
        if above.type == "PROSE" and self.text.endswith("\\", above.at, above.end):
            hint = "in verse and drawings, each blank at the beginning of a line is written `\\ `"
        option = OPTION.fullmatch(self.text, above.at, above.end) if above.type == "JUMP" else None
        if option is not None:
            hint = f"nothing is done below a move; a choice, with what happens then below it, is `* {option.group(1)}`"
        fixes: tuple[Fix, ...] = ()
        if above.type == "PROSE" and token.type == "JUMP":
            hint = "a move stands below the lines before it, no further to the right"
            indent = self.text[self.text.rfind("\n", 0, above.at) + 1 : above.at]
            fixes = self.reader.fix(self.text.rfind("\n", 0, token.at) + 1, token.at, indent, "put it below them")
        message = "this line is indented, but nothing above opens a block"
        self.reader.error("NC007", token.at, token.end, message, hint, fixes)

    def _is_apart(self, token: Lexeme) -> bool:
        """Whether a blank line stands between an indented line, with those like it, and the choices below."""
        line_end = self.text.find("\n", token.at)
        while self.text[line_end + 1 : line_end + 2] in (" ", "\t") and line_end >= 0:
            line_end = self.text.find("\n", line_end + 1)
        return line_end >= 0 and self.text[line_end + 1 : line_end + 2] == "\n"

    def _is_in_menu(self, token: Lexeme) -> bool:
        """Whether the line right above an indented one stands where a choice could, above or below another one."""
        above_at = self.text.rfind("\n", 0, self.text.rfind("\n", 0, token.at)) + 1
        found = BLANKS_OF.match(self.text, above_at)
        width = 0 if found is None else found.end() - above_at
        if self.text[above_at + width : above_at + width + 1] in ("\n", "~", "-", "<", "/"):
            return False
        below = token.at
        for _ in range(MOST_BELOW):
            below = self.text.find("\n", below) + 1
            found = BLANKS_OF.match(self.text, below) if below > 0 else None
            if found is None:
                return False
            if found.end() - below <= width and self.text[found.end() : found.end() + 1] != "\n":
                return found.end() - below == width and self.text[found.end() : found.end() + 2] in ("* ", "+ ")
        return False

    def _odd_line(self, width: int, token: Lexeme, above: list[Lexeme], levels: list[Level]) -> Lexeme | None:
        """The line above that is indented wrongly, where this one stands as the lines of a block usually do.

        `above` are the three tokens before it, `levels` the last two that were open then.
        """
        if len(above) < 3:
            return None
        opener, between, first = above
        if between.type == "CHOICE" and first.type not in OPENERS:
            return first if width == levels[-1].width + UNIT and token.type not in OPENERS else None
        if between.type != "INDENT" or opener.type not in OPENERS or width != levels[0].width + UNIT:
            return None
        is_of_two = levels[-1].width == width + UNIT and token.type == opener.type == "CHOICE"
        return opener if is_of_two else first

    def _push(self, width: int, opener: str, at: int, first: Lexeme | None = None) -> None:
        self.levels.append(Level(width, opener, first))
        self.tokens.append(Lexeme("INDENT", at, at))

    def _pop(self, at: int) -> None:
        self.closed = self.levels.pop().opener
        self.tokens.append(Lexeme("DEDENT", at, at))

    def _check_branch(self, token: Lexeme) -> None:
        """An `~ elif` or `~ else` that belongs to no `~ if` is read as an `~ if` of its own."""
        if self.tokens[-1].type != "DEDENT" or self.closed not in ("IF", "ELIF"):
            word = token.type.lower()
            message = f"there is no `~ if` above this `~ {word}`"
            if self.tokens[-1].type == "DEDENT" and self.closed == "ELSE":
                message = f"`~ {word}` cannot follow `~ else`"
            hint = "it stands right below the block of its `~ if`, indented like it"
            between = self._line_between() if self.closed in ("IF", "ELIF") else None
            if between is not None:
                message = f"this line ends the `~ if` above, so that the `~ {word}` below has none"
                hint = f"indent it as the lines above; or write an `~ if` in place of `~ {word}`"
            at, end = (token.at, token.end) if between is None else (between.at, between.end)
            self.reader.error("NC015", at, end, message, hint)
            token.type = "IF"
            token.value = token.value or Expression(token.at, token.end, Missing(0, 1))

    def _line_between(self) -> Lexeme | None:
        """The first of the few lines right below a block that ended, above the line that is looked at."""
        for back in range(2, MOST_BETWEEN + 2):
            if len(self.tokens) >= back and self.tokens[-back].type == "DEDENT":
                return self.tokens[1 - back]
            if len(self.tokens) < back or self.tokens[1 - back].type in ("BREAK", *OPENERS):
                return None
        return None

    def _add_item(self, width: int, token: Lexeme) -> None:
        """Something else than an item in a `~ cycle:` block is read as the block of an item."""
        hint = "write `- ` before each item"
        is_below_item = self.tokens[-1].type not in ("VARY", "INDENT", "BREAK")
        if is_below_item and token.type not in ("PROSE", "JUMP"):
            hint = (
                "indent it as what belongs to the item above; behind the block it stands as far left as the `~` above"
            )
        elif is_below_item:
            hint += "; what belongs to the item above is indented below it"
        self.reader.error("NC012", token.at, token.end, "only items can stand directly in this block", hint)
        self.tokens.append(Lexeme("ITEM", token.at, token.at, ()))
        self._push(width, "ITEM", token.at)

    def _close_opener(self, opener: Lexeme | None) -> None:
        """An opener below which nothing is indented: an error where something must be."""
        if opener is None or opener.type not in MUST_OPEN:
            return
        hint = "indent what belongs to it by four spaces"
        fixes: tuple[Fix, ...] = ()
        if opener.type == "VARY":
            hint = "indent its items by four spaces, each with a `- ` before it"
            if self.text[opener.at : opener.end].strip("~: \t") == "once" and self._is_property(opener.at):
                hint = f"for a scene that is drawn once, write `~ once`; for texts, {hint}"
                fixes = self.reader.fix(opener.at, opener.end, "~ once")
        if not self.reader.has_error_at(opener.at):
            self.reader.error("NC009", opener.at, opener.end, "nothing is indented below this line", hint, fixes)
        self._close_empty(opener)

    def _is_property(self, at: int) -> bool:
        """Whether nothing but properties stand between the line of an offset and the heading of its scene."""
        number = self.reader.source.line_of(at) - 1
        last = max(number - MOST_PROPERTIES, 1)
        while number > last and self.reader.source.line(number).startswith(PROPERTIES):
            number -= 1
        return self.reader.source.line(number).startswith("==")

    def _close_empty(self, opener: Lexeme) -> None:
        """Give an empty block to a line that must have one."""
        if opener.type not in MUST_OPEN:
            return
        self.closed = opener.type
        self.tokens.append(Lexeme("INDENT", opener.at, opener.at))
        if opener.type == "VARY":
            self.tokens.append(Lexeme("ITEM", opener.at, opener.at, ()))
        self.tokens.append(Lexeme("DEDENT", opener.at, opener.at))
