"""Queries on executors: other processes, and a Dask cluster, say the same as this process."""

import os
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

import engine
from engine.cli.main import main
from engine.proof.prove import Proof, prove
from engine.proof.workers import Workers, pool

STORY = (
    "var a: 0..3\nvar b: 0..3\nclaim never a == 3 and b == 0\nclaim never a == 2 and b == 3\nclaim reach end_of_road\n"
    "== start\n{if a == 2: Two. | if b == 7 - 5: Also two.}\n+ A.\n    ~ a = (a + 1) % 4\n    -> start\n"
    "+ B.\n    ~ b = (b + a) % 4\n    -> start\n+ {if a == b} On. -> end_of_road\n== end_of_road\n-> end\n"
)


@pytest.fixture(autouse=True)
def small_stories_go_to_workers_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.proof.prove.LITTLE", 0)
    monkeypatch.setattr("engine.proof.prove.FIRST_STATES", 1)
    monkeypatch.setattr("engine.proof.search.LOOK", 1)
    monkeypatch.setattr("engine.proof.states_without_ending.LOOK", 1)
    monkeypatch.setattr("engine.proof.prove.CHEAPLY", 0)


class Counting(Executor):
    """Hands over to another executor, and counts what it is given."""

    def __init__(self, inner: Executor) -> None:
        self.inner = inner
        self.given = 0

    def submit(self, task: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        self.given += 1
        return self.inner.submit(task, *arguments, **named)


class Idle(Executor):
    """Begins nothing; its futures come as they are told to."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error

    def submit(self, task: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if self.error is not None:
            future.set_exception(self.error)
        return future


def told(proof: Proof) -> list[tuple[str, str, int]]:
    assert proof.complete
    return [
        (one.text, one.result, len(one.witness.choices) if one.witness is not None else -1) for one in proof.verdicts
    ]


@pytest.fixture(scope="module")
def alone() -> list[tuple[str, str, int]]:
    """What this process says."""
    return told(prove(engine.loads(STORY)))


def test_other_processes_say_the_same(alone: list[tuple[str, str, int]]) -> None:
    with ProcessPoolExecutor(1) as processes:
        counting = Counting(processes)
        assert told(prove(engine.loads(STORY), workers=Workers([counting] * 3, are_parts=False))) == alone
    assert counting.given == 1, "one explores the story as a whole; meanwhile its claims are looked at here"


def test_a_pool_of_ours_says_the_same_and_leaves_no_process_behind(alone: list[tuple[str, str, int]]) -> None:
    with pool(2) as (workers, _):
        assert told(prove(engine.loads(STORY), workers=workers)) == alone
        worker = workers.submit(os.getpid).result()
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_a_dask_cluster_says_the_same(
    alone: list[tuple[str, str, int]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    distributed = pytest.importorskip("distributed", reason="needs the extra `cluster`: pip install nightcap[cluster]")
    with distributed.Client(n_workers=2, threads_per_worker=1, dashboard_address=":0") as client:
        executors = [Counting(client.get_executor(workers=[one], pure=False)) for one in client.nthreads()]
        for are_parts in (False, True):
            assert told(prove(engine.loads(STORY), workers=Workers(executors, are_parts=are_parts))) == alone
        path = tmp_path / "road.story"
        path.write_text(STORY)
        where = ["--cluster", client.scheduler_info()["address"]]
        explored = ["explore", str(path), "--runs", "250", "--json"]
        assert said(capsys, [*explored, *where]) == said(capsys, [*explored, "--jobs", "1"])
        code, out, _ = said(capsys, ["check", "--prove", str(path), *where])
        assert "every play checked" in out and code == said(capsys, ["check", "--prove", str(path)])[0]
    assert all(one.given > 10 for one in executors)


def said(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> tuple[int, str, str]:
    """What a command prints, and its exit code."""
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--cluster", "scheduler"], "`scheduler` is no address of a Dask scheduler; one is like `tcp://"),
        (["--cluster", "ftp://here:1"], "`ftp://here:1` is no address"),
        (["--cluster", "tcp://127.0.0.1:1"], "no Dask scheduler answers at tcp://127.0.0.1:1"),
        (["--cluster", "tcp://127.0.0.1:1", "--jobs", "2"], "by all of its workers"),
    ],
)
def test_a_cluster_that_is_not_there(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("distributed", reason="needs the extra `cluster`: pip install nightcap[cluster]")
    monkeypatch.setattr("engine.cli.cluster.TIMEOUT", 0.3)
    path = tmp_path / "road.story"
    path.write_text(STORY)
    for command in ("explore", "check"):
        code, out, err = said(capsys, [command, str(path), *arguments])
        assert code == 2 and not out and message in err


def test_a_cluster_wants_dask(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    path = tmp_path / "road.story"
    path.write_text(STORY)
    code, _, err = said(capsys, ["explore", str(path), "--cluster", "tcp://127.0.0.1:8786"])
    assert code == 2 and "pip install 'nightcap[cluster]'" in err


def test_a_worker_that_dies_leaves_undecided_what_it_was_asked() -> None:
    proof = prove(engine.loads(STORY), workers=Workers([Idle(BrokenProcessPool("killed"))] * 2))
    first, second, reach, ending = proof.verdicts
    assert {first.result, second.result, ending.result} == {"not decided"}
    assert "a worker process died" in first.why and "a worker process died" in proof.why[0]
    assert reach.result == "proved", "what this process found is not lost"
    assert not proof.decided


def test_workers_that_take_too_long_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.proof.proof_run.HANGS", 0.1)
    monkeypatch.setattr("engine.proof.proof_run.HANGS_SECONDS", 0.1)
    proof = prove(engine.loads(STORY), 1.0, workers=Workers([Idle()] * 2))
    assert proof.verdicts[3].result == "not decided"
    assert proof.verdicts[3].why == "the time was over"
