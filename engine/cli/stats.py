"""Say a story in numbers: how much there is of it, how long a play is, what plays at random and saved paths see."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.characters import in_one_line, json_text
from engine.cli.exit_codes import FINE, INTERRUPTED
from engine.cli.numbers import MOST_SEED, seconds, whole
from engine.cli.stories import loaded
from engine.cli.watching import InterruptWatch

if TYPE_CHECKING:
    from engine.proof.statistics import Length, Numbers
    from engine.runtime.story import Story

MOST_LISTED = 12
COLUMN = 96
ENDLESS = "no bound: a play can go round"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap stats`."""
    parser.add_argument("story", nargs="?", metavar="STORY", help="a .story file; without one, the one in this folder")
    parser.add_argument("--runs", type=whole(0, 10**6), default=500, metavar="N", help="so many plays at random (500)")
    parser.add_argument(
        "--seed", type=whole(0, MOST_SEED), default=1, metavar="S", help="the seed of the first of them (1)"
    )
    parser.add_argument(
        "--seconds", type=seconds, default=5.0, metavar="T", help="explore it, and play it, for at most so long (5)"
    )
    parser.add_argument("--all", action="store_true", help="cut no list short")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the numbers."""
    from engine.proof.statistics import numbers_of

    story = loaded(arguments.story)
    with InterruptWatch("states explored", not arguments.json) as watching:
        numbers = numbers_of(story, arguments.runs, arguments.seed, arguments.seconds, watching.is_stopped)
    words_by = _words_by(story)
    if words_by["files"]:
        numbers["words"] = sum(words_by["files"].values())
    if arguments.json:
        print(json_text({**numbers, "words_by": words_by}, indent=2))
    else:
        for line in _told(numbers, words_by, None if arguments.all else MOST_LISTED):
            print(line)
    return INTERRUPTED if watching.stopped else FINE


def _words_by(story: Story) -> dict[str, dict[str, int]]:
    """The words of each file, scene and speaker; empty for a compiled program, which has no text of its own."""
    from engine.diagnostics import Report
    from engine.symbols.passages import passages_of
    from engine.syntax.parser import parse_file

    words: dict[str, Counter[str]] = {"files": Counter(), "scenes": Counter(), "speakers": Counter()}
    if story.path is not None and story.path.endswith(".story"):
        for one in passages_of(parse_file(story.path, Report())):
            if one.kind in ("name", "status"):
                continue  # no words of the story itself, as the outline counts them
            words["files"][one.source.name] += one.words
            if one.scene:
                words["scenes"][one.scene] += one.words
            if one.speaker is not None:
                words["speakers"][one.speaker] += one.words
    return {key: dict(counts.most_common()) for key, counts in words.items()}


def _told(numbers: Numbers, words_by: dict[str, dict[str, int]], most: int | None) -> Iterator[str]:
    """The lines for a person; lists of more than `most` are cut."""
    title = f"{in_one_line(numbers['title'])}: " if numbers["title"] else ""
    yield title + ", ".join(
        (
            _counted(numbers["words"], "word"),
            _counted(numbers["scenes"], "scene"),
            _counted(numbers["choices"], "choice"),
            _counted(numbers["endings"], "named ending"),
        )
    )
    for kind, counted in words_by.items():
        if len(counted) > (kind == "files"):
            yield ""
            yield f"words by {kind.removesuffix('s')}, the most first"
            for name, count in list(counted.items())[:most]:
                yield f"{count:>8,}  {in_one_line(name)}"
            yield from _rest(len(counted), most)
    yield ""
    yield from _lengths(numbers)
    if numbers["plays"]:
        yield ""
        yield from _seen(numbers, most)
    yield ""
    yield from _paths(numbers, most)


def _counted(count: int, one: str) -> str:
    return f"{count:,} {one}{'' if count == 1 else 's'}"


# ------------------------------------------------------------ lengths


def _lengths(numbers: Numbers) -> Iterator[str]:
    yield f"{'a play':<10}{'choices':>8}{'minutes':>10}"
    unknown = f"not known: not every play was explored ({_counted(numbers['states'], 'state')} seen)"
    yield _length("shortest", numbers["shortest"], "no play comes to an ending" if numbers["explored"] else unknown)
    yield _length("average", numbers["average"], "") + _average(numbers)
    yield _length("longest", numbers["longest"], ENDLESS if numbers["bound"] == "no bound" else unknown)


def _average(numbers: Numbers) -> str:
    """Of what the average is one."""
    many, ended, failed = numbers["plays"], numbers["ended"], numbers["failed"]
    if not many:
        return "not known: it was not played"
    endless = many - ended - failed
    lost = [f"{failed:,} fail"] if failed else []
    lost += [f"{endless:,} go on beyond 1,000 choices"] if endless else []
    if not ended:
        return f"not known: of {_counted(many, 'play')} at random {' and '.join(lost)}"
    return f"   of {_counted(ended, 'play')} at random" + (f"; {' and '.join(lost)}" if lost else "")


def _length(which: str, length: Length | None, missing: str) -> str:
    if length is None:
        return f"{which:<10}{missing}"
    minutes = "-" if length["minutes"] is None else length["minutes"]
    return f"{which:<10}{length['choices']:>8}{minutes:>10}"


# ------------------------------------------------------------ what is seen


def _seen(numbers: Numbers, most: int | None) -> Iterator[str]:
    """How likely each scene is, the least likely first, and how often each ending came."""
    paths = Counter(name for path in numbers["paths"] for name in path["scenes"])
    rare = sorted(numbers["seen"].items(), key=lambda one: one[1])
    yield "scenes seen in these plays, the least first"
    for name, share in rare[:most]:
        yield f"{share:>8.1%}  {in_one_line(name)}" + (f" (in {_counted(paths[name], 'saved path')})" if paths else "")
    yield from _rest(len(rare), most)
    ends = sorted(numbers["ends"].items(), key=lambda one: one[1])
    failed = numbers["failed"]
    if ends:
        yield "endings of these plays, the rarest first"
    for name, count in ends[:most]:
        yield f"{count / numbers['plays']:>8.1%}  {in_one_line(name) or '(without a name)'}"
    yield from _rest(len(ends), most)
    if failed:
        yield f"{_counted(failed, 'play')} failed: `nightcap explore` says where"


def _rest(count: int, most: int | None) -> Iterator[str]:
    if most is not None and count > most:
        yield f"          … and {count - most} more (--all lists them)"


# ------------------------------------------------------------ saved paths


def _paths(numbers: Numbers, most: int | None) -> Iterator[str]:
    """What each saved path covers, and what none of them does."""
    paths, uncovered = numbers["paths"], numbers["uncovered"]
    if not paths:
        yield "no saved path of this story lies beside it (*.path.json)"
        return
    endings = {path["ending"] for path in paths} - {None, ""}
    scenes, choices = ({name for path in paths for name in path[key]} for key in ("scenes", "choices"))
    covered = [
        f"{len(scenes)} of {len(scenes) + len(uncovered['scenes'])} scenes",
        f"{len(choices)} of {numbers['choices']} choices",
        f"{len(endings)} of {numbers['endings']} endings",
    ]
    yield f"{_counted(len(paths), 'saved path')} cover{'s' if len(paths) == 1 else ''} {', '.join(covered)}"
    for path in paths[:most]:
        covers = f"{_counted(len(path['scenes']), 'scene')}, {_counted(len(path['choices']), 'choice')}"
        end = "" if path["ending"] is None else f" -> {in_one_line(path['ending']) or 'end'}"
        yield f"  {in_one_line(path['file'])}: {covers}{end}"
        if path["problem"]:
            yield f"    {in_one_line(path['problem'])}"
    yield from _rest(len(paths), most)
    for key, names in uncovered.items():
        if names:
            yield f"{key} in none of them: {len(names)}"
            yield from _names(names, most)


def _names(names: list[str], most: int | None) -> Iterator[str]:
    """Names in lines, and how many more there are."""
    line = " "
    for number, name in enumerate(names):
        shown = in_one_line(name)
        if most is not None and number >= 2 * most:
            yield line
            yield f"  … and {len(names) - number} more (--all lists them)"
            return
        if len(line) + len(shown) > COLUMN and line.strip():
            yield line
            line = " "
        line += f" {shown}" + ("," if number + 1 < len(names) else "")
    yield line
