"""Files of saved paths: what they hold, how large they are, and what is said of those that are none."""

import json
from pathlib import Path

import pytest
from umbrella import STORY, recorded

import engine
from engine.cli.main import main
from engine.paths.errors import PathError
from engine.paths.file_form import FilePath
from engine.paths.files import load_path, save_path
from engine.paths.replaying import replay
from engine.paths.saved_path import SavedPath
from engine.paths.writing import MOST_WITH_TEXTS

HEAD = '"format":"nightcap path","version":1'


def loaded(body: str) -> SavedPath:
    """The path in a file with the usual head."""
    return SavedPath.loads("{%s%s}" % (HEAD, body and f",{body}"), "x.path.json")


def test_a_file_has_one_step_a_line(saved: SavedPath) -> None:
    lines = saved.dumps().splitlines()
    first = lines.index('"steps":[') + 1
    steps = [json.loads(line.removesuffix(",")) for line in lines[first : first + 5]]
    assert [step["id"] for step in steps] == [
        "porch.wait-a-while", "porch.ask", "porch.name", "porch.smile", "street.party",
    ]  # fmt: skip
    assert steps[0].keys() == {"scene", "id", "text", "state", "prose", "changed", "offered"}
    assert steps[1]["changed"] == {"mood": "even", "knows": ["forecast"]}
    assert (steps[2]["text"], steps[2]["answer"]) == ("Who are you?", "Mia")
    assert json.loads(saved.dumps())["last"] == {"scene": "street", "ending": "Glad"}


def test_writing_and_reading_change_nothing(saved: SavedPath, tmp_path: Path) -> None:
    file = tmp_path / "umbrella.path.json"
    save_path(saved, file)
    assert load_path(file) == saved
    assert load_path(file).dumps() == file.read_text(encoding="utf-8") == saved.dumps()
    assert [one.name for one in tmp_path.iterdir()] == ["umbrella.path.json"]


def test_a_path_in_hand_cannot_be_changed(saved: SavedPath) -> None:
    with pytest.raises(ValueError, match="frozen"):
        saved.seed = 1


def test_a_path_can_be_written_by_hand() -> None:
    path = loaded('"seed":7,"steps":[{"id":"porch.ask"},{"answer":"Mia"},{"text":"Walk off."},{"id":"street.go-home"}]')
    done = replay(engine.loads(STORY), path)
    assert done.fits
    assert done.session.ending == ("Dry",)
    # What one step names by its text, another may name by its id.
    path = loaded('"steps":[{"text":"On."},{"id":"a.on"},{"text":"On."},{"text":"Off."}]')
    done = replay(engine.loads("== a\nA.\n+ (on) On. -> a\n* (off) Off. -> end: Off\n"), path)
    assert done.fits, [one.lines() for one in done.results]
    assert done.session.ending == ("Off",)


REJECTED = {
    "": ":1:1: it is not JSON: EOF while parsing a value",
    "[1, 2": ":1:5: it is not JSON: EOF while parsing a list",
    "[]": ":1:1: input should be an object",
    "null": ":1:1: input should be an object",
    '{"steps": []}': ":1:1: format: this is missing; x.path.json:1:1: version: this is missing",
    '{"format": "other", "version": 1, "steps": []}': ":1:12: format: this is no saved path",
    '{"format": "nightcap path", "version": 3, "steps": 5}': (
        ": it is written in version 3 of the format; this Nightcap reads version 2"
    ),
    '{"format": "nightcap path", "version": 0, "steps": []}': ":1:40: version: input should be 1 or 2",
    "[" * 100_000: ":1:202: it is not JSON: recursion limit exceeded",
    '{"a":' * 100_000: ":1:1006: it is not JSON: recursion limit exceeded",
}


@pytest.mark.parametrize("text", REJECTED, ids=lambda text: str(text)[:30])
def test_what_is_no_path_is_rejected(text: str) -> None:
    with pytest.raises(PathError) as caught:
        SavedPath.loads(text, "x.path.json")
    assert str(caught.value) == f"x.path.json{REJECTED[text]}"


WRONG_PARTS = {
    "": "steps: this is missing",
    '"steps":{}': "steps: input should be a valid array",
    '"steps":[{}]': "step 1: a step needs an `id`, a `text`, an `answer`, a `set` or a `refresh`",
    '"steps":[{"id":"a"},{"id":5}]': "step 2, id: input should be a valid string",
    '"steps":[{"id":"a.b","stat":"12"}]': "step 1, stat: there is no such key",
    '"steps":[{"id":"a.b","state":"zz"}]': "step 1, state: this holds a character or a form that is not allowed here",
    '"steps":[{"id":"a\\u001b[2J"}]': "step 1, id: this holds a character or a form that is not allowed here",
    '"steps":[{"id":"a","text":"\\u202eb"}]': "step 1, text: this holds a character or a form that is not allowed here",
    '"steps":[{"id":"a","a\\u001b[2J\\nb":1}]': "step 1, a\ufffd[2J b: there is no such key",
    '"steps":[{"id":"a","changed":{"n":1.5}}]': "step 1, changed, n: this is no value of a variable",
    '"steps":[{"id":"a","changed":{"n":9007199254740992}}]': "step 1, changed, n: this is no value of a variable",
    '"steps":[{"id":"a","expect":{"contains":"x"}}]': "step 1, expect, contains: input should be a valid array",
    '"steps":[{"text":"' + "a" * 20_001 + '"}]': "step 1, text: string should have at most 20000 characters",
    '"steps":[],"seed":-1': "seed: input should be greater than or equal to 0",
    '"steps":[],"seed":4294967296': "seed: input should be less than 4294967296",
    '"steps":[],"seed":true': "seed: input should be a valid integer",
    '"steps":[],"seed":1.0': "seed: input should be a valid integer",
    '"steps":[],"variables":{"a":1e999}': "variables, a: this is no value of a variable",
    '"steps":[],"texts":{"x":"y"}': "texts, x: this holds a character or a form that is not allowed here",
    '"steps":[],"last":{"snapshot":{"turns":-1}}': "last, snapshot, turns: input should be greater than or equal to 0",
}  # fmt: skip


@pytest.mark.parametrize("body", WRONG_PARTS, ids=lambda body: str(body)[:50])
def test_wrong_parts_are_named_with_their_place(body: str) -> None:
    with pytest.raises(PathError) as caught:
        loaded(body)
    assert WRONG_PARTS[body] in caught.value.problems[0]
    assert str(caught.value).isprintable()


PLACES = {
    '{"format":"nightcap path","version":1,\n"steps":[\n{"id":"a"},\n{"id":"é", "idd":4}]}': "4:12: step 2, idd: there is no such key",
    '{"format":"nightcap path","version":1,\n"steps":[\n{"id":"a"},\n{"id":  7}]}': "4:9: step 2, id: input should be a valid string",
    '{"format":"nightcap path","version":1,\r\n"steps":[{"id":"a"},\r\n\r\n {"expect":{"variables":{"n":[1]}}}]}': "4:30: step 2, expect, variables, n: this is no value of a variable",
    '{"format":"nightcap path","version":1,"steps":[\n{"id":"a"},\n{}\n]}': "3:1: step 2: a step needs an `id`, a `text`, an `answer`, a `set` or a `refresh`",
    '{"format":"nightcap path","version":1,"steps":[\n{"id":"a"},\n{"id":"b"},\n]}': "4:1: it is not JSON: trailing comma",
    '{"format":"nightcap path","version":1,\n"seed":-1,"steps":[]}': "2:8: seed: input should be greater than or equal to 0",
    '{"format":"nightcap path","version":1,"steps":[],\n"texts":{\n"x":"y"}}': "3:1: texts, x: this holds a character or a form that is not allowed here",
    '\ufeff{"format":"nightcap path","version":1,\n"step":[]}': "1:1: steps: this is missing",
    '{"format":"nightcap path","version":1,"steps":[],\n"seed":%s}' % ("9" * 5000): "it is not JSON: number out of range",
    '{"format":"nightcap path","version":1,"steps":[],\n"seed":NaN}': "2:8: seed: input should be a valid integer",
    '{"format":"nightcap path","version":1,"steps":[{"id":"\\ud800"}]}': "it is not JSON: unexpected end of hex escape",
}  # fmt: skip


@pytest.mark.parametrize("text", PLACES, ids=lambda text: str(text)[-30:])
def test_problems_have_their_line_and_column(text: str) -> None:
    for data in (text, text.encode("utf-8", "surrogatepass")):
        with pytest.raises(PathError) as caught:
            SavedPath.loads(data, "x.path.json")
        assert PLACES[text] in caught.value.problems[0]
        assert str(caught.value).isprintable()


def test_a_mark_of_byte_order_is_no_mistake(saved: SavedPath) -> None:
    assert (
        SavedPath.loads("\ufeff" + saved.dumps()) == SavedPath.loads(b"\xef\xbb\xbf" + saved.dumps().encode()) == saved
    )


def test_a_file_with_a_thousand_mistakes_is_told_of_in_a_few_lines() -> None:
    with pytest.raises(PathError) as caught:
        loaded('"steps":[%s]' % ",".join(['{"id":5}'] * 1000))
    assert len(caught.value.problems) == 6
    assert caught.value.problems[-1] == "and 995 more"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "large.path.json"
    with file.open("wb") as out:
        out.truncate(17 * 1024 * 1024)
    with pytest.raises(PathError, match="larger than 16 MB"):
        load_path(file)


def test_too_many_steps_are_refused() -> None:
    with pytest.raises(PathError, match="steps: tuple should have at most 100000 items"):
        loaded('"steps":[%s]' % ",".join(['{"id":"a"}'] * 100_001))


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(PathError, match="there is no file"):
        load_path(tmp_path / "none.path.json")
    with pytest.raises(PathError, match="is not a file"):
        load_path(tmp_path)
    with pytest.raises(PathError, match="cannot be written: No such file"):
        save_path(recorded(), tmp_path / "none" / "x.path.json")


def test_ten_thousand_choices_stay_below_the_limit() -> None:
    """What was printed gets the room that the steps leave; the steps themselves always have theirs."""
    text = "var n = 0\n\n== hall: The long hall\nStep {n}. %s\n+ (on) Walk a little further down the hall.\n    ~ n += 1\n    -> hall\n* Stop. -> end\n"
    session = engine.loads(text % ("It is a long hall, and a dark one. " * 8)).start(seed=1)
    for _ in range(10_000):
        session.choose(0)
    data = SavedPath.of(session).dumps().encode()
    assert 1_000_000 < len(data) <= MOST_WITH_TEXTS
    path = SavedPath.loads(data)
    assert len(path.steps) == 10_000
    assert path.begin.prose in path.texts
    assert replay(session.story, path).fits


def test_the_published_schema_is_the_one_of_the_model(root: Path, update: bool) -> None:
    file = root / "docs" / "saved-path.schema.json"
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **FilePath.model_json_schema()}
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    if update:
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text


def test_a_key_that_stands_twice_is_no_path() -> None:
    with pytest.raises(PathError, match="`seed` stands twice"):
        loaded('"seed":1,"seed":2,"steps":[]')
    with pytest.raises(PathError, match="`id` stands twice"):
        loaded('"steps":[{"id":"a.b","id":"a.c"}]')


def test_accepting_keeps_links_and_modes(saved: SavedPath, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("umbrella.story").write_text(STORY.replace("Say please.", "Say please, will you."), encoding="utf-8")
    Path("real").mkdir()
    save_path(saved, "real/one.path.json")
    Path("real/one.path.json").chmod(0o640)
    Path("one.path.json").symlink_to("real/one.path.json")
    assert main(["test", "one.path.json", "--story", "umbrella.story", "--accept"]) == 0
    assert Path("one.path.json").is_symlink()
    assert Path("real/one.path.json").stat().st_mode & 0o777 == 0o640
    assert main(["test", "real/one.path.json", "--story", "umbrella.story"]) == 0
