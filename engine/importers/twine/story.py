"""Puts a Twine story together: which passages are scenes, what variables there are, what special passages become."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from engine.importers.builder import tree as out
from engine.importers.builder.names import BuilderNames, slug
from engine.importers.builder.printing import tag_of
from engine.importers.builder.text import prose_line
from engine.importers.tables import words_of
from engine.importers.twine.archive import BrokenSource
from engine.importers.twine.chapbook import read_chapbook
from engine.importers.twine.flow import FlowWriter
from engine.importers.twine.harlowe import HarloweReader
from engine.importers.twine.includes import Includes
from engine.importers.twine.markup import without_breaks
from engine.importers.twine.page import DEFAULTS, Menu, PassageContext
from engine.importers.twine.passage import PassageWriter
from engine.importers.twine.snowman import read_snowman
from engine.importers.twine.sugarcube import SugarCubeReader
from engine.importers.twine.tree import (
    Archive,
    Body,
    Node,
    Passage,
    TwineAssign,
    TwineGoto,
    TwineInclude,
    TwineLink,
    Words,
)
from engine.importers.twine.walk import (
    given_in,
    includes_in,
    is_inline,
    nodes_of,
    targets_in,
    values_in,
)
from engine.importers.values.code import Coder, quoted
from engine.importers.values.tree import Collection, Literal, SourceVariable, Unsayable
from engine.importers.values.types import NUMBER, SET, TEXT, TRUTH, Types, flattened, inferred

READERS: dict[str, Callable[[str, int], Body]] = {
    "harlowe": lambda text, line: HarloweReader(text, line).read(),
    "sugarcube": lambda text, line: SugarCubeReader(text, line).read(),
    "chapbook": read_chapbook,
    "snowman": read_snowman,
}
SCRIPTS = {"script": "scripts", "stylesheet": "style sheets", "widget": "widgets"}
INFORMATION = words_of(
    "StoryAuthor StorySubtitle StoryMenu StoryBanner StoryCaption StoryInterface StorySettings StoryShare "
    "StoryDisplayTitle StoryIncludes StoryLoadingMessage"
)
BEFORE = {"StoryInit"}
AROUND = {"PassageHeader": 0, "PassageReady": 0, "PassageFooter": 1, "PassageDone": 1}


def draft_of(archive: Archive, file: str) -> out.Draft:
    """The story as a draft of one file. Raises BrokenSource with the line in the source."""
    return Conversion(archive).draft(file)


def format_of(archive: Archive) -> str:
    """The story format: the one that is named, or else the one that the passages look like."""
    named = archive.format.lower().partition(" ")[0].rstrip("0123456789.-")
    if named in READERS:
        return named
    text = "\n".join(passage.text for passage in archive.passages if not set(passage.tags) & set(SCRIPTS))
    if re.search(r"<<[a-z]", text):
        return "sugarcube"
    if "<%" in text:
        return "snowman"
    if re.search(r"^--$|^\[(?:if|else|continue|cont'd)\b", text, re.MULTILINE):
        return "chapbook"
    return "harlowe"


class Conversion:
    """One story on its way."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.format = format_of(archive)
        self.counts: Counter[str] = Counter()
        self.names = BuilderNames()
        self.passages: dict[str, Passage] = {}
        self.scripts: list[Passage] = []
        self.information: dict[str, Passage] = {}
        self.startups: list[Passage] = []
        self.around: list[tuple[int, str]] = []
        # Of passages with one name, compilers keep the last.
        for passage in {passage.name: passage for passage in archive.passages}.values():
            self._sort(passage)
        kept = {id(passage) for passage in {passage.name: passage for passage in archive.passages}.values()}
        self.twice = [passage for passage in archive.passages if id(passage) not in kept]
        if not any(self._is_scene(name) for name in self.passages):
            raise BrokenSource(1, "there are no passages to play")
        self.bodies = {name: self._read(passage) for name, passage in self.passages.items()}
        self.start = self._start()
        self.includes = Includes(self.passages, self.bodies, self.around, self.start, self._is_scene)
        self.bodies = self.includes.put_in_place()
        self.types = self._types()
        self.initial: dict[SourceVariable, Literal | Collection] = {}

    # ------------------------------------------------------------ passages

    def _sort(self, passage: Passage) -> None:
        """Find out what a passage is for."""
        name, tags = passage.name, {tag.lower() for tag in passage.tags}
        script = next((what for tag, what in SCRIPTS.items() if tag in tags), None)
        if script is not None:
            self.scripts.append(passage)
            self.counts[f"{script}, left out"] += 1
        elif tags & {"twine.private", "annotation"}:
            self.counts["private passages, left out"] += 1
        elif name in INFORMATION:
            self.information[name] = passage
        else:
            self.passages[name] = passage
            if name in BEFORE or tags & {"startup"}:
                self.startups.append(passage)
            if name in AROUND or tags & {"header", "footer"}:
                self.around.append((AROUND.get(name, int("footer" in tags)), name))

    def _is_scene(self, name: str) -> bool:
        passage = self.passages[name]
        return passage not in self.startups and name not in {around for _, around in self.around}

    def _start(self) -> str:
        if self.archive.start in self.passages:
            return self.archive.start
        if "Start" in self.passages:
            return "Start"
        return next(name for name in self.passages if self._is_scene(name))

    def _read(self, passage: Passage) -> Body:
        try:
            body = READERS[self.format](passage.text.strip("\n"), passage.line)
        except BrokenSource as problem:
            raise BrokenSource(problem.line, problem.message, passage.file) from problem
        return without_breaks(body) if "nobr" in passage.tags else body

    # ------------------------------------------------------------ variables

    def _types(self) -> Types:
        given = [one for body in self.bodies.values() for one in given_in(body)]
        uses = [value for body in self.bodies.values() for value in values_in(body)]
        return inferred(given, uses, {})

    def variable(self, variable: SourceVariable) -> str:
        """A variable's name in the story."""
        return self.names.of("variable", f"{'_' if variable.temporary else ''}{variable.name}", variable.name)

    def member(self, text: str) -> str:
        """The name of a text in a list."""
        return self.names.of("member", text, text.lower() if " " in text else text)

    def scene(self, name: str) -> str | None:
        """The scene that a passage becomes; None if there is no such passage."""
        if self.format != "harlowe" and name not in self.passages:
            # The others do not mind blanks around a passage's name.
            name = name.strip()
        if name not in self.passages:
            return None
        wanted = name.lower() if " " in name or name.istitle() else name
        return self.names.of("scene", name, wanted)

    def coder(self, passage: str) -> Coder:
        """Writes the expressions of a passage."""

        def place(name: str) -> str:
            if name == passage:
                raise Unsayable("whether this passage itself was visited before")
            scene = self.scene(name or passage)
            if scene is None:
                raise Unsayable(f"there is no passage `{name}`")
            return scene

        return Coder(self.types, self.variable, self.member, place, truthy=self.format != "harlowe")

    # ------------------------------------------------------------ the draft

    def draft(self, file: str) -> out.Draft:
        """The whole story."""
        for name in self.passages:
            if self._is_scene(name):
                self.scene(name)
        prologue = self._prologue()
        around: dict[int, tuple[Node, ...]] = {0: (), 1: ()}
        for place, name in self.around:
            shown = TwineInclude(name, self.passages[name].line, name)
            around[place] += (shown,) if name in self.includes.visitable else self.includes.included(shown, ())
        links = [node for body in self.bodies.values() for node in nodes_of(body) if isinstance(node, TwineLink)]
        used_up = Counter(link.target for link in links if link.kind == "once")
        story = PassageContext(
            self.coder,
            self.scene,
            self._new_name,
            self._count,
            lambda variable: not variable.temporary,
            lambda value: self.format == "sugarcube" and value not in self.types.of,
            lambda value: self.format == "harlowe" and self.types.type_of(value) == TRUTH,
            self._is_plain,
            lambda target: used_up[target],
        )
        scenes: dict[str, list[out.DraftScene]] = {"": []}
        for name, body in self.bodies.items():
            made = scenes.setdefault(self.passages[name].file, [])
            if name in self.includes.visitable:
                made.append(self._visited(story, name))
            elif self._is_scene(name) and not self._is_only_shown(name):
                whole = (*around[0], *body, Words("\n"), *around[1]) if around[1] else (*around[0], *body)
                made.append(self._scene(story, name, whole))
        first = self.scene(self.start) or ""
        if prologue:
            first = self._new_name("beginning")
            statements = PassageWriter(story, self.start).write((*prologue, TwineGoto(self.start, 0, "")))
            scenes[""].insert(0, out.DraftScene(first, statements))
        main = scenes.pop("")
        entries = self._entries(story, first if not main or main[0].name != first else "")
        declarations = [*self._declarations(), *self._scripts()]
        others = [out.File(self._file(one), tuple(made)) for one, made in scenes.items() if made]
        includes = tuple(other.name for other in others)
        whole_file = out.File(file, tuple(main), tuple(declarations), entries, includes)
        return out.Draft([whole_file, *others], dict(self.counts))

    def _file(self, source: str) -> str:
        """The story file for a file of the source, in the same folder."""
        *folders, name = source.split("/")
        parts = [slug(part) or "files" for part in folders]
        stem = self.names.of("file", source, f"file {name.rpartition('.')[0]}")
        return "/".join([*parts, f"{stem.removeprefix('file_') or stem}.story"])

    def _is_only_shown(self, name: str) -> bool:
        """Whether a passage stands in others only, where its text is now."""
        if name == self.start:
            return False
        shown = any(
            name in includes_in(READERS[self.format](one.text, one.line))
            for one in self.archive.passages
            if name in one.text and one.name in self.passages
        )
        gone_to = any(name in targets_in(body) for body in self.bodies.values())
        return shown and not gone_to and not any(name in includes_in(body) for body in self.bodies.values())

    def _scene(self, story: PassageContext, name: str, body: Body) -> out.DraftScene:
        scene = self.scene(name)
        assert scene is not None
        tags = tuple(tag for tag in self._tags(name))
        return out.DraftScene(scene, PassageWriter(story, name).write(body), tags=tags)

    def _visited(self, story: PassageContext, name: str) -> out.DraftScene:
        writer = PassageWriter(story, name)
        flow = FlowWriter(writer, Menu())
        flow.body(self.bodies[name], "", frozenset())
        flow.flush()
        scene = self.scene(name)
        assert scene is not None
        return out.DraftScene(
            scene, (*writer.lets, *flow.menu.lets, *flow.out, out.DraftBreak(), out.DraftMove(out.Back()))
        )

    def _tags(self, name: str) -> Iterable[str]:
        for tag in self.passages[name].tags:
            made = tag_of(tag.replace(":", "-").replace("=", "-"))
            if made and tag.lower() not in ("nobr", "startup", "header", "footer"):
                yield made

    def _is_plain(self, text: str) -> bool:
        """Whether a text shows as it is where it is printed: it holds no markup."""
        try:
            return all(isinstance(node, Words) for node in READERS[self.format](text, 1)) and "[[" not in text
        except BrokenSource:
            return False

    def _new_name(self, wanted: str) -> str:
        return self.names.new(wanted)

    def _count(self, what: str) -> None:
        self.counts[what] += 1

    def _prologue(self) -> tuple[Node, ...]:
        """What happens before the first passage. Plain values at its beginning are those of declarations."""
        rest: list[Node] = []
        for passage in self.startups:
            for node in self.bodies[passage.name]:
                if isinstance(node, Words) and not node.text.strip():
                    continue
                if isinstance(node, TwineAssign) and not rest and self._is_initial(node):
                    continue
                rest.append(node)
        return tuple(rest) if any(not isinstance(node, Words) for node in rest) else ()

    def _is_initial(self, node: TwineAssign) -> bool:
        given = list(given_in((node,)))
        flat = list(flattened(given))
        for one in flat:
            if one.operator == "=" and self.types.of.get(one.variable) == SET and isinstance(one.value, Collection):
                continue
            fits = isinstance(one.value, Literal) and self.types.type_of(one.value) == self.types.of.get(one.variable)
            if one.operator != "=" or one.variable.temporary or one.variable in self.types.mixed or not fits:
                return False
            if isinstance(one.value, Literal) and isinstance(one.value.value, str):
                if not self._is_plain(one.value.value):
                    return False
                try:
                    quoted(one.value.value)
                except Unsayable:
                    return False
        for one in flat:
            if isinstance(one.value, Literal | Collection):
                self.initial[one.variable] = one.value
        return bool(flat)

    def _declarations(self) -> list[out.Statement]:
        """A `var` for each variable, in the order in which the source sets them."""
        found: list[out.Statement] = []
        for variable, kind in self.types.of.items():
            if variable.temporary:
                continue
            name = self.variable(variable)
            value = self.initial.get(variable)
            if kind == SET:
                members = [self._declared_member(text) for text in self.types.members.get(variable, {})]
                if not members:
                    found.append(out.Todo("a list that nothing is ever put into", source=f"${variable.name}"))
                    continue
                begin = value.items if isinstance(value, Collection) else ()
                held = ", ".join(self.member(str(one.value)) for one in begin if isinstance(one, Literal))
                found.append(out.Declaration(f"var {name}: set of {', '.join(members)}{f' = {held}' if held else ''}"))
                continue
            code = (
                DEFAULTS[kind] if value is None else Coder(self.types, self.variable, self.member, str).code(value)[0]
            )
            typed = ": text" if kind == TEXT else ""
            found.append(out.Declaration(f"var {name}{typed} = {code.strip('()') if kind == NUMBER else code}"))
        return found

    def _declared_member(self, text: str) -> str:
        name = self.member(text)
        return name if name == text else f"{name} {quoted(text)}"

    def _scripts(self) -> list[out.Statement]:
        """What is marked at the top: passages that are no part of a story, or that another one hides."""
        found: list[out.Statement] = []
        for passage in self.twice:
            found.append(out.Todo("another passage has this name, and counts", source=passage.name, line=passage.line))
        for passage in self.scripts:
            tags = {tag.lower() for tag in passage.tags}
            if tags & {"script", "widget"}:
                what = "widget" if "widget" in tags else "script"
                found.append(out.Todo(f"a {what} is no part of a story", source=passage.name, line=passage.line))
        return found

    def _entries(self, story: PassageContext, start: str) -> tuple[tuple[str, str], ...]:
        entries = [("title", self.archive.title)]
        author = self.information.get("StoryAuthor")
        if author is not None and author.text.strip():
            entries.append(("author", " ".join(author.text.split())))
        if re.fullmatch(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", self.archive.ifid):
            entries.append(("ifid", self.archive.ifid.upper()))
        if start:
            entries.append(("start", start))
        caption = self.information.get("StoryCaption")
        if caption is not None:
            body = without_breaks(self._read(caption))
            flow = FlowWriter(PassageWriter(story, self.start), Menu())
            text = flow.inline(body) if is_inline(body) else ()
            if text and not flow.todos:
                entries.append(("status", prose_line(text)))
            else:
                self.counts["side bars, left out"] += 1
        for name in self.information:
            if name not in ("StoryAuthor", "StoryCaption"):
                self.counts["passages for the page around the story, left out"] += 1
        return tuple(entries)
