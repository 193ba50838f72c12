"""docs/contributing.md says what a new block takes, and a new function: that is tried, in a copy of the engine.

The block is `~ while`; the functions are one of numbers, whose row is that of the page, one of texts and one that draws.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

CLASS = '''
@dataclass(frozen=True, slots=True)
class While(BlockStatement):
    """`~ while condition:`, with its block."""

    word = "while"
    at: int
    end: int
    condition: Expression
    body: Body = ()

    @property
    def blocks(self) -> tuple[Body, ...]:
        """Its block."""
        return (self.body,)

    @property
    def conditions(self) -> tuple[Expression, ...]:
        """As long as it holds, the block is gone through."""
        return (self.condition,)

    def with_blocks(self, blocks: Sequence[Body]) -> While:
        """The same with another block."""
        return replace(self, body=blocks[0])

'''
READ = """
        if word == "while" and rest.endswith(":"):
            stop = self.reader.end_of_expression(begin, end, ":")
            return "BLOCK", While(at, end, self.reader.expression(begin, stop))
"""
LOWERED = """
            if isinstance(statement, While):
                head, goto = self.segments.add(()), nodes.Goto(self.segments.queue(statements, position, _known(after)))
                body = tuple(self.lower(statement.body, 0, nodes.Goto(head)))
                case = nodes.Case(self.at(statement.at), self.text.code(statement.condition), body)
                self.segments.operations[head] = (nodes.Branch((case,), (goto,)),)
                return [*operations, nodes.Goto(head)]
"""
# Before which row they are put, and what tells of them.
CAPITAL = '    BuiltIn("capital"'
TOLD = (
    "program/test_functions.py",
    "web/test_runtime.py",
    "proof/test_functions_of_draws.py",
    "check/test_near_forms.py",
)
ROWS = """    BuiltIn("reverse", (TEXT,), TEXT, lambda text: text[::-1], _any_number, ("reverse(text)",), "the text turned round",
            yields=True, version=3, javascript="(text) => [...text].reverse().join('')", also_called=("backwards",)),
    BuiltIn("dice", (NUMBER,), NUMBER, None, _any_number, ("dice(sides)",), "a number from 1 to `sides`",
            yields=True, draws=True, expands=lambda sides: _apply("random", 1, sides)),
"""
# A file, what stands there, and what is put before it.
ADDED = [
    ("syntax/tree.py", "\n@dataclass(frozen=True, slots=True)\nclass Jump:\n", CLASS),
    ("syntax/tree.py", "    | Do\n", "    | While\n"),
    ("syntax/logic.py", '        if word in FORM_WORDS and rest == ":":\n', READ),
    ("syntax/logic.py", "from engine.syntax.tree import ", "from engine.syntax.tree import While\n"),
    ("compile/scenes.py", "            if isinstance(statement, (If, Vary)):\n", LOWERED),
    ("compile/scenes.py", "from engine.syntax.tree import (\n", "from engine.syntax.tree import While\n"),
    ("compile/scenes.py", "Ask, For, Point)", "While, "),
]
STORY = """var n: 0..10 = 0
claim never n == 4

def least(k: 0..5):
    ~ let r = 0
    ~ while   k > r:
        ~ r += 1
    ~ return r

== a
Counting.
~ while n < 3:
    ~ n += 1
    Now {n}.
    + Go on.
        Going.
    + Stop. -> end
~ let x = least(4)
Done {x}.
-> end
"""
PLAY = """
import sys, engine
from engine.cli.main import main
code = main(["check", sys.argv[1]])
session = engine.load(sys.argv[1]).start(seed=1)
while not session.over:
    session.choose(0)
print(*[one.text for one in session.text], len(session.path), code)
main(["format", sys.argv[1]])
"""


def test_every_file_that_is_named_is_there(root: Path) -> None:
    guide = (root / "docs" / "contributing.md").read_text(encoding="utf-8")
    named = {name for name in re.findall(r"`([\w./-]+\.(?:py|js|json|lark))`", guide) if "NAME" not in name}
    assert len(named) > 60
    files = [
        "/" + path.relative_to(root).as_posix()
        for top in ("engine", "tests", "docs")
        for path in (root / top).rglob("*.*")
    ]
    assert [name for name in sorted(named) if not any(path.endswith("/" + name) for path in files)] == []


def test_a_block_takes_three_files(root: Path, tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("vscode", "web", "importers", "exporters", "lsp", "terminal")
    shutil.copytree(root / "engine", tmp_path / "engine", ignore=ignored)
    guide = (root / "docs" / "contributing.md").read_text(encoding="utf-8")
    files = list(dict.fromkeys(name for name, _, _ in ADDED))
    assert len(files) <= 8
    for name in files:
        assert f"`engine/{name}`" in guide
    for name, stands, added in ADDED:
        file = tmp_path / "engine" / name
        text = file.read_text(encoding="utf-8")
        assert text.count(stands) == 1, f"{name}: {stands}"
        file.write_text(text.replace(stands, added + stands), encoding="utf-8")
    story = tmp_path / "story.story"
    story.write_text(STORY, encoding="utf-8")
    command = [sys.executable, "-c", PLAY, str(story)]
    played = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert "no errors; every play checked (4 states, 1 claim proved)" in played.stdout, played.stdout + played.stderr
    assert "Going. Done 4. 3 0\n" in played.stdout
    assert "    ~ while k > r:\n" in story.read_text(encoding="utf-8")


def test_a_function_takes_one_row(root: Path, tmp_path: Path) -> None:
    copied = shutil.ignore_patterns(
        "__pycache__", "node_modules", "cases", "diagnostics", "screens", "mutants", "slips"
    )
    for name in ("engine", "docs", "tests"):
        shutil.copytree(root / name, tmp_path / name, ignore=copied)
    shutil.copy(root / "pyproject.toml", tmp_path)
    guide = (root / "docs" / "contributing.md").read_text(encoding="utf-8")
    [row] = re.findall(r"```python\n(BuiltIn\(.*?\n\))\n```", guide, re.DOTALL)
    table = tmp_path / "engine" / "program" / "functions.py"
    text = table.read_text(encoding="utf-8")
    assert text.count(CAPITAL) == 1
    table.write_text(text.replace(CAPITAL, f"{row},\n{ROWS}{CAPITAL}"), encoding="utf-8")
    story = tmp_path / "asked.story"
    story.write_text("var n = 1\n== a\n{signum(n)}\n-> end\n", encoding="utf-8")

    def run(*command: str) -> str:
        paths = {**os.environ, "PYTHONPATH": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, *command],
            cwd=tmp_path,
            env=paths,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        return done.stdout + done.stderr

    assert run("docs/make_functions.py") == ""
    told = run(
        "-m", "pytest", "-q", "-p", "no:xdist", "-k", "sign or reverse or dice", *(f"tests/{one}" for one in TOLD)
    )
    assert re.search(r"^(\d+) passed", told, re.MULTILINE) and "failed" not in told, told
    assert all(f"`{one}`" in (tmp_path / "docs" / "language.md").read_text() for one in ("sign(n)", "dice(sides)"))
    assert "write `sign(n)`" in run("-m", "engine", "check", str(story))
