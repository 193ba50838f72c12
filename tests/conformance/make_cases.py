"""Makes the cases and vectors.json, from the stories of the tests and from generated ones, as the Python engine plays.

    .venv/bin/python tests/conformance/make_cases.py

Cases that are there stay as they are: version 2 of the format is frozen. For what is new, new ones are added.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TESTS = HERE.parent
sys.path[:0] = [str(TESTS), str(TESTS / "proof"), str(HERE)]

import random_stories  # noqa: E402
from driver import Driver, turn_of  # noqa: E402
from edge_cases import edge_cases, refused  # noqa: E402
from function_stories import story_with  # noqa: E402
from host_cases import host_cases, host_input  # noqa: E402
from playing import functions_for  # noqa: E402
from run import cases, refusals  # noqa: E402

import engine  # noqa: E402
from engine.program.codec import VERSION, data_of  # noqa: E402
from engine.program.functions import FUNCTIONS  # noqa: E402
from engine.program.slugs import slug_of  # noqa: E402
from engine.program.values import cleaned  # noqa: E402
from engine.program.words import words  # noqa: E402
from engine.runtime.publishing import costs_of, published  # noqa: E402
from engine.runtime.randomness import draw, hash_of, number_between, order_of, place_of, winner  # noqa: E402
from engine.runtime.text import spans_of  # noqa: E402

FROZEN = HERE / "version_2.json"
CASES = 230
LONGEST = 24
MOST_OF_A_PROGRAM = 16_000

# What no other story comes to.
EXTRA = {
    "operators": "var n = 5\n== a\n{n <= 5} {n >= 6} {n < 5} {n > 4} {n / -2} {n % -3} {-n / 2} {-n % 3} {abs(-n)}\n"
    "+ Up.\n    ~ n += 1\n    -> a\n+ Down.\n    ~ n -= 3\n    -> a\n+ Out. -> end\n",
    "texts": 'var t: text = "straße"\nvar s: set of rope, silver_key "silver key", lamp\n== a\n'
    '{upper(t)} {capital(t)} {lower(t)} {length(t)} {contains(t, "tra")} {decimal(-305, 2)} {count(s)} {list(s, "or")}\n'
    '+ Longer.\n    ~ t = t + t\n    -> a\n+ Take.\n    ~ s += rope, silver_key\n    -> a\n+ Lamp.\n    ~ s += lamp\n    -> a\n+ Out. -> end\n',
    "joins": "cast: Tom\nvar n = 1\n== a\nOne<>\n~ if n > 1:\n    , {n}<>\n\n#b\n<> or {if n > 1: two} <>\n-> c\n== c\n<> more. 東京\n{if n > 1: *は*}\n~ n += 1\n*夜*\n"
    "\n#d\n\nLast <>\nTom: says{if n > 2: that} <>\n#e\n\n<>\n~ cycle:\n    - , who\n    - <> who\n#f\n+ Again. -> a\n+ Out. -> end\n",
    "loops": 'var s: set of rope, silver_key "silver key", lamp = rope, lamp\nvar n = 0\n== a\n~ for one in s:\n    {one} {n}\n'
    "    ~ for two in s - one:\n        {cycle: x | y} {two}.\n        ~ n += 1\n"
    "+ {if n < 9 or one == rope} for one in s: Drop {one}.\n    ~ s -= one\n    -> a\n* (all) for one in s + [silver_key]: Look at {one}.\n"
    "    {visits(all)}\n    -> a\n+ Out. -> end\n",
    "functions": 'var gold = 5\nvar met = false\nvar s: set of rope, silver_key "silver key", lamp = rope, lamp\nstatus: {coins(gold)}.\n'
    "def coins(n):\n    ~ if n > 3:\n        a *great* many<>\n    ~ elif n != 0:\n        {words(n)} coin{if n != 1:s}\n"
    "def heavy(item: rope | silver_key | lamp):\n    ~ if item == rope:\n        ~ return 2\n    ~ return 7\n"
    "def sum():\n    ~ let all: 0..20 = 0\n    ~ for item in s:\n        ~ all += heavy(item)\n    ~ return all\n"
    "def listing():\n    ~ let first = true\n    ~ for item in s:\n        ~ if not first:\n            <>, <>\n        ~ first = false\n        {item}<>\n"
    "def pay(price: 0..9):\n    ~ if price > gold:\n        ~ return false\n    ~ gold -= price\n    ~ return true\n"
    "def greet(name: text):\n    ~ if met:\n        {cycle: Hello | Hullo} again<>\n        ~ if gold < 3:\n            , poor<>\n        {name}\n"
    "    ~ met = true\ndef thrown(n):\n    ~ let x = random(1, n)\n    ~ return x\n"
    '== a\nSay {greet("Ada")}. You have {coins(gold)} and {listing()}, {sum()} pounds: {if met: *so* {greet("Bob")} | no}!\n'
    "+ {if sum() > 4} Drop {listing()}.\n    ~ s -= lamp\n    ~ let ok = pay(2)\n    Paid: {ok}.\n    -> a\n"
    "+ Take.\n    ~ s += silver_key\n    ~ pay(1)\n    ~ gold += thrown(3)\n    ~ greet(\"Zoe\")\n    -> a\n+ Out. -> end\n",
    "errors-functions": "var n = 3\ndef half(m):\n    ~ return 6 / m\ndef small():\n    ~ let x: 0..3 = n\n    ~ return x\n"
    "def down():\n    ~ n -= 1\n    ~ return half(n)\n== a\n{half(n)} {small()}\n+ Down.\n    ~ let x = down()\n    {x}\n    -> a\n+ Up.\n    ~ n += 1\n    -> a\n+ Out. -> end\n",
    "errors-loops": "var s: set of " + ", ".join(f"n{i}" for i in range(70))
    + "\nvar n = 0\n== a\n{n}\n+ One.\n    ~ s += n40, n69, n1\n    -> a\n+ More.\n    ~ s += " + ", ".join(f"n{i}" for i in range(30))
    + "\n    -> a\n+ Round. -> b\n+ Out. -> end\n== b\n~ for i in s:\n    ~ for j in s:\n        ~ for k in s:\n            ~ n += 1\n-> a\n",
    "points": "var n = 0\n== a\n~ let x = 2\n-- top\n{visits(top)} {since(top)} {x}\n+ In.\n    -- in\n    In {n}<>\n    ~ n += 1\n"
    "    ~ if n % 3 > 0:\n        -> in\n+ Top. -> top\n+ There. -> b.there\n+ Visit. -> b.there ->\n+ Out. -> end\n--\n+ More. -> top\n+ Lost. -> lost\n<- lent\n\nOn.\n-> a\n"
    "== b\nNever {n}.\n-- there\nThere {visits(b)} {visits(b.there)}.\n+ Back. -> back\n+ On. -> back -> b.there\n+ Home. -> back -> a\n+ Plain. -> a\n"
    "== lost\n-> back -> a\n== lent\n+ Lend {visits(far)}. -> far\n-- far\nFar {visits(lent)}.\n-> a\n",
    "places": "var n = 0\nvar home: b | c = b\nvar all: set of a, b, c = b, c\n== a\nA {home} {n}.\n~ n += 1\n+ Home. -> {home}\n+ Other. -> {b if home == c else c}\n+ Any. -> {random(all)}\n"
    "+ Look. -> {home} ->\n    And back.\n    -> a\n+ Give. -> give(c)\n+ Out. -> end\n== give(next: b | c)\n~ home = next\n-> {next}\n== b\nB.\n~ home = c\n~ if n % 2 == 0:\n    -> back\n-> a\n== c\nC.\n"
    "~ home = b\n~ if n % 3 == 0:\n    -> back -> {home}\n-> a\n",
    "tags": "var n = 1\nvar room: hall | attic \"the attic\" = hall\n== a\nText. #pic={room} #b=1 #c=x_{n}_{if n > 2: wet | dry day}.png\n~ n += 1\n#alone={n}\n~ if n > 2:\n    #more={cycle: a | b}\n"
    "More<> #x={once: y}\n\n<>, joined. #y={n} -> c\n== c\n* One. #t={n} #u -> a\n+ Two {n}. #k={room} #l={shuffle: x | y | z}\n    ~ room = attic\n    -> a\n* {needs n > 3: no} Three. #k\n+ Out. -> end\n-> end\n",
    "arms": "var n = 0\n== a\nHere.\n~ if n % 2 == 0:\n    Even {n}.\n    ~ n += 1\n    * Once.\n        Taken.\n    + Even.\n~ else:\n    Odd {n}.\n    + {if n > 3} Odd.\n        -> a\n~ if n > 2:\n    More.\n    + More.\n        ~ n += 2\n+ On.\n    ~ n += 1\n* Out. -> end\n\n-> a\n",
    "errors-large": "var n = 1\n== a\n{n}\n+ On. -> b\n+ Out. -> end\n== b\n~ n = n * 9007199254740991\n~ n = n + 1\n-> a\n",
    "errors-product": "var n = 94906267\n== a\n{n}\n+ On. -> b\n+ Out. -> end\n== b\n{n * n}\n-> a\n",
    "errors-between": "var n = 94906267\n== a\n{n}\n+ On. -> b\n+ Two. -> c\n+ Out. -> end\n== b\n~ n = n * n - n * n + 5\n-> a\n== c\n{n * n / n}\n-> a\n",
    "errors-circle": "var n = 0\n== a\n{n}\n+ On. -> b\n+ Out. -> end\n== b\n~ n += 1\n~ if n > 0:\n    -> b\n-> a\n",
    "errors-heavy": "var n = 0\n== a\n{n}\n+ On. -> b\n+ Out. -> end\n== b\n"
    + "Much text. " * 160 + "\n~ n += 1\n~ if n < 2000:\n    -> b\n-> a\n",
    "errors-deep": "var n = 0\n== a\n{n}\n+ On. -> b\n+ Out. -> end\n== b\n~ n += 1\n~ if n > 0:\n    -> b ->\n-> a\n",
    "errors-nothing": "var n = 0\n== a\n{n}\n+ On. -> b\n+ Out. -> end\n== b\n* {if n > 0} Take it. -> a\n* {if n > 1} Leave it. -> a\n",
    "errors-status": "status: {10 / n}\nvar n = 0\n== a\nHere.\n+ On.\n    ~ n = 1 - n\n    -> a\n+ Out. -> end\n",
    "errors-range": "var n: 0..3\n== a\n{n}\n+ On.\n    ~ n += 2\n    -> a\n+ Out. -> end\n",
    "errors-draw": "var n = 3\n== a\n{n}\n+ On. -> b\n+ Out. -> end\n== b\n~ n -= random(1, n)\n-> a\n",
    "errors-host": "extern roll_dice(number) -> 1..3\n== a\nHere.\n+ On {roll_dice(2)}. -> b\n+ Out. -> end\n== b\n{roll_dice(9)}\n-> a\n",
    "sets-many": "var s: set of " + ", ".join(f"n{i}" for i in range(70))
    + "\n== a\n{s} {s has n40} {s has n69}\n+ One.\n    ~ s += n40, n69, n1\n    -> a\n+ Two.\n    ~ s -= n40, n2\n    -> a\n+ Out. -> end\n",
}  # fmt: skip


def stories() -> Iterator[tuple[str, engine.Story]]:
    """The stories of the cases, by name."""
    for path in sorted((TESTS / "cases").rglob("*.story")):
        if path.with_suffix(".play").exists():
            yield f"{path.parent.name}-{path.stem}", engine.load(path, cache=False)
    for name, text in EXTRA.items():
        yield name, engine.loads(text)
    for page in sorted((TESTS.parent / "docs" / "diagnostics").glob("NC90*.md")):
        for number, text in enumerate(re.findall(r"^```story\n(.*?)^```$", page.read_text("utf-8"), re.S | re.M)):
            try:
                yield f"{page.stem}-{number}", engine.loads(text)
            except engine.StoryErrors:
                continue
    seed = 0
    while True:
        seed += 1
        try:
            yield f"generated-{seed}", engine.loads(random_stories.story(seed))
        except engine.StoryErrors:
            continue


def program_of(story: engine.Story) -> Any:
    """The program as it is published, with what its parts cost."""
    data = data_of(published(story.program))
    for scene, cost in zip(data["scenes"], costs_of(story.program), strict=True):
        scene["costs"] = cost
    return json.loads(json.dumps(data))


def play_of(story: engine.Story, program: Any, seed: int, begin: dict[str, Any] | None = None) -> Any:
    """One play at random, with some mistakes of a player in it; with `begin`, where it begins, the host has its part."""
    chance = random.Random(seed)
    tables: dict[str, list[Any]] = {}

    def noting(name: str, function: Any) -> Any:
        rows = tables.setdefault(name, [])

        def call(*arguments: Any) -> Any:
            row = [[list(one) if isinstance(one, tuple) else one for one in arguments], function(*arguments)]
            if row not in rows:
                rows.append(row)
            return row[1]

        return call

    functions = {name: noting(name, one) for name, one in functions_for(story).items()} if known(story) else {}
    driver = Driver()
    assert driver.answer({"load": program}) == {"loaded": True}, story.title
    assert driver.story is not None
    inputs: list[Any] = []
    head = {"seed": seed, "host": tables, **(begin or {})}
    try:
        driver.session = driver.story.start(seed, functions, **(begin or {}))
    except engine.PlayError as error:
        return {**head, "inputs": [], "turns": [{"error": error.diagnostic.code}]}
    except engine.HostError:
        return {**head, "inputs": [], "turns": [{"error": "host"}]}
    turns: list[Any] = [turn_of(driver.session)]
    while len(inputs) < LONGEST and not driver.session.over:
        is_host = begin is not None and chance.random() < 0.5
        inputs.append((host_input if is_host else input_of)(driver.session, chance))
        turns.append(driver.answer(inputs[-1]))
    return {**head, "inputs": inputs, "turns": turns}


def known(story: engine.Story) -> bool:
    """Whether the tests have all functions that a story asks for."""
    try:
        functions_for(story)
    except KeyError:
        return False
    return True


def input_of(session: engine.Session, chance: random.Random) -> Any:
    """What a player does next; now and then what cannot be."""
    question = session.question
    if question is not None:
        low = -3 if question.low is None else question.low
        numbers = [str(low), str(low + 2), "", "x", " 7 "]
        return {"answer": chance.choice(numbers if question.kind == "number" else ["Ada", "", " B \t o ", "x" * 201])}
    choices = session.choices
    if chance.random() < 0.04:
        return {"choose": len(choices)}
    open_ones = [number for number, one in enumerate(choices) if one.enabled or chance.random() < 0.05]
    return {"choose": chance.choice(open_ones)}


def made() -> Iterator[tuple[str, Any, Any]]:
    """All cases: name, program, play."""
    count = 0
    for name, story in stories():
        program = program_of(story)
        if len(json.dumps(program)) > MOST_OF_A_PROGRAM or not known(story):
            continue
        for seed in (1, 2, 3) if not name.startswith("generated") else (1,):
            count += 1
            yield f"{name}{'' if seed == 1 else f'-{seed}'}", program, play_of(story, program, seed)
            if count == CASES:
                break
        if count == CASES:
            break
    yield from made_of_functions()
    yield from made_by_hosts()
    yield from edge_cases(program_of, Driver)


def made_of_functions() -> Iterator[tuple[str, Any, Any]]:
    """A case for each function that came with a newer version: it stands wherever one may (function_stories.py)."""
    for row in FUNCTIONS:
        if row.version > VERSION and row.is_in_programs:
            story = engine.loads(story_with(row))
            program = program_of(story)
            yield f"function-{row.name}", program, play_of(story, program, 1)


def made_by_hosts() -> Iterator[tuple[str, Any, Any]]:
    """The cases in which the host has its part."""
    for name, story, begin, seed in host_cases():
        program = program_of(story)
        yield name, program, play_of(story, program, seed, begin)


def vectors() -> dict[str, Any]:
    """What a runtime can be tried on before it plays anything: arguments and results."""
    chance = random.Random(1)
    seeds = [0, 1, 7, 2**31, 2**32 - 1, *(chance.getrandbits(32) for _ in range(12))]
    texts = ["", "a", "ab", "abc", "abcd", "bar|random 1..6|0", "ä", "日本", "🙂", "x" * 33]
    raws = [
        "plain", " a \x05 b ", "\x01soft\x02 and \x03loud\x04", "\x01\x05\x02", "a\n \n b", "\x05", "a \x05, b",
        "\x01a \x03b\x04\x02 c", " \x01\x05\x02x", "a  b", "ends\x04 what \x02did not begin", "a \x05\n b ", "\x05 \x05 x",
    ]  # fmt: skip
    numbers = [0, 1, 13, 20, 21, 99, 100, 101, 115, 999, 1000, 1001, 1100, 12_345, 10**6, 10**6 + 1, 2**53 - 1, -40]
    pairs = [(7, 2), (-7, 2), (7, -2), (-7, -2), (0, 5), (2**53 - 1, 3), (-(2**53 - 1), 7), (1, 2**53 - 1)]
    said = [
        "plain",
        " two  words ",
        "tab\there",
        "\x1b[31mred",
        "a\u2028b",
        "\u202eturned",
        "x\ufeffy",
        "é",
        "a\u00a0b",
    ]
    slugged = ["Go on.", "  ", "Ça va?", "It's 10:30", "日本 語", "***", "A" * 80, "über-groß", "Don't!"]
    places = [place_of(text) for text in texts]
    return {
        "hash": [[text, hash_of(text.encode())] for text in texts],
        "draw": [[seed, place, count, draw(seed, place, count)] for seed in seeds for place in places[:3] for count in (0, 1, 9)],
        "between": [[seed, places[5], 0, low, high, number_between(seed, places[5], 0, low, high)] for seed in seeds for low, high in ((1, 6), (-3, 3), (0, 2**31 - 1))],
        "order": [[seed, places[3], turn, size, list(order_of(seed, places[3], turn, size))] for seed in seeds[:6] for turn in (0, 1) for size in (1, 2, 5, 12)],
        "winner": [[seed, places[4], 2, places[:5], winner(seed, places[4], 2, places[:5])] for seed in seeds],
        "spans": [[raw, [list(span) for span in spans_of(raw)]] for raw in raws],
        "divide": [[a, b, a // b, a % b] for a, b in pairs],
        "words": [[number, words(number)] for number in numbers],
        "cleaned": [[text, cleaned(text)] for text in said],
        "slug": [[text, slug_of(text)] for text in slugged],
        "path": path_vectors(),
    }  # fmt: skip


def path_vectors() -> list[Any]:
    """Hashes of saved paths: of what was printed, and of variables."""
    from engine.paths.session_view import hash_of as hash_of_prose
    from engine.paths.session_view import hash_of_values

    texts = ["", "Here.", "Mia: Ä\n\nSecond."]
    values: list[dict[str, Any]] = [{}, {"b": 1, "a": True}, {"name": 'Ä "q"', "bag": ["rope"], "n": -5}]
    return [["prose", text, hash_of_prose(text)] for text in texts] + [
        ["variables", one, hash_of_values(one)] for one in values
    ]


def written(cases: Iterable[tuple[str, Any, Any]]) -> dict[str, str]:
    """The texts of all files, by name."""
    files = {"vectors.json": lines_of(vectors())}
    for name, program, play in cases:
        files[f"cases/{name}/program.json"] = json.dumps(program, ensure_ascii=False, separators=(",", ":")) + "\n"
        files[f"cases/{name}/play.json"] = lines_of(play)
    for name, program in refused(program_of):
        files[f"refused/{name}.json"] = json.dumps(program, ensure_ascii=False, separators=(",", ":")) + "\n"
    return files


def lines_of(value: dict[str, Any]) -> str:
    """JSON with one entry of a list a line: what changes is seen."""
    parts = []
    for key, one in value.items():
        shown = json.dumps(one, ensure_ascii=False)
        if isinstance(one, list) and one:
            rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in one)
            shown = f"[\n{rows}\n ]"
        parts.append(f" {json.dumps(key)}: {shown}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def frozen() -> dict[str, str]:
    """By case, a checksum of its files: what version 2 of the format is does not change."""
    files = {case.name: [case / "program.json", case / "play.json"] for case in cases()}
    files |= {f"refused/{path.stem}": [path] for path in refusals()}
    return {name: checksum_of(paths) for name, paths in files.items()}


def checksum_of(paths: Iterable[Path]) -> str:
    """A checksum of files, whatever their line ends are."""
    return hashlib.sha256("\0".join(path.read_text(encoding="utf-8") for path in paths).encode()).hexdigest()[:16]


def main() -> None:
    """Add the cases that are not there yet; those that are stay as they are. Then note that they are frozen."""
    for name, text in written(made()).items():
        path = HERE / name
        if path.exists() and path.parent != HERE:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    rows = {**json.loads(FROZEN.read_text(encoding="utf-8")), **frozen()} if FROZEN.exists() else frozen()
    FROZEN.write_text(json.dumps(rows, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
