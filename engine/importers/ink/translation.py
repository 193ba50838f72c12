"""Puts an ink story together as a draft: a file for each file, scenes for knots and stitches, functions, variables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from engine.importers.builder.endings import falls_through
from engine.importers.builder.names import slug
from engine.importers.builder.tree import (
    Back,
    Body,
    Comment,
    Draft,
    DraftBreak,
    DraftMove,
    DraftPoint,
    DraftScene,
    End,
    File,
    Go,
    Logic,
    Statement,
    Todo,
)
from engine.importers.ink.bodies import BodyWriter
from engine.importers.ink.circles import Circles
from engine.importers.ink.file_declarations import declarations_of
from engine.importers.ink.functions import Functions
from engine.importers.ink.kinds import Inference
from engine.importers.ink.scopes import (
    InkScope,
    Label,
    ScopedVariable,
    Scopes,
    Untranslatable,
    all_expressions,
    inside,
    walk,
)
from engine.importers.ink.temporaries import temporaries_of
from engine.importers.ink.threads import Threads, parted, with_ends
from engine.importers.ink.tree import (
    Content,
    Divert,
    InkAssign,
    InkComment,
    InkName,
    InkStory,
    InkText,
    Newline,
    Node,
    Tag,
    Target,
)
from engine.importers.ink.typed_values import in_order, is_fixed, kind_of
from engine.importers.ink.values import Values
from engine.importers.ink.weave import begins_glued

# Kinds that the value of a declaration makes plain.
PLAIN = ("number", "truth", "text")
HEADER = ("title", "author", "language", "version")
DEFAULTS = {"number": "0", "truth": "false", "text": '""', "list": "none"}


class Translation:
    """One story on its way."""

    def __init__(self, story: InkStory, dead: frozenset[str] = frozenset()) -> None:
        self.story = story
        self.scopes = Scopes(story)
        # Labels that stand where nothing ever comes: of them, nothing is written; and those that are written.
        self.dead = dead
        self.written: set[str] = set()
        self.counts: Counter[str] = Counter()
        self.needs_leaving = False
        # Knots and stitches to which some divert or tunnel leads.
        self.gone_to: set[InkScope] = set()
        self._uses()
        self.inference = Inference(self.scopes)
        self.inference.run()
        self.functions = Functions(self)
        self.values = Values(self.scopes, self.inference, self.functions, lambda label: key_of(label) in self.dead)
        self.threads = Threads(self)
        self.circles = Circles(self.scopes)
        # Whether some line begins with `<>`: then a line that may show nothing must not stand in its way.
        self.glues_backwards = any(map(begins_glued, self._contents()))
        # Temporaries that are declared where they are first set; all others at the top of their scene.
        self.lets, self.tops = temporaries_of(self.scopes)

    def _contents(self) -> Iterator[Content]:
        for place in self.scopes.all_places():
            yield place.flow.content
            for node in walk(place.flow.content):
                yield from inside(node)

    def wrote(self, label: Label) -> None:
        """A label is in the story."""
        self.written.add(key_of(label))

    def dead_labels(self) -> frozenset[str]:
        """The labels that are asked for and were not written; to be asked when the draft is made."""
        labels = [one for place in self.scopes.all_places() for one in place.labels.values() if one.counted]
        return frozenset(key_of(one) for one in labels if key_of(one) not in self.written)

    # ------------------------------------------------------------ what is used how

    def _uses(self) -> None:
        for place in self.scopes.all_places():
            for node in walk(place.flow.content):
                if isinstance(node, Divert) and node.path:
                    self._gone_to(node, place)
            for part in all_expressions(place.flow.content):
                found = None
                if isinstance(part, InkName | Target):
                    is_variable = isinstance(part, InkName) and self.scopes.variable(part.path, place) is not None
                    found = None if is_variable else self.scopes.target(part.path, place)
                if isinstance(found, Label):
                    found.counted = True
                    if isinstance(part, Target):
                        found.jumped = True  # only of a point it is known when it was come to

    def _gone_to(self, node: Divert, place: InkScope) -> None:
        found = self.scopes.target(node.path, place)
        if isinstance(found, Label):
            found.jumped = True
        elif isinstance(found, InkScope) and node.kind == "thread":
            found.is_thread = True
        elif isinstance(found, InkScope):
            self.gone_to.add(found)

    def is_let(self, variable: ScopedVariable, node: InkAssign) -> bool:
        """Whether a setting of a temporary is its declaration."""
        return self.lets.get(id(node)) is variable

    def with_lets(self, place: InkScope, body: Body) -> Body:
        """A body with the temporaries that its blocks share declared at its top."""
        lets: list[Statement] = []
        for variable in self.tops.get(place, ()):
            try:
                kind = kind_of(variable)
                value = DEFAULTS.get(kind) or self._first_target(variable)
                if not is_fixed(variable):
                    lets.append(Logic(f"let {self.named(variable)} = {value}"))
            except Untranslatable as problem:
                lets.append(Todo(str(problem), source=f"temp {variable.name}"))
        return (*lets, *body)

    def _first_target(self, variable: ScopedVariable) -> str:
        return min(map(self.scopes.value_of, variable.targets))

    # ------------------------------------------------------------ types

    def declaration_of(self, variable: ScopedVariable) -> str:
        """A name with its type. Raises `Untranslatable`."""
        return f"{variable.out}: {self.type_of(variable)}"

    def named(self, variable: ScopedVariable) -> str:
        """A name for a declaration with a value, which may tell the type."""
        return variable.out if kind_of(variable) in PLAIN else self.declaration_of(variable)

    def type_of(self, variable: ScopedVariable) -> str:
        """The type of a variable. Raises `Untranslatable`."""
        kind = kind_of(variable)
        if kind == "list":
            members = self.members(variable.lists)
            if not members:
                raise Untranslatable(f"which list `{variable.name}` holds cannot be told")
            return f"set of {', '.join(members)}"
        if kind == "target":
            return " | ".join(self.scopes.value_of(one) for one in sorted(variable.targets))
        return {"number": "number", "truth": "true/false", "text": "text"}[kind]

    def members(self, lists: set[str]) -> list[str]:
        """The names of lists in the order in which ink shows them, with their words where those differ."""
        found = [
            (item.value, one, self.scopes.lists[one], item) for one in lists for item in self.scopes.lists[one].items
        ]
        found.sort(key=lambda entry: entry[:2])
        members = []
        for _, _, of, item in found:
            name = self.scopes.item_name(of, item)
            members.append(name if name == item.name else f'{name} "{item.name}"')
        return members

    # ------------------------------------------------------------ reporting

    def count(self, what: str) -> None:
        """Count something that the report tells."""
        self.counts[what] += 1

    def source(self, file: int, line: int) -> str:
        """A line of the source."""
        lines = self.story.lines[file]
        return " ".join(lines[line - 1].split()) if 0 < line <= len(lines) else ""

    def leaving(self) -> str:
        """The scene that does nothing but go back from the visit under way."""
        self.needs_leaving = True
        return self.scopes.names.of("scene", "->->", "leave")

    def top_of(self, place: InkScope) -> str:
        """The point at the beginning of a scene."""
        return self.scopes.names.of("top", place.path, f"{place.scene}_again")

    # ------------------------------------------------------------ putting together

    def draft(self) -> Draft:
        """The story as a draft."""
        names = self._file_names()
        scenes: dict[int, list[DraftScene]] = {number: [] for number in range(len(names))}
        entries, content = self._header(self.story.root.content)
        has_start = any(not isinstance(one, InkComment | Newline) for one in content)
        only = _only_divert(content)
        start = ""
        if only is not None:
            found = self.scopes.target(only.path, self.scopes.root)
            if isinstance(found, InkScope) and not found.flow.parameters and not found.flow.is_function:
                start, has_start = found.scene, False
        if has_start:
            self.story.root.content = content
            scenes[0] += self._scenes(self.scopes.root)
        for place in self.scopes.places.values():
            if not place.flow.is_function:
                scenes[place.flow.file] += self._scenes(place)
        for place in sorted(self.functions.scenes, key=lambda one: one.path):
            scenes[place.flow.file].append(self._scene(place, place.scene, place.flow.content, True))
        if self.needs_leaving:
            scenes[0].append(DraftScene(self.leaving(), (DraftMove(Back()),)))
        if not has_start and not start:
            nothing = Comment("Nothing stands before the first knot, so in ink nothing is ever shown.")
            scenes[0].insert(0, DraftScene(self.scopes.root.scene, (nothing, DraftMove(End()))))
        if start and (not scenes[0] or scenes[0][0].name != start):
            entries.append(("start", start))
        files = []
        for number, name in enumerate(names):
            includes = tuple(names[1:]) if number == 0 else ()
            declarations = declarations_of(self, number)
            files.append(
                File(name, tuple(scenes[number]), tuple(declarations), tuple(entries) if number == 0 else (), includes)
            )
        return Draft(files, dict(self.counts))

    def _file_names(self) -> list[str]:
        names: list[str] = []
        for written in self.story.files:
            path = PurePosixPath(written)
            parts = [slug(part) or "part" for part in path.parts[:-1]] + [slug(path.stem) or "story"]
            name, number = "/".join(parts), 1
            while name in names:
                number += 1
                name = "/".join(parts) + f"_{number}"
            names.append(name)
        return [f"{name}.story" for name in names]

    def _header(self, content: Content) -> tuple[list[tuple[str, str]], Content]:
        """The tags at the very beginning are those of the story: title and author go into the header."""
        entries: dict[str, str] = {}
        rest: list[Node] = []
        begins = True
        for node in content:
            begins = begins and isinstance(node, InkComment | Newline | Tag)
            if begins and isinstance(node, Tag) and all(isinstance(one, InkText) for one in node.content):
                words = "".join(one.text for one in node.content if isinstance(one, InkText))
                key, mark, value = words.partition(":")
                if mark and key.strip().lower() in HEADER and value.strip():
                    entries.setdefault(key.strip().lower(), value.strip())
                    continue
            rest.append(node)
        if "title" not in entries:
            stem = PurePosixPath(self.story.files[0]).stem.replace("_", " ").strip() or "Story"
            entries = {"title": stem[:1].upper() + stem[1:]} | entries
        return list(entries.items()), tuple(rest)

    def _scenes(self, place: InkScope) -> list[DraftScene]:
        """The scene of a knot or a stitch; two for a thread that prints and then offers choices."""
        if not place.is_thread:
            return [self._scene(place, place.scene, place.flow.content)]
        plan = self.threads.plan(place)
        if plan.text and plan.choices:
            before, choices = parted(place.flow.content)
            return [self._scene(place, plan.text, before, True), self._scene(place, plan.choices, choices)]
        return [self._scene(place, place.scene, place.flow.content, bool(plan.text))]

    def _scene(self, place: InkScope, name: str, content: Content, is_visited_thread: bool = False) -> DraftScene:
        writer = BodyWriter(self, place)
        writer.is_visited_thread = is_visited_thread
        body = list(self.with_lets(place, writer.body(content)))
        if place.is_thread and not is_visited_thread:
            body = list(with_ends(tuple(body), f"{name}_after"))
        if self.values.counting.needs_top(place):
            body.insert(0, DraftPoint(self.top_of(place)))
        comments = []
        while body and isinstance(body[0], Comment) and place.path:
            comment = body.pop(0)
            assert isinstance(comment, Comment)
            comments.append(comment.text)
        first = next(iter(place.stitches.values()), None)
        is_bare = all(isinstance(one, Comment | DraftBreak) for one in body)
        if is_bare and first is not None and not first.flow.parameters and place.path:
            body.append(DraftMove(Go(first.scene)))
        elif falls_through(tuple(body)):
            body += [DraftBreak(), DraftMove(Back() if is_visited_thread else End())]
        parameters: list[str] = []
        for one, _ in in_order(place, place.flow.parameters):
            try:
                parameters.append(self.declaration_of(place.locals[one.name]))
            except Untranslatable as problem:
                body.insert(0, Todo(str(problem), source=self.source(place.flow.file, place.flow.line)))
                parameters.append(place.locals[one.name].out)
        return DraftScene(name, tuple(body), parameters=tuple(parameters), comments=tuple(comments))


def key_of(label: Label) -> str:
    """A label and where it stands."""
    return f"{label.place.path}.{label.name}"


def _only_divert(content: Content) -> Divert | None:
    rest = [one for one in content if not isinstance(one, InkComment | Newline)]
    only = rest[0] if len(rest) == 1 else None
    is_plain = isinstance(only, Divert) and only.kind == "go" and not only.arguments
    return only if is_plain and isinstance(only, Divert) and only.path not in ("END", "DONE") else None
