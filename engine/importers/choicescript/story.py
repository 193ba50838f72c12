"""Puts a ChoiceScript game together: its scenes in files of their own, its variables, its labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from engine.importers.builder import tree as out
from engine.importers.builder.names import BuilderNames
from engine.importers.builder.text import prose_line
from engine.importers.choicescript.commands import SceneContext
from engine.importers.choicescript.expressions import Scope, read_setting, read_several, read_value
from engine.importers.choicescript.files import STATS, read_scenes, scenes_named_in
from engine.importers.choicescript.scene import SceneWriter
from engine.importers.choicescript.text import TextReader
from engine.importers.choicescript.tree import (
    Chart,
    ListCommand,
    PlainCommand,
    ProseLine,
)
from engine.importers.choicescript.walk import walk
from engine.importers.values.code import Coder, quoted
from engine.importers.values.tree import Literal, SourceCall, SourceVariable, Unsayable, Value
from engine.importers.values.types import NUMBER, TEXT, TRUTH, AssignedValue, Types, inferred, parts

DEFAULTS = {NUMBER: "0", TEXT: '""', TRUTH: "false"}
FAIR = (
    "// ChoiceScript's fairmath: what is added grows smaller the nearer to 100, what is taken the nearer to 0.",
    "def {add}(n, by) = min(n + by * (100 - n) / 100, 99) if by > 0 else max(n - -by * n / 100, 1)",
    "def {sub}(n, by) = {add}(n, -by)",
)


class Game:
    """A game on its way."""

    def __init__(self, startup: Path) -> None:
        self.folder = startup.parent
        self.first = startup.stem.lower()
        self.scenes = read_scenes(startup)
        self.counts: Counter[str] = Counter()
        self.names = BuilderNames()
        self.order = self._order()
        self.points = {file: self._points(file) for file in self.scenes}
        self.temps = {file: self._temps(file) for file in self.scenes}
        self.values = list(self._values())
        self.types = self._types()
        self.graph = {file: set(self._leads_to(file)) for file in self.scenes}

    def _order(self) -> list[str]:
        """The scenes in the order in which `*finish` goes through them."""
        listed: list[str] = []
        for node in self.scenes[self.first]:
            if isinstance(node, ListCommand) and node.name == "scene_list":
                listed = [name for name in scenes_named_in((node,)) if name in self.scenes]
        return listed if self.first in listed else [self.first, *listed]

    # ------------------------------------------------------------ places

    def _points(self, file: str) -> dict[str, str]:
        """The labels of a scene that something goes to, with the names of their points."""
        wanted = {
            data.split()[0].lower()
            for node in walk(self.scenes[file])
            if isinstance(node, PlainCommand) and node.name in ("goto", "gosub") and (data := node.data).split()
        }
        for body in self.scenes.values():
            for node in walk(body):
                if isinstance(node, PlainCommand) and node.name in ("goto_scene", "gosub_scene", "redirect_scene"):
                    words = node.data.lower().split()
                    if len(words) > 1 and words[0] == file:
                        wanted.add(words[1])
        commands = [node for node in walk(self.scenes[file]) if isinstance(node, PlainCommand)]
        labels = [node.data.lower() for node in commands if node.name == "label"]
        return {label: self.names.of("label", f"{file} {label}", label) for label in labels if label in wanted}

    def scene(self, file: str) -> str | None:
        """The scene that a file becomes."""
        return self.names.of("scene", file) if file in self.scenes else None

    def target(self, file: str, label: str) -> str | None:
        """A scene, or `scene.point`."""
        file, label = file.lower(), label.lower()
        scene = self.scene(file)
        if scene is None or not label:
            return scene
        point = self.points[file].get(label)
        return f"{scene}.{point}" if point else None

    def next_scene(self, file: str) -> str | None:
        """The scene behind another one in the list."""
        following = self._next_file(file)
        return None if following is None else self.scene(following)

    def _next_file(self, file: str) -> str | None:
        if file not in self.order or file == self.order[-1]:
            return None
        following = self.order[self.order.index(file) + 1]
        return None if following == STATS else following

    def parameters(self, file: str, label: str) -> tuple[str, ...]:
        """What `*params` behind a label, or at the beginning of a scene, names."""
        nodes = [node for node in walk(self.scenes.get(file.lower(), ())) if isinstance(node, PlainCommand | ProseLine)]
        begin = 0
        if label:
            begin = next((i + 1 for i, node in enumerate(nodes) if _is_label(node, label.lower())), len(nodes))
        for node in nodes[begin:]:
            if isinstance(node, PlainCommand) and node.name == "params":
                return tuple(node.data.lower().split())
            if not (isinstance(node, PlainCommand) and node.name == "comment"):
                break
        return ()

    def _leads_to(self, file: str) -> Iterator[str]:
        for node in walk(self.scenes[file]):
            match node:
                case PlainCommand("goto_scene" | "gosub_scene" | "redirect_scene", data) if data:
                    yield data.split()[0].lower()
                case PlainCommand("restart"):
                    yield self.first
                case _:
                    pass
        following = self._next_file(file)
        if following is not None:
            yield following

    def comes_back(self, file: str) -> bool:
        """Whether a play can begin a scene a second time."""
        seen: set[str] = set()
        waiting = list(self.graph[file])
        while waiting:
            name = waiting.pop()
            if name == file:
                return True
            if name in self.graph and name not in seen:
                seen.add(name)
                waiting += self.graph[name]
        return False

    # ------------------------------------------------------------ variables

    def _values(self) -> Iterator[tuple[str, AssignedValue]]:
        """What variables are given, with the kind of command."""
        for file, body in self.scenes.items():
            for node in walk(body):
                if isinstance(node, PlainCommand):
                    yield from _given_by(node, self.scope(file))

    def _temps(self, file: str) -> frozenset[str]:
        """The names that a scene has for itself."""
        found: set[str] = set()
        for node in walk(self.scenes[file]):
            match node:
                case PlainCommand("temp", data) if data:
                    found.add(data.split()[0].lower())
                case PlainCommand("params", data):
                    found |= set(data.lower().split())
                case _:
                    pass
        return frozenset(found)

    def scope(self, file: str) -> Scope:
        """What a name means in a scene: a temporary variable is another one in each."""
        temps = self.temps.get(file.lower(), frozenset())
        return lambda name: SourceVariable(f"{file.lower()}|{name}" if name in temps else name)

    def _types(self) -> Types:
        given = [one for _, one in self.values]
        for file in self.scenes:
            for node in walk(self.scenes[file]):
                if isinstance(node, PlainCommand) and node.name in ("gosub", "gosub_scene"):
                    given += self._arguments(file, node)
        return inferred(given, [], {})

    def _arguments(self, file: str, node: PlainCommand) -> Iterator[AssignedValue]:
        words = node.data.split()
        scene = node.name == "gosub_scene"
        if len(words) < (3 if scene else 2):
            return
        names = self.parameters(words[0] if scene else file, words[1] if scene else words[0])
        try:
            values = read_several(" ".join(words[2:] if scene else words[1:]), self.scope(file))
        except Unsayable:
            return
        inner = self.scope(words[0] if scene else file)
        for name, value in zip(names, values, strict=False):
            yield AssignedValue(inner(name), "=", value)

    def variable(self, variable: SourceVariable) -> str:
        """A variable's name in the story."""
        return self.names.of("variable", variable.name, variable.name.rpartition("|")[2])

    # ------------------------------------------------------------ the draft

    def draft(self) -> out.Draft:
        """The whole game."""
        for file in self.scenes:
            if file != STATS:
                self.scene(file)

        def place(name: str) -> str:
            return self.names.of("function", name, "fair_add" if name == "fairadd" else "fair_subtract")

        coder = Coder(self.types, self.variable, self.variable_named, place)
        first = self.scene(self.first)
        assert first is not None, "it is the file that was read"
        story = SceneContext(
            coder,
            first,
            self.variable,
            self.target,
            self.next_scene,
            self.parameters,
            self.names.new,
            self._count,
            self.comes_back,
            lambda file: file == self.first and not self.comes_back(file),
            self.scope,
        )
        files: list[out.File] = []
        gone_to = {name for file, names in self.graph.items() if file != STATS for name in names}
        for file, body in self.scenes.items():
            if file == STATS and file not in gone_to:
                continue
            scene = self.scene(file)
            assert scene is not None
            writer = SceneWriter(story, file, self.points[file])
            files.append(out.File(f"{file}.story", (out.DraftScene(scene, writer.write(body)),)))
        main = files[0]
        files[0] = out.File(
            main.name,
            main.scenes,
            tuple(self._declarations(coder)),
            self._entries(coder),
            tuple(file.name for file in files[1:]),
        )
        return out.Draft(files, {what: count for what, count in self.counts.items() if what != "lists of scenes"})

    def variable_named(self, text: str) -> str:
        """ChoiceScript has no lists with names."""
        raise Unsayable("lists have no counterpart here")

    def _count(self, what: str) -> None:
        self.counts[what] += 1

    def _declarations(self, coder: Coder) -> list[out.Statement]:
        found: list[out.Statement] = []
        begin: dict[SourceVariable, Value] = {}
        for kind, one in self.values:
            if kind == "create":
                begin.setdefault(one.variable, one.value)
        for variable, kind in self.types.of.items():
            if variable.name.startswith("implicit_control_flow"):
                continue
            value = begin.get(variable)
            code = DEFAULTS.get(kind, "0")
            if isinstance(value, Literal) and self.types.type_of(value) == kind:
                try:
                    code = quoted(value.value) if isinstance(value.value, str) else coder.code(value)[0].strip("()")
                except Unsayable as problem:
                    found.append(out.Todo(str(problem), source=f"*create {variable.name}"))
            typed = ": text" if kind == TEXT else ""
            found.append(out.Declaration(f"var {self.variable(variable)}{typed} = {code}"))
        if any(
            isinstance(part, SourceCall) and part.function in ("fairadd", "fairsub")
            for _, one in self.values
            for part in parts(one.value)
        ):
            names = {"add": coder.place("fairadd"), "sub": coder.place("fairsub")}
            found += [out.DraftBreak(), out.Comment(FAIR[0].removeprefix("// "))]
            found += [out.Declaration(line.format(**names)) for line in FAIR[1:]]
        return found

    def _entries(self, coder: Coder) -> tuple[tuple[str, str], ...]:
        entries: list[tuple[str, str]] = []
        for name in ("title", "author", "ifid"):
            for node in self.scenes[self.first]:
                if isinstance(node, PlainCommand) and node.name == name and node.data:
                    entries.append((name, node.data.upper() if name == "ifid" else node.data))
                    break
        if not entries or entries[0][0] != "title":
            entries.insert(0, ("title", self.folder.name if self.folder.name not in ("scenes", "") else "Untitled"))
        entries.append(("start", self.scene(self.first) or ""))
        status = self._status(coder)
        if status:
            entries.append(("status", status))
        return tuple(entries)

    def _status(self, coder: Coder) -> str:
        """The charts of the page of statistics, as the line that a player always sees."""
        body = self.scenes.get(STATS)
        if body is None:
            return ""
        self.counts["page of statistics; its charts are the `status:` line"] += 1
        reader = TextReader(coder, lambda why, source: None)
        pieces: list[out.Piece] = []
        for node in walk(body):
            for row in node.rows if isinstance(node, Chart) else ():
                try:
                    shown = out.DraftShow(coder.code(SourceVariable(row.variable.lower()))[0])
                except Unsayable:
                    continue
                pieces += [", "] if pieces else []
                pieces += [*reader.read(row.label), " ", shown, *(["%"] if row.kind != "text" else [])]
        return prose_line(tuple(pieces)) if pieces else ""


def _is_label(node: object, label: str = "") -> bool:
    return isinstance(node, PlainCommand) and node.name == "label" and (not label or node.data.lower() == label)


def _given_by(node: PlainCommand, scope: Scope) -> Iterator[tuple[str, AssignedValue]]:
    try:
        match node.name:
            case "create" | "temp":
                name, _, rest = node.data.partition(" ")
                if name and rest.strip():
                    yield (
                        node.name,
                        AssignedValue(
                            (SourceVariable if node.name == "create" else scope)(name.lower()),
                            "=",
                            read_value(rest, scope),
                        ),
                    )
            case "set":
                variable, value = read_setting(node.data, scope)
                yield "set", AssignedValue(variable, "=", value)
            case "rand":
                words = read_several(node.data, scope)
                if len(words) == 3 and isinstance(words[0], SourceVariable):
                    yield "rand", AssignedValue(words[0], "=", SourceCall("random", (words[1], words[2])))
            case "input_text":
                yield "input", AssignedValue(scope(node.data.split()[0].lower()), "=", Literal(""))
            case "input_number":
                words = read_several(node.data, scope)
                low = words[1] if len(words) > 1 else Literal(0)
                if isinstance(words[0], SourceVariable):
                    yield "input", AssignedValue(words[0], "=", low if isinstance(low, Literal) else Literal(0))
            case _:
                pass
    except (Unsayable, IndexError):
        return
