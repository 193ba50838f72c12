"""Renaming: what is written, what is refused, and that every name means what it meant."""

from pathlib import Path

import pytest

from engine.loading import check_file
from engine.symbols.renaming import CannotRename, renamed

STORY = """\
title: Names
start: hall
cast: Mia, Tom

const MOST = 9
var gold: 0..MOST = 1
var mood: sour | glad = sour
def rich(least) = gold > least
claim reach hall.pay
claim reach "Far away"

== hall(n: 0..9): The hall
The hall has gold; go and pay, Mia. {rich(n)} {mood == glad}
Tom: gold.
* (pay) {needs rich(n): not gold} Pay.
    ~ gold -= n
    -> hall(2)
* {if seen(pay) and visits(cellar) > 0} Go down. -> cellar ->
+ each #dark
+ {if not seen(cellar)} Look
    ~ mood = glad
    -> hall(n)
* {otherwise} -> lost

== cellar (was cave) #dark
* (go was leave) Up. -> end: Far away
* {if seen(hall.pay)} Out. -> end: Far away

== lost // a comment
-> any #dark
-> end
"""


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("x.story")
    path.write_text(STORY.replace("start: hall", "start: lost"), encoding="utf-8")
    return path


def rename(path: Path, old: str, new: str, kind: str | None = None) -> str:
    """The story after a renaming, in which nothing is found that was not found before."""
    before = path.read_text(encoding="utf-8")
    texts = renamed(path, old, new, kind)[1].texts
    path.write_bytes(texts[path.resolve()])
    found = [(one.code, one.span.line) for one in check_file(path)[0]]
    path.write_text(before, encoding="utf-8")
    assert found == [(one.code, one.span.line) for one in check_file(path)[0]]
    return texts[path.resolve()].decode()


def changed(path: Path, text: str) -> list[str]:
    """The lines that a renaming changed, as they are now."""
    before = path.read_text(encoding="utf-8").split("\n")
    return [new for old, new in zip(before, text.split("\n"), strict=True) if old != new]


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (
            "hall",
            "lobby",
            [
                "claim reach lobby.pay",
                "== lobby(n: 0..9) (was hall): The hall",
                "    -> lobby(2)",
                "    -> lobby(n)",
                "* {if seen(lobby.pay)} Out. -> end: Far away",
            ],
        ),
        (
            "cellar",
            "vault",
            [
                "* {if seen(pay) and visits(vault) > 0} Go down. -> vault ->",
                "+ {if not seen(vault)} Look",
                "== vault (was cellar, cave) #dark",
            ],
        ),
        (
            "cellar",
            "cave",
            [
                "* {if seen(pay) and visits(cave) > 0} Go down. -> cave ->",
                "+ {if not seen(cave)} Look",
                "== cave (was cellar, cave) #dark",
            ],
        ),
        ("lost", "gone", ["start: gone", "* {otherwise} -> gone", "== gone (was lost) // a comment"]),
        (
            "pay",
            "hand_over",
            [
                "claim reach hall.hand_over",
                "* (hand_over was pay) {needs rich(n): not gold} Pay.",
                "* {if seen(hand_over) and visits(cellar) > 0} Go down. -> cellar ->",
                "* {if seen(hall.hand_over)} Out. -> end: Far away",
            ],
        ),
        ("cellar.go", "up", ["* (up was go, leave) Up. -> end: Far away"]),
        ("cellar.go", "leave", ["* (leave was go) Up. -> end: Far away"]),
        (
            "hall.go-down",
            "down",
            ["* (down was go-down) {if seen(pay) and visits(cellar) > 0} Go down. -> cellar ->"],
        ),
        ("hall.look", "see", ["+ (see was look) {if not seen(cellar)} Look"]),
        ("gold", "coins", ["var coins (was gold): 0..MOST = 1", "def rich(least) = coins > least", "    ~ coins -= n"]),
        ("MOST", "ALL", ["const ALL = 9", "var gold: 0..ALL = 1"]),
        ("least", "limit", ["def rich(limit) = gold > limit"]),
        (
            "glad",
            "merry",
            [
                "var mood: sour | merry (was glad) = sour",
                "The hall has gold; go and pay, Mia. {rich(n)} {mood == merry}",
                "    ~ mood = merry",
            ],
        ),
        ("dark", "dim-lit", ["+ each #dim-lit", "== cellar (was cave) #dim-lit", "-> any #dim-lit"]),
        ("Tom", "Old Bob", ["cast: Mia, Old Bob", "Old Bob: gold."]),
        (
            "Far away",
            "So far away",
            [
                'claim reach "So far away"',
                "* (go was leave) Up. -> end: So far away (was Far away)",
                "* {if seen(hall.pay)} Out. -> end: So far away (was Far away)",
            ],
        ),
    ],
)
def test_lines(story: Path, old: str, new: str, lines: list[str]) -> None:
    text = rename(story, old, new)
    assert changed(story, text) == lines


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("hall", "cellar", "there is a scene `cellar` already"),
        ("hall", "end", "`end` is a word of the language"),
        ("hall", "pay", "this asks about the choice labelled `pay`, not about the scene"),
        ("gold", "n", "`n` is taken"),
        ("gold", "glad", "also a name of an enumeration"),
        ("gold", "2x", "no name for a variable"),
        ("gold", "my gold", "no name for a variable"),
        ("gold", "gold", "already"),
        ("gold", "random", "does not do"),
        ("gold", "true", "does not do"),
        ("Tom", "Mia", "there is a speaker `Mia` already"),
        ("Tom", "A, B", "no name for a speaker"),
        ("cellar.go", "out", "does not do"),
        ("nothing", "x", "nothing that can be renamed is named `nothing`"),
        ("Far away", "a {b}", "no name for a ending"),
    ],
)
def test_refused(story: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(CannotRename, match=words.replace("{", r"\{")):
        renamed(story, old, new)


PLACES = """\
title: Places
var home: attic "the attic" | cellar = attic

== street
* Under the roof. -> ask(attic)
* Under the street. -> ask(cellar)

== ask(place: attic | cellar)
~ let other: attic | cellar = attic
~ home = place if place == cellar else other
You walk home. -> {home}

== attic
-> end: Attic

== cellar
-> end: Cellar
"""


@pytest.mark.parametrize("kind", ["scene", "member", None])
def test_a_scene_that_a_value_names(story: Path, kind: str | None) -> None:
    """Its name in types and values goes with it, whichever of the two is renamed."""
    story.write_text(PLACES, encoding="utf-8")
    texts = renamed(story, "attic", "loft", kind)[1].texts
    assert texts[story.resolve()].decode() == PLACES.replace("attic", "loft").replace("the loft", "the attic").replace(
        "== loft", "== loft (was attic)"
    )


def test_names_that_had_others_before(story: Path) -> None:
    text = 'var money (was gold): 0..9 = 1\nvar mood: cross "very cross" (was sour) | calm "at ease" = calm\n'
    text += "var debt (was due, owed): 0..9 = 1\n\n== a\n~ mood = cross\n{money}{mood}{debt}\n"
    text += "* On. -> end: Late Morning (was Morning)\n* Off. -> end: Well, well\n"
    story.write_text(text, encoding="utf-8")
    for old, new, line in (
        ("money", "coins", "var coins (was money, gold): 0..9 = 1"),
        ("cross", "bad", 'var mood: bad "very cross" (was cross, sour) | calm "at ease" = calm'),
        ("calm", "even", 'var mood: cross "very cross" (was sour) | even "at ease" (was calm) = even'),
        # Names that are in use again are no old ones, and what has a comma cannot stand among them.
        ("debt", "due", "var due (was debt, owed): 0..9 = 1"),
        ("debt", "owed", "var owed (was debt, due): 0..9 = 1"),
        ("Late Morning", "Noon", "* On. -> end: Noon (was Late Morning, Morning)"),
        ("Well, well", "So", "* Off. -> end: So"),
    ):
        texts = renamed(story, old, new)[1].texts
        assert line in texts[story.resolve()].decode().split("\n")


def test_several_of_one_name(story: Path) -> None:
    story.write_text(STORY.replace("(go was leave)", "(pay)").replace("#dark", "#lost"), encoding="utf-8")
    with pytest.raises(CannotRename, match=r"2 things are named `pay`, name the scene too.*hall.pay.*cellar.pay"):
        renamed(story, "pay", "x")
    with pytest.raises(CannotRename, match=r"2 things are named `lost`, say which: --kind"):
        renamed(story, "lost", "x")
    assert renamed(story, "lost", "x", "tag")[1].places == 3


def test_a_scene_that_is_not_written_yet(story: Path) -> None:
    story.write_text("title: A\n== a\n* One. -> pier\n* Two. -> pier\n", encoding="utf-8")
    assert changed(story, rename(story, "pier", "dock")) == ["* One. -> dock", "* Two. -> dock"]


def test_stale_moves_to_a_scene_that_has_another_name_now(story: Path) -> None:
    story.write_text("title: A\n== a\n* One. -> pier\n* Two. -> pier\n== dock\n-> end\n", encoding="utf-8")
    texts = renamed(story, "pier", "dock")[1].texts
    assert changed(story, texts[story.resolve()].decode()) == ["* One. -> dock", "* Two. -> dock"]


def test_a_shadowed_scene_is_seen(story: Path) -> None:
    """A label named like a scene would take over the questions about the scene."""
    story.write_text(
        "title: A\n== a\n* (x) One. -> b\n* {if seen(b)} Two. -> b\n+ {otherwise} -> end\n== b\n-> a\n",
        encoding="utf-8",
    )
    with pytest.raises(CannotRename):
        renamed(story, "a.x", "b")


def test_what_would_be_one_more_of_them(story: Path) -> None:
    """Without a new finding of the checker: a line of prose becomes a speech."""
    story.write_text("title: A\ncast: Mia\n== a\nMia: Hello.\n\nNote: it is shut.\n* On. -> end\n", encoding="utf-8")
    words = r"`Note` does not do: what is `Note` here now would be it, too \(\S*x.story:6\)"
    with pytest.raises(CannotRename, match=words):
        renamed(story, "Mia", "Note")


def test_names_within_scenes_and_functions_that_are_renamed(story: Path) -> None:
    """Several local variables of one name, in a scene or a function, are its own under its new name, too."""
    text = "title: A\ndef first():\n    ~ if 1 > 0:\n        ~ let z = 1\n        ~ return z\n    ~ let z = 2\n    ~ return z\n"
    text += (
        "== a\n{first()}\n* One.\n    ~ let z = 1\n    {z}\n    -> end\n* Two.\n    ~ let z = 2\n    {z}\n    -> end\n"
    )
    story.write_text(text, encoding="utf-8")
    assert renamed(story, "a", "hall", "scene")[1].places == 1
    assert renamed(story, "first", "least")[1].places == 2


def test_a_label_that_is_named_like_a_scene(story: Path) -> None:
    """`since` asks about scenes alone, so it keeps the scene's name."""
    text = "title: A\n== a\n* (yard) Look.\n    -> a\n* {if since(yard) > 3} Go. -> yard\n* On. -> end\n== yard\n-> a\n"
    story.write_text(text, encoding="utf-8")
    assert changed(story, rename(story, "yard", "look", "label")) == ["* (look was yard) Look."]


def test_every_scene_of_joes_bar(root: Path, tmp_path: Path) -> None:
    """Each alone keeps every name's meaning; tests/cli tells that of the saved paths."""
    path = root / "stories" / "joes_bar.story"
    for number, name in enumerate(("stool", "karma", "kiss", "truce", "until_morning", "cab")):
        symbol, result = renamed(path, name, f"renamed_{number}", "scene")
        assert symbol.name == name and result.texts


def test_a_speaker_whose_accents_are_typed_in_two_ways(tmp_path: Path) -> None:
    path = tmp_path / "x.story"
    path.write_text("cast: Zo\u00e9\n== a\nZoe\u0301 : Oui.\n\nZo\u00e9: Non.\n-> end\n", encoding="utf-8")
    texts = renamed(path, "Zo\u00e9", "Ada", None)[1].texts
    assert texts[path.resolve()].decode() == "cast: Ada\n== a\nAda : Oui.\n\nAda: Non.\n-> end\n"
