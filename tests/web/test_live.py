"""`nightcap live` serves this machine alone, tells each version that is saved, and writes tests."""

import http.client
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import engine
from engine.cli.main import main

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")
pytest.importorskip("watchfiles")
STORY = """\
title: Live

var coins: 0..9 = 1

== hall: The hall
A hall.
* Go on. -> cellar

== cellar
~ coins += 1
{coins} coins. #image=door.png
* Out. -> end: Home
"""


class Live(NamedTuple):
    """A server that runs."""

    port: int
    token: str
    story: Path

    def ask(self, path: str, method: str = "GET", body: str = "", **headers: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, f"/{path}", body or None, named)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def news(self) -> Iterator[dict[str, Any]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", f"/{self.token}/news")
        answer = connection.getresponse()
        assert answer.getheader("content-type", "").startswith("text/event-stream")
        try:
            while line := answer.readline():
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])
        finally:
            connection.close()


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    folder = tmp_path_factory.mktemp("live")
    (folder / "pictures").mkdir()
    (folder / "pictures" / "door.png").write_bytes(b"\x89PNG")
    story = folder / "live.story"
    story.write_text(STORY, encoding="utf-8")
    command = [sys.executable, "-m", "engine", "live", "live.story", "--no-browser", "--images", "pictures"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/([\w-]{20,})/\n", process.stdout.readline())
        assert found is not None
        yield Live(int(found[1]), found[2], story)
        process.terminate()
        process.wait(20)


def test_the_page_is_for_this_machine_alone(live: Live) -> None:
    page = f"{live.token}/"
    own = f"http://127.0.0.1:{live.port}"
    assert live.ask(page)[0] == 200
    assert live.ask(page, Host=f"localhost:{live.port}")[0] == 200
    refused = [
        live.ask(""),
        live.ask("x/"),
        live.ask(live.token[:-1] + "/"),
        live.ask("%C3%A9/"),
        live.ask(page, Host=f"evil.example:{live.port}"),
        live.ask(page, Host="127.0.0.1"),
        live.ask(page, Origin="http://evil.example"),
        live.ask(page, Origin="null"),
        live.ask(page, Sec_Fetch_Site="cross-site"),
        live.ask(f"{live.token}/news", Sec_Fetch_Site="same-site"),
        live.ask(f"{live.token}/tests", "POST", "{}"),
        live.ask(f"{live.token}/tests", "POST", "{}", Origin="http://evil.example"),
        live.ask(f"{live.token}/tests", "POST", "{}", Origin=own, Host=f"evil.example:{live.port}"),
    ]
    assert {status for status, _ in refused} == {403}
    assert {body for _, body in refused} == {b"no"}


def test_the_page_may_connect_to_its_server_only(live: Live) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', live.ask(f"{live.token}/")[1].decode())
    assert policy is not None
    assert "connect-src 'self'" in policy[1]
    assert "'unsafe" not in policy[1]


def test_each_version_is_told_with_what_is_wrong(live: Live) -> None:
    news = live.news()
    first = next(news)
    assert first["kind"] == "version"
    assert first["data"]["program"]["metadata"]["title"] == "Live"
    assert first["data"]["media"] == {"door.png": "media/door.png"}
    live.story.write_text(STORY.replace("-> cellar", "-> celar"), encoding="utf-8")
    version = next(one for one in news if one["kind"] == "version")["data"]
    assert version["program"] is None
    problem = version["problems"][0]
    assert (problem["file"], problem["line"], problem["severity"]) == ("live.story", 7, "error")
    live.story.write_text(STORY, encoding="utf-8")
    version = next(one for one in news if one["kind"] == "version")
    assert version["data"]["problems"] == []
    found = {}
    for message in news:
        assert message["number"] == version["number"]
        found[message["kind"]] = message["data"]
        if message["kind"] == "seen":
            break
    assert {box["key"] for box in found["map"]["boxes"]} == {"hall", "cellar"}
    assert found["scenes"]["scenes"]["cellar"]["steps"] == [{"choice": "hall.go-on"}]
    assert found["seen"]["seen"] == {"hall": 1.0, "cellar": 1.0}


def test_a_play_is_saved_as_a_test(live: Live, capsys: pytest.CaptureFixture[str]) -> None:
    session = engine.loads(STORY).start(3)
    session.choose("hall.go-on")
    session.choose("cellar.out")
    text = engine.SavedPath.of(session).dumps()
    headers = {"Origin": f"http://127.0.0.1:{live.port}"}
    for name in ("home", "home-2"):
        status, body = live.ask(f"{live.token}/tests", "POST", text, **headers)
        assert (status, json.loads(body)) == (201, {"saved": f"paths/{name}.path.json"})
    assert main(["test", str(live.story.parent)]) == 0
    for wrong in ("{}", "x", text.replace("nightcap path", "nightcap pat")):
        status, body = live.ask(f"{live.token}/tests", "POST", wrong, **headers)
        assert status == 400
        assert "error" in json.loads(body)
    assert len(list((live.story.parent / "paths").iterdir())) == 2


def test_pictures_are_those_of_the_folder(live: Live) -> None:
    assert live.ask(f"{live.token}/media/door.png")[1] == b"\x89PNG"
    for name in ("../live.story", "%2e%2e/live.story", "..%2flive.story", "/etc/passwd", "none.png"):
        assert live.ask(f"{live.token}/media/{name}")[0] in (403, 404)


@pytest.mark.parametrize(
    "options",
    [
        ["none.story"],
        ["live.story", "--images", "none"],
        ["live.story", "--theme", "none.css"],
        ["live.story", "--port", "99999"],
    ],
)
def test_wrong_use_is_told(
    live: Live, options: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(live.story.parent)
    assert main(["live", "--no-browser", *options]) == 2
    assert capsys.readouterr().err.startswith("nightcap live: ")
