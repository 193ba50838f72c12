"""Things between which nothing can tell are one for the proof; that says the same as looking at each by itself."""

import random
import re
from collections.abc import Callable

import pytest
from held_against import held

import engine
from engine.proof import prove as proving
from engine.proof.instrumentation import instrument
from engine.proof.packed import transition_system as packed
from engine.proof.packed.transition_system import PackedSystem
from engine.proof.prove import Proof, prove
from engine.proof.queries import build_system

SEEDS = range(24)


@pytest.fixture(autouse=True)
def short_walks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "WALK_SECONDS", 0.1)
    monkeypatch.setattr("engine.proof.reductions.interchangeable.FEWEST", 2)


def story(seed: int) -> str:
    """A story with things that are alike, or nearly so: in some stories one of them is a little different."""
    chance = random.Random(seed)
    count, odd = chance.choice((3, 4)), chance.choice((None, 0, 1, 2))
    ending = chance.choice(("done == 4", "done > 2", "done == 7", "seen(tale1)", "seen(camp.help1)", "flag"))
    claims = ["reach dawn", "never done == 5 and not flag", 'reach "Dawn" with done == 3']
    claims += chance.choice(
        (["never seen(tale2) and done == 1"], ["reach tale1 with done > 2"], ["reach camp.help2"], [])
    )
    lines = ["var done: 0..9", "var flag = false", "var n: 0..2", *(f"claim {one}" for one in claims)]
    lines += [f"status: {chance.choice(('{done}', '{n}', '{6 / (n + 1)}', '{6 / n}'))}"]
    lines += ["== camp", *(["-> any #tale ->"] if chance.random() < 0.7 else [])]
    other = chance.choice(
        ("~ done = clamp(done + 2)", "~ flag = true", "~ n = 1", "Word {if done > 2: word}.", "-> dawn")
    )
    for number in range(count):
        guard = chance.choice(("{if done < 6} ", "{if visits(tale1) < 1} ")) if number == odd and seed % 3 == 0 else ""
        lines += [f"* (help{number}) {guard}Help.", "    ~ done = clamp(done + 1)"]
        lines += [f"    {other}"] if number == odd and seed % 2 else []
        lines += ["    -> camp"] if other != "-> dawn" or number != odd or not seed % 2 else []
    lines += [
        "+ Rest.",
        "    ~ n = clamp(n + 1)",
        "    -> camp",
        f"+ {{if {ending}}} Go. -> dawn",
        "== dawn",
        "-> end: Dawn",
    ]
    stops = chance.random() < 0.6
    for number in range(count):
        lines += [f"== tale{number} #tale", "~ once"]
        lines += ["~ when not flag"] if chance.random() < 0.2 else []
        lines += ["{if done == 4: Word.}"] if seed % 5 else ["{once: word | word}"]
        lines += ["~ done = clamp(done + 1)"]
        lines += [other] if number == odd and seed % 2 == 0 and other != "-> dawn" else []
        lines += ["+ Go on.", "    -> back", "+ {if done > 3} Sleep. -> end: Slept"] if stops else ["-> back"]
    return "\n".join(lines) + "\n"


def story_of_own(seed: int) -> str:
    """A story with things that have flags, and perhaps scenes, of their own; in some one of them is a little different."""
    chance = random.Random(seed)
    names = [f"f{number}" for number in range(chance.choice((3, 4)))]
    odd = chance.choice((None, None, *names))
    once, scenes, visit = chance.random() < 0.5, chance.random() < 0.5, chance.random() < 0.3
    every = chance.choice((" and ".join(names), " or ".join(reversed(names)), f"not ({' and '.join(names)})"))
    count = " + ".join(f"(1 if {one} else 0)" for one in chance.sample(names, len(names)))
    asked = chance.choice((every, f"{count} >= 2", f"n > 1 and ({every})", f"{count} == n", f"f0 and ({every})"))
    first = chance.choice(("f1", "not f1 and n == 2", f"{count} > 2", f"({count}) * n == 4", "seen(own0) and n < 2"))
    claims = [f"never {first}" if scenes or "own0" not in first else "never n == 7", 'reach "Dawn" with n == 1']
    claims += chance.choice(([], ["own1 only after camp"] if scenes else ["never f0 and f1 and not f2"]))
    lines = [f"var {one} = {'true' if one == odd and seed % 5 == 0 else 'false'}" for one in names]
    lines += ["var n: 0..9", "var m: 0..1", *(f"claim {one}" for one in claims), "== camp"]
    lines += [f"~ if {one}:\n    ~ m = 1" for one in names] if seed % 4 == 0 else []
    for number, one in enumerate(names):
        guard = "" if once else f"{{if not {one}}} "
        guard += "{if n < 3} " if one == odd and seed % 5 == 1 else ""
        does = [
            f"~ {one} = {'not ' + one if seed % 7 == 0 else 'true'}",
            f"~ n = clamp(n + {2 if one == odd and seed % 5 == 2 else 1})",
        ]
        does += ["~ m = 1"] if one == odd and seed % 5 == 3 else []
        lines.append(f"{'*' if once else '+'} {guard}Help.")
        if scenes:
            lines += [f"    -> own{number}{' ->' if visit else ''}", *(["    -> camp"] if visit else [])]
        else:
            lines += [f"    {line}" for line in (*does, "-> camp")]
        names_of = f"own{number}"
        does = [f"== {names_of}", "{if n > 1: Word.}", "+ Help.", *(f"    {line}" for line in does)]
        does += [f"    -> {'back' if visit else 'camp'}", f"+ {{if n < 4}} Not now. -> {'back' if visit else 'camp'}"]
        does += ["+ Look. -> camp"] if one == odd and seed % 5 == 4 and not visit else []
        lines += [] if not scenes else ["@", *does, "@"]
    inside, outside, own = True, [], []
    for line in lines:
        if line == "@":
            inside = not inside
        else:
            (outside if inside else own).append(line)
    outside += [f"+ {{if {asked}}} Go. -> dawn", "+ {if m == 0 or n > 0} Rest. -> camp", "== dawn", "-> end: Dawn"]
    text = "\n".join([*outside, *own]) + "\n"
    if seed % 3 == 0 and "= not f" not in text and "= true" not in text.partition("== ")[0]:
        # The flags as names of a set.
        text = re.sub(r"var f\d = .*\n", "", text)
        text = re.sub(r"~ f(\d) = true", r"~ kept += F\1", text)
        text = re.sub(r"\bf(\d)\b", r"(kept has F\1)", text).replace("F", "f")
        text = f"var kept: set of {', '.join(names)}\n{text}"
    return text


def told(proof: Proof) -> object:
    verdicts = [
        (one.text, one.result, None if one.witness is None else len(one.witness.choices)) for one in proof.verdicts
    ]
    return verdicts, sorted((one.diagnostic.code, one.diagnostic.span.line) for one in proof.findings)


@pytest.mark.parametrize("story", (story, story_of_own))
def test_the_same_is_said_as_one_by_one(story: Callable[[int], str], monkeypatch: pytest.MonkeyPatch) -> None:
    together = {seed: prove(engine.loads(story(seed)), 20) for seed in SEEDS}
    monkeypatch.setattr(packed, "interchangeable", lambda *_: [])
    fewer = 0
    for seed, proof in together.items():
        alone = prove(engine.loads(story(seed)), 20)
        assert alone.complete and proof.complete
        assert told(proof) == told(alone), f"story {seed}"
        assert not proof.unconfirmed
        fewer += proof.states < alone.states
    assert fewer > len(SEEDS) // 5


@pytest.mark.parametrize("seed", (1, 4, 7, 12))
def test_the_brute_force_sees_the_same(seed: int) -> None:
    assert not held(story(seed), 300).differences
    assert not held(story_of_own(seed), 300).differences


def classes(text: str) -> list[int]:
    """How many things are alike, class by class."""
    marked = instrument(engine.loads(text).program)
    system = build_system(marked, frozenset(marked.watched), frozenset(marked.nevers))
    assert isinstance(system, PackedSystem)
    return sorted(len(one.probes) for one in system.alike)


HELP = "var n: 0..9\n{claim}== s\n{one}{others}+ {{if n > 2}} Go. -> end: Out\n"
SAME = "* Help.\n    ~ n = clamp(n + 1)\n    -> s\n"


@pytest.mark.parametrize(
    ("one", "claim", "alike"),
    [
        (SAME, "", [4]),
        ("* Help.\n    ~ n = clamp(n + 2)\n    -> s\n", "", [3]),
        ("* {if n > 0} Help.\n    ~ n = clamp(n + 1)\n    -> s\n", "", [3]),
        ("* (first) Help.\n    ~ n = clamp(n + 1)\n    -> s\n", "claim reach s.first with n == 0\n", [3]),
        ("* (first) Help.\n    ~ n = clamp(n + 1)\n    -> s\n", "claim never seen(s.first) and n == 3\n", [3]),
        ("* (first) Help.\n    ~ n = clamp(n + 1)\n    -> s\n", "", [4]),
        ("* {otherwise} Help.\n    ~ n = clamp(n + 1)\n    -> s\n", "", [3]),
        ("+ Help.\n    ~ n = clamp(n + 1)\n    -> s\n", "", [3]),
    ],
)
def test_what_is_alike(one: str, claim: str, alike: list[int]) -> None:
    assert classes(HELP.format(one=one, claim=claim, others=SAME * 3)) == alike


CARDS = (
    "var n: 0..21\nclaim reach bust\n{claim}== s\n+ Draw.\n    -> any #card ->\n    -> s\n+ {{if n > 2}} Stand. -> end: Stood\n"
    "== bust\n-> end: Bust\n{cards}"
)


@pytest.mark.parametrize(
    ("first", "claim", "alike"),
    [
        ("~ n = clamp(n + 1)\n-> back\n", "", [5]),
        ("~ n = clamp(n + 2)\n-> back\n", "", [4]),
        ("~ when n > 0\n~ n = clamp(n + 1)\n-> back\n", "", [4]),
        ("~ priority 2\n~ n = clamp(n + 1)\n-> back\n", "", [4]),
        ("~ n = clamp(n + 1)\n-> back\n", "claim never seen(card0) and n == 3\n", [4]),
        ("~ n = clamp(n + 1)\n-> back\n", "claim reach card0 with n == 3\n", [4]),
        ("~ n = clamp(n + 1)\n* Look.\n    -> bust\n+ Go. -> back\n", "", [4]),
    ],
)
def test_scenes_that_are_alike(first: str, claim: str, alike: list[int]) -> None:
    same = "~ n = clamp(n + 1)\n-> back\n"
    cards = "".join(f"== card{number} #card\n~ once\n{first if number == 0 else same}" for number in range(5))
    assert classes(CARDS.format(cards=cards, claim=claim)) == alike


@pytest.mark.parametrize("is_set_before", (True, False))
def test_a_thing_that_waits_for_a_visit_keeps_what_is_its_own(is_set_before: bool) -> None:
    names = [f"f{number}" for number in range(4)]
    lines = [*(f"var {one} = false" for one in names), "var lost = false", "claim never lost", "== camp"]
    lines += [f"+ {{if not {one}}} Help.\n    -> own{number}" for number, one in enumerate(names)]
    lines += [f"+ {{if {' and '.join(names)}}} Go. -> end: Out"]
    for number, one in enumerate(names):
        does = [f"    ~ {one} = true", "    -> aside ->"]
        lines += [f"== own{number}", "+ Help.", *(does if is_set_before else does[::-1])]
        lines.insert(
            len(lines) - (not is_set_before), f"    ~ if {'not ' * is_set_before}{one}:\n        ~ lost = true"
        )
        lines += ["    -> camp"]
    text = "\n".join([*lines, "== aside", "+ On. -> back", ""])
    assert classes(text) == [4]
    assert {one.result for one in prove(engine.loads(text), 20).verdicts} == {"proved"}
