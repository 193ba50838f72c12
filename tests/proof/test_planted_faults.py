"""Stories with one fault each, hidden well: each is found, with a shortest play."""

import pytest

import engine
from engine.proof.prove import Proof, prove

DEEP = "".join(f"== s{n}\n+ On. -> s{n + 1}\n* Also. -> s{n + 1}\n" for n in range(20))
FAULTS = {
    "a soft lock twenty choices deep": (
        DEEP + "== s20\n+ Left. -> trap\n+ Right. -> end\n== trap\n+ Round. -> trap\n",
        "NC506",
        21,
    ),
    "an off-by-one in a range": (
        "var coins: 0..5 = 5\n== shop\n+ {if coins >= 0} Buy.\n    ~ coins -= 1\n    -> shop\n+ Leave. -> end\n",
        "NC504",
        6,
    ),
    "a division by zero behind a chance of one in a hundred": (
        "var n: 0..3 = 3\nvar m: number\n== a\n+ Less.\n    ~ n = clamp(n - 1, 0, 3)\n    ~ if chance(1):\n"
        "        ~ m = 6 / n\n    -> a\n+ Leave. -> end: {m}\n".replace(": {m}", ""),
        "NC504",
        3,
    ),
    "two scenes that go round without a choice": (
        "var c = false\n== a\n+ Set.\n    ~ c = true\n    -> b\n+ Leave. -> end\n"
        "== b\n~ if c:\n    -> d\n-> a\n== d\n~ if not c:\n    -> a\n-> b\n",
        "NC504",
        1,
    ),
    "a storylet that is starved": (
        "var n: 0..3\n== a\n+ More.\n    ~ n = clamp(n + 1, 0, 3)\n    -> any #talk ->\n    -> a\n+ Leave. -> end\n"
        "== often #talk\n~ priority 2\nTalk.\n-> back\n== rare #talk\n~ when n > 1\n~ priority 1\nRare.\n-> back\n",
        "NC509",
        None,
    ),
    "once-only choices that strand": (
        "== a\n* One. -> a\n* Two. -> a\n* {if visits(a) < 2} Leave. -> end\n",
        "NC508",
        2,
    ),
    "an error as soon as the story begins, where chance has it so": (
        "var n: 0..5 = 3\n== a\n~ if chance(1):\n    ~ n = 0\n{6 / n}\n+ Again. -> a\n+ Stop. -> end\n",
        "NC504",
        0,
    ),
    "a choice that is closed in every play": (
        "var n: 0..3\n== a\n+ More.\n    ~ n = 1\n    -> a\n+ {needs n == 2: not yet} Use it. -> end\n+ Leave. -> end\n",
        "NC507",
        None,
    ),
    "a choice's text that is too much work, once something is carried": (
        "var bag: set of a, b, c, d, e, f, g, h, i, j\nvar n: 0..3\ndef row():\n    ~ for p in bag:\n"
        "        ~ for q in bag:\n            ~ for r in bag:\n                ~ for s in bag:\n"
        "                    ~ for t in bag:\n                        ~ for u in bag:\n                            word\n"
        "== a\n+ Take.\n    ~ n = clamp(n + 1)\n    ~ if n == 2:\n        -> b\n    -> a\n+ Leave. -> end\n"
        "== b\n+ {if n > 0} Look: {row()}.\n    -> a\n",
        "NC504",
        2,
    ),
    "a text that is never shown": (
        "var n: 0..3\n== a\n{if n == 2: Two. | Not two.}\n+ More.\n    ~ n = 1\n    -> a\n+ Leave. -> end\n",
        "NC503",
        None,
    ),
}  # fmt: skip


def proof_of(text: str) -> Proof:
    return prove(engine.loads(text), 20)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_with_a_shortest_play(name: str) -> None:
    text, code, steps = FAULTS[name]
    found = [one for one in proof_of(text).findings if one.diagnostic.code == code]
    assert len(found) == 1, found
    witness = found[0].witness
    assert (witness and len(witness.choices)) == steps
    if witness is not None:
        assert witness.seed is not None, "chance can go this way, and a seed is found that makes it"


FIVE = "".join(f"var v{n}: 0..3\n" for n in range(5)) + (
    "claim reach vault\nclaim never seen(vault) and v0 == 0\nclaim vault only after second\n== a\n"
    + "".join(f"+ Turn {n}.\n    ~ v{n} = (v{n} + 1) % 4\n    -> a\n" for n in range(5))
    + "+ {if v0 == 1 and v1 == 3 and v2 == 0 and v3 == 2 and v4 == 1} Open. -> vault\n+ Leave. -> end\n"
    + "== vault\n+ Look round. -> second\n== second\n-> end: Rich\n"
)


def test_a_choice_behind_an_exact_combination_of_five_variables_is_found() -> None:
    proof = proof_of(FIVE)
    reach, never, only_after, ending = proof.verdicts
    assert (reach.result, reach.witness and len(reach.witness.choices)) == ("proved", 8)
    assert (never.result, ending.result) == ("proved", "proved")
    assert (only_after.result, only_after.witness and len(only_after.witness.choices)) == ("refuted", 8)


def test_a_turn_that_is_too_much_work_is_all_that_is_said_of_it() -> None:
    names = ", ".join(f"n{number}" for number in range(60))
    loops = "".join(f"{'    ' * deep}~ for x{deep} in bag:\n" for deep in range(1, 5))
    text = f"var bag: set of {names}\ndef row():\n{loops}                    word\n== a\n* Go.\n    ~ bag += n1\n"
    text += f"    ~ bag = [{names}]\n    {{row()}}\n* Wait.\n-> end\n"
    assert [(one.diagnostic.code, one.diagnostic.span.line) for one in proof_of(text).findings] == [("NC504", 10)]


def test_an_unbounded_number_that_decides_something_is_named() -> None:
    text = "var gold = 0\nclaim never gold == 7 and gold == 8\n== a\n+ {if gold > -5} Dig.\n    ~ gold += 1\n    -> a\n"
    # What is only compared with numbers is cut off; this is calculated with.
    text += "+ {if gold % 7 * 2 < gold * gold} Pay.\n    ~ gold -= 2\n    -> a\n"
    proof = prove(engine.loads(text + "+ Leave. -> end\n"), 0.5)
    assert not proof.complete
    assert any("`gold`" in one for one in proof.large), proof.large


def test_a_number_that_decides_nothing_does_not_matter() -> None:
    text = "var gold = 0\n== a\nYou have {gold}.\n+ Dig.\n    ~ gold += 1\n    -> a\n+ Leave. -> end\n"
    proof = proof_of(text)
    assert (proof.complete, proof.states, proof.findings) == (True, 2, [])


def test_a_soft_lock_is_found_behind_many_things_to_look_at() -> None:
    rooms = "".join(
        f"== s{n}\n+ On. -> s{(n + 1) % 60}\n* Look at {n}.\n    Nice.\n    -> s{n}\n* Think of {n}. -> s{n}\n"
        + ("+ {if not shut} Out. -> end\n+ {if not shut} Pull.\n    ~ shut = true\n    -> s0\n" if n == 21 else "")
        for n in range(60)
    )
    proof = proof_of("var shut = false\n" + rooms)
    assert proof.complete
    assert proof.states < 200
    [found] = [one for one in proof.findings if one.diagnostic.code == "NC506"]
    assert found.witness is not None
    assert len(found.witness.choices) == 22


def test_the_last_part_of_an_if_is_looked_at_and_dead_text_is_named() -> None:
    text = "var n: 0..3\n== a\n~ n = 2\n~ if n > 1:\n    Yes.\n~ else:\n    Not ever.\n{if n > 2: Three.}{if n == 9: | Not nine.}\n-> end\n"
    found = {(one.diagnostic.span.line, one.diagnostic.message) for one in proof_of(text).findings}
    assert {line for line, _ in found} == {7, 8}
    assert any("“Not ever.” is never shown" in message for _, message in found)
    assert any("“Three.” is never shown" in message for _, message in found)


def test_what_is_shut_for_good_is_named() -> None:
    text = "var key = false\n== a\n+ Key.\n    ~ key = true\n    -> a\n+ Down. -> b\n+ Leave. -> end\n== b\n* Crawl. -> end\n* Fall.\n    -> c\n"
    proof = proof_of(
        text
        + "+ Wait. -> b\n== c\n+ {needs key: locked} Open. -> end\n+ {if key and seen(b)} Climb. -> b\n+ Sit. -> c\n"
    )
    [found] = [one.diagnostic for one in proof.findings if one.diagnostic.code == "NC506"]
    told = [what for _, what in found.related]
    assert told == [
        "`c.open` is shut: it needs `key`, and `key` is false",
        "`c.climb` is shut: `key and seen(b)` never holds where it is asked",
    ]


def test_what_makes_a_story_large_is_named_with_its_line() -> None:
    rooms = "".join(f"* Do {n}.\n    ~ done += {n}\n    -> a\n" for n in range(30))
    text = f"var done = 0\nclaim never done * done == 17 and visits(a) == 3\n== a\n{rooms}+ {{if done * done != 7}} Rest. -> a\n+ Leave. -> end\n"
    proof = prove(engine.loads(text), 4.0, states=3000)
    assert not proof.complete
    assert any("once-only choices of `a` (line 3) can each have been taken or not" in one for one in proof.large), (
        proof.large
    )
    assert any(one.startswith("`done` (set in line 5) has ") for one in proof.large), proof.large


@pytest.mark.parametrize(
    ("kind", "shown", "named"),
    [
        ("then", 2, ["items 3 to 5"]),
        ("then", 4, ["item 5"]),
        ("once", 3, ["items 4 to 5"]),
        ("cycle", 1, ["items 2 to 5"]),
        ("cycle", 5, []),
    ],
)
def test_items_that_no_play_comes_to_are_named_as_a_range(kind: str, shown: int, named: list[str]) -> None:
    word = "" if kind == "then" else f"{kind}: "
    text = f"var n = 0\n== a\n{{{word}A | B | C | D | E}}\n~ n += 1\n+ {{if n < {shown}}} On. -> a\n+ Leave. -> end\n"
    told = [one.diagnostic.message for one in proof_of(text).findings if one.diagnostic.code == "NC503"]
    assert [one.partition("for ")[2].partition(" of")[0] for one in told] == named


def test_what_is_shut_is_told_where_dice_lead_into_the_trap() -> None:
    """What is seen of the states behind it does not rest on what was seen before."""
    proof = proof_of(
        "var a: 0..20 = 20\nvar key = false\n== fight\n+ Hit.\n    ~ a = clamp(a - random(1, 6) - random(1, 3))\n"
        "    ~ if a == 0:\n        -> cell\n    -> fight\n+ Take the key.\n    ~ key = true\n    -> fight\n"
        "== cell\n+ {if key} Open. -> end: Out\n+ Roll.\n    ~ a = random(1, 6)\n    -> cell\n"
    )
    [finding] = [one.diagnostic for one in proof.findings if one.diagnostic.code == "NC506"]
    assert "`cell.open` is shut: it needs `key`, and `key` is false" in str(finding), finding
