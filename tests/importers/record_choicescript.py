"""Records plays of ChoiceScript's cases with its own interpreter, which needs Node.js.

`python -m tests.importers.record_choicescript FOLDER`: the folder holds ChoiceScript (web/scene.js and the rest).
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.importers.recording import PLAYED, write

HERE = Path(__file__).parent
MOST_TURNS, PLAYS = 12, 8


def main(engine: str) -> None:
    """Record all cases."""
    sources = sorted((PLAYED / "choicescript").glob("*/startup.txt"))

    def play(source: Path, seed: int) -> Any:
        command = ["node", str(HERE / "choicescript_plays.js"), engine, str(source.parent), str(seed), str(MOST_TURNS)]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    write("choicescript", sources, [[play(source, seed) for seed in range(PLAYS)] for source in sources])


if __name__ == "__main__":
    main(sys.argv[1])
