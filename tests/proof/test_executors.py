"""Goals on executors: other processes, and a Dask cluster, say the same as this process."""

from concurrent.futures import Executor, ProcessPoolExecutor

import pytest

import engine
from engine.proof.prove import prove

STORY = (
    "var a: 0..3\nvar b: 0..3\nclaim never a == 3 and b == 0\nclaim never a == 2 and b == 3\nclaim reach end_of_road\n"
    "== start\n{if a == 2: Two. | if b == 7 - 5: Also two.}\n+ A.\n    ~ a = (a + 1) % 4\n    -> start\n"
    "+ B.\n    ~ b = (b + a) % 4\n    -> start\n+ {if a == b} On. -> end_of_road\n== end_of_road\n-> end\n"
)


def told(executor: Executor | None, workers: int) -> list[tuple[str, str, int]]:
    proof = prove(engine.loads(STORY), None, None, executor, workers)
    assert proof.complete
    return [
        (one.text, one.result, len(one.witness.choices) if one.witness is not None else -1) for one in proof.verdicts
    ]


def test_other_processes_say_the_same() -> None:
    with ProcessPoolExecutor(2) as executor:
        assert told(executor, 2) == told(None, 1)


def test_a_dask_cluster_says_the_same() -> None:
    distributed = pytest.importorskip("distributed", reason="needs the extra `cluster`: pip install nightcap[cluster]")
    with distributed.Client(n_workers=2, threads_per_worker=1, dashboard_address=None) as client:
        assert told(client.get_executor(), 2) == told(None, 1)
