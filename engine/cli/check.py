"""Say everything that is wrong with stories: what is miswritten, and what goes wrong in any play of them.

With `--explore` or `--prove` a story without errors is explored, every state that any player can reach; Ctrl-C ends
that sooner and shows what is known by then.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.characters import in_one_line
from engine.cli.main import FINE, STORY_HAS_ERRORS, WRONG_USE
from engine.cli.stories import UnclearStory, show, story_meant
from engine.diagnostics import Diagnostic, counted, to_json
from engine.source import Source

if TYPE_CHECKING:
    from engine.proof.prove import Proof
    from engine.runtime.session import Story

SECONDS = 5.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `nightcap check`."""
    parser.add_argument(
        "stories", nargs="*", metavar="STORY", help="a .story file; without one, the one in this folder"
    )
    parser.add_argument("--json", action="store_true", help="print the findings as JSON, one list for all stories")
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings as well")
    parser.add_argument("--jobs", type=int, metavar="N", help="use so many processes (with --prove, one for each core)")
    parser.add_argument("--save", type=Path, metavar="FOLDER", help="save the plays that show what was found as paths")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--explore", action="store_true", help="explore every play, for five seconds at most")
    how.add_argument("--prove", action="store_true", help="explore every play, for as long as it takes")


def run(arguments: argparse.Namespace) -> int:
    """Check the stories; 1 if any has errors."""
    from engine.loading import check_file

    try:
        paths = [story_meant(name) for name in arguments.stories or [None]]
    except UnclearStory as error:
        print(f"nightcap check: {error}", file=sys.stderr)
        return WRONG_USE
    found: list[Diagnostic] = []
    sources: dict[str, Source] = {}
    proofs: list[Proof] = []
    for path in paths:
        diagnostics, own = check_file(path)
        sources |= own
        if (arguments.explore or arguments.prove) and not any(one.severity == "error" for one in diagnostics):
            proof = _explore(path, arguments)
            proofs.append(proof)
            diagnostics = [*diagnostics, *(one.diagnostic for one in proof.findings)]
        found += diagnostics
    if arguments.json:
        print(json.dumps(_as_json(found, proofs), ensure_ascii=False, indent=2))
    else:
        _print(found, sources, proofs, paths)
    severities = {one.severity for one in found}
    return STORY_HAS_ERRORS if "error" in severities or (arguments.strict and severities) else FINE


def _explore(path: Path, arguments: argparse.Namespace) -> Proof:
    from engine.loading import load
    from engine.proof.prove import prove

    def show_progress(states: int) -> None:
        print(f"\rexplored {states} states", end="", file=sys.stderr, flush=True)

    shown = not arguments.json and sys.stderr.isatty()
    seconds = None if arguments.prove else SECONDS
    jobs = arguments.jobs or ((os.cpu_count() or 1) if arguments.prove else 1)
    story = load(path)
    if jobs > 1:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(jobs) as executor:
            proof = prove(story, seconds, show_progress if shown else None, executor, jobs)
    else:
        proof = prove(story, seconds, show_progress if shown else None)
    if shown:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    if arguments.save is not None:
        _save(story, proof, arguments.save)
    return proof


def _save(story: Story, proof: Proof, folder: Path) -> None:
    """Save each play that a seed can bring about, up to its last step that does not fail."""
    from engine.paths.model import SavedPath
    from engine.proof.witness import replayed

    for number, finding in enumerate(proof.findings, 1):
        session = replayed(story, finding.witness) if finding.witness is not None else None
        if session is not None:
            folder.mkdir(parents=True, exist_ok=True)
            name = f"{finding.diagnostic.code}-{finding.diagnostic.span.line}-{number}.path.json"
            SavedPath.of(session).save(folder / name)


def _print(found: list[Diagnostic], sources: dict[str, Source], proofs: list[Proof], paths: list[Path]) -> None:
    show(found, sources, sys.stdout)
    if not found:
        names = ", ".join(path.name for path in paths)
        print(f"{names}: {counted(found)}")
    for proof in proofs:
        for verdict in proof.verdicts:
            states = f" ({verdict.states} states)" if verdict.result == "proved" and verdict.witness is None else ""
            print(f"  {verdict.result}: {in_one_line(verdict.text)}{states}")
        print(f"  {summary(proof)}")


def summary(proof: Proof) -> str:
    """What was explored, in one line."""
    seen = f"{proof.states} states in {proof.seconds:.1f} s"
    if proof.complete:
        return f"every state was explored: {seen}"
    return f"not every state was explored ({seen}): {'; '.join(proof.why)}"


def _as_json(found: list[Diagnostic], proofs: list[Proof]) -> list[dict[str, Any]]:
    """Findings, those of an exploration with the play that shows them; then verdicts as notes."""
    plays = {one.diagnostic: one.witness for proof in proofs for one in proof.findings}
    listed = [to_json(one) | ({"play": plays[one].to_json()} if plays.get(one) else {}) for one in found]  # type: ignore[union-attr]  # asked
    for proof in proofs:
        for verdict in proof.verdicts:
            note: dict[str, Any] = {
                "code": "verdict",
                "severity": "note",
                "message": f"{verdict.result}: {verdict.text}",
            }
            note |= verdict.span._asdict() if verdict.span is not None else {}
            listed.append(note | ({"play": verdict.witness.to_json()} if verdict.witness is not None else {}))
        listed.append({"code": "verdict", "severity": "note", "message": summary(proof)})
    return listed
