"""Records plays of ink's cases with inkjs, into the files beside them: `make ink-plays`."""

import json
import subprocess
import sys
from pathlib import Path

from tests.importers.recording import PLAYED, write
from tests.importers.test_ink import SOURCES

HERE = Path(__file__).parent


def played(modules: str, turns: int, plays: int, sources: list[Path]) -> list[dict[str, object]]:
    """What inkjs plays of some sources; `modules` is a folder of Node's modules."""
    command = ["node", str(HERE / "ink_plays.js"), modules, str(turns), str(plays), *map(str, sources)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in output.splitlines()]


def main(modules: str) -> None:
    """Record the cases with a story beside them, and the small ones."""
    for source, result in zip(SOURCES, played(modules, 25, 12, SOURCES), strict=True):
        if result["error"]:
            raise SystemExit(f"{source.name}: {result['error']}")
        plays = ",\n".join(json.dumps(play, ensure_ascii=False) for play in result["plays"])  # type: ignore[attr-defined]
        source.with_suffix(".plays").write_text(f"[\n{plays}\n]\n", encoding="utf-8")
    small = sorted((PLAYED / "ink").glob("*.ink"))
    write("ink", small, [one["plays"] for one in played(modules, 15, 12, small)])


if __name__ == "__main__":
    main(sys.argv[1])
