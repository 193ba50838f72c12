"""Records plays of the cases with inkjs, into the files beside them: `make ink-plays`."""

import json
import subprocess
import sys
from pathlib import Path

from tests.importers.test_ink import SOURCES

HERE = Path(__file__).parent
MOST_TURNS, PLAYS = 25, 12


def main(modules: str) -> None:
    """Play each case with the inkjs below a folder of Node's modules."""
    command = ["node", str(HERE / "ink_plays.js"), modules, str(MOST_TURNS), str(PLAYS), *map(str, SOURCES)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for source, line in zip(SOURCES, output.splitlines(), strict=True):
        result = json.loads(line)
        if result["error"]:
            raise SystemExit(f"{source.name}: {result['error']}")
        plays = ",\n".join(json.dumps(play, ensure_ascii=False) for play in result["plays"])
        source.with_suffix(".plays").write_text(f"[\n{plays}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
