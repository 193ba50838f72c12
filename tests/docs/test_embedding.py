"""docs/embedding.md: all of its programs run, and do what the page says."""

import json
import re
import threading
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest

import engine

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "embedding.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
PROGRAMS = [text for language, name, text in BLOCKS if language == "python" and not name]
FILES = {name: text for _, name, text in BLOCKS if name}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bus.story").write_text(FILES["bus.story"], encoding="utf-8")
    return tmp_path


def run(text: str, name: str = "program") -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": name}
    exec(compile(text, f"docs/embedding.md: {name}", "exec"), names)
    return names


@pytest.mark.parametrize("number", range(len(PROGRAMS)))
def test_programs(number: int, capsys: pytest.CaptureFixture[str]) -> None:
    run(PROGRAMS[number])
    if number == 0:
        assert capsys.readouterr().out.splitlines() == [
            "The last bus waits.", '"Ada," he says, and writes it down.', "Home"
        ]  # fmt: skip


def test_the_story_has_no_mistakes() -> None:
    assert engine.diagnose("bus.story") == []


def test_the_test() -> None:
    tests = {name: test for name, test in run(FILES["test_bus.py"]).items() if name.startswith("test_")}
    assert len(tests) == 3
    for test in tests.values():
        test()


def test_the_bot_over_many_threads() -> None:
    sent: dict[str, list[str]] = {}
    guard = threading.Lock()

    def send(channel: str, text: str) -> None:
        with guard:
            sent.setdefault(channel, []).append(text)

    bot = run(FILES["bot.py"])["Bot"]("bus.story", send)
    typed = ["hello", "1", "!undo", "2", "Mia", "x", "!new", "9", "99999999", "nonsense", "1", "1"]
    for text in typed:
        for wait in [bot.on_message(f"channel {number}", text) for number in range(40)]:
            wait.result()
    said = sent["channel 0"]
    assert all(one == said for one in sent.values()) and len(sent) == 40
    assert said[0].startswith("The last bus waits.\n1. Buy a tea.\n2. Get on.")
    assert "–  Get on. (the fare is two coins)" in said[1]
    assert said[2] == said[0]
    assert said[3].endswith("The driver wants to know who you are.")
    assert said[4] == '"Mia," he says, and writes it down.\nThe end: Home.'
    assert said[5].startswith("The story is over.")
    assert said[7] == "there is no choice 8; there are 3" and said[9] == "Type the number of a choice."
    assert said[11] == "`Get on.` is closed: the fare is two coins"
    # Messages of one channel that come all at once are handled one after the other.
    for wait in [bot.on_message("busy", "1") for _ in range(200)]:
        wait.result()
    assert len(sent["busy"]) == 200 and not any("turn in another thread" in one for one in sent["busy"])
    bot.pool.shutdown()


@pytest.fixture
def ask(folder: Path) -> Any:
    server = run(FILES["server.py"])["serve"]("bus.story")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def ask(way: str, body: Any = None) -> tuple[int, dict[str, Any]]:
        data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{server.server_address[1]}{way}", data)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=10) as answer:
                return answer.status, json.load(answer)
        except HTTPError as error:
            return error.code, json.load(error)

    yield ask
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_server(ask: Callable[..., tuple[int, dict[str, Any]]]) -> None:
    code, begun = ask("/plays", {})
    assert code == 201 and begun["text"] == ["The last bus waits."] and begun["status"] == "2 coins"
    play = begun["play"]
    assert ask(play)[1]["choices"] == begun["choices"]
    assert ask(play, {"choice": "stop.tea"})[1]["status"] == "1 coins"
    code, refused = ask(play, {"choice": "stop.get-on"})
    assert code == 409 and "the fare is two coins" in refused["error"]
    for wrong in (b"{", b"\xff", {}, [], 5, {"answer": "x"}):
        assert ask(play, wrong)[0] == 400
    assert ask("/plays/none")[0] == 404 and ask("/plays/none", {})[0] == 404
    assert ask(play)[1]["text"] == ["The last bus waits."], "what was printed is there for who comes again"
    code, over = ask(play, {"choice": "stop.walk"})
    assert code == 200 and over["over"] and over["ending"] == "The long way"
    assert ask("/plays", {})[1]["play"] != play


def test_the_server_over_many_threads(ask: Callable[..., tuple[int, dict[str, Any]]]) -> None:
    play = ask("/plays", {})[1]["play"]
    codes: list[int] = []
    threads = [threading.Thread(target=lambda: codes.append(ask(play, {"choice": "stop.tea"})[0])) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes.count(200) == 1 and set(codes) == {200, 409}
    assert ask(play)[1]["status"] == "1 coins"


def test_all_errors_are_told() -> None:
    told = set(re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE))
    kinds = {name for name in engine.__all__ if isinstance(getattr(engine, name), type)}
    errors = {name for name in kinds if issubclass(getattr(engine, name), engine.NightcapError)}
    assert told == errors - {"NightcapError"}
