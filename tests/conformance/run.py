"""Runs all cases against a driver, and says where it differs.

    python tests/conformance/run.py [--cases NAME] node my_driver.mjs

With `--cases`, only those whose names begin so: `--cases whole` is a good beginning. Needs nothing but Python; the command is started once and spoken to by lines of JSON (README.md).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
Ask = Callable[[dict[str, Any]], Any]


def cases(begin: str = "") -> list[Path]:
    """The folders of all cases, or of those whose names begin so."""
    return sorted(path.parent for path in HERE.glob("cases/*/play.json") if path.parent.name.startswith(begin))


def refusals(begin: str = "") -> list[Path]:
    """The programs that are to be refused; of some cases only, none."""
    return sorted(HERE.glob("refused/*.json")) if "refused".startswith(begin) else []


def taken(program: Path, ask: Ask) -> Iterator[str]:
    """What a runtime answers where it should refuse a program, unless it does."""
    answer = ask({"load": json.loads(program.read_text(encoding="utf-8"))})
    if answer != {"error": "program"}:
        yield f"load: {json.dumps(answer)[:200]}, should be refused"


def differences(case: Path, ask: Ask) -> Iterator[str]:
    """Where a runtime differs from a case."""
    play = json.loads((case / "play.json").read_text(encoding="utf-8"))
    answer = ask({"load": json.loads((case / "program.json").read_text(encoding="utf-8"))})
    if answer != {"loaded": True}:
        yield f"load: {answer}"
        return
    begin = {key: play[key] for key in ("seed", "host", "scene", "variables") if key in play}
    requests = [{"start": begin}, *play["inputs"]]
    for number, (request, expected) in enumerate(zip(requests, play["turns"], strict=True)):
        answer = ask(request)
        if answer != expected:
            yield f"turn {number} ({json.dumps(request)[:80]}): {first_difference(answer, expected)}"
            return


def first_difference(answer: Any, expected: Any, at: str = "") -> str:
    """The first place where two values differ."""
    if isinstance(answer, dict) and isinstance(expected, dict) and answer.keys() == expected.keys():
        key = next(key for key in answer if answer[key] != expected[key])
        return first_difference(answer[key], expected[key], f"{at}.{key}")
    if isinstance(answer, list) and isinstance(expected, list) and len(answer) == len(expected):
        place = next(place for place in range(len(answer)) if answer[place] != expected[place])
        return first_difference(answer[place], expected[place], f"{at}[{place}]")
    return f"{at or 'all'} is {json.dumps(answer)[:200]}, should be {json.dumps(expected)[:200]}"


def main(command: list[str]) -> int:
    """Run the cases; 1 if one differs."""
    begin = ""
    if command[:1] == ["--cases"]:
        begin, command = command[1], command[2:] or [sys.executable, str(HERE / "driver.py")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdin is not None and process.stdout is not None

    def ask(request: dict[str, Any]) -> Any:
        process.stdin.write(json.dumps(request) + "\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
        line = process.stdout.readline()  # type: ignore[union-attr]
        if not line:
            raise SystemExit("the driver has ended")
        return json.loads(line)

    count = failed = 0
    for chosen, judge in ((cases(begin), differences), (refusals(begin), taken)):
        for case in chosen:
            count += 1
            for difference in judge(case, ask):
                print(f"{case.name}: {difference}")
                failed += 1
    print(f"{count} cases, {failed} differ")
    process.stdin.close()
    process.wait(10)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or [sys.executable, str(HERE / "driver.py")]))
