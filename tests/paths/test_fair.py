"""What each kind of edit does to a play of a fair: said in fair.expected, which `--update` writes anew.

The story has three files, visits with local variables, choices lent by another scene, scenes offered by tag, a
question, draws and variations. For every edit the file has what a replay says, what a repair proposes, and what of
the stored states in the middle of the play and before its end would be taken up.
"""

import re
from pathlib import Path

import pytest
from playing import last_of

import engine
from engine.paths.repairing import repair
from engine.paths.replaying import replay
from engine.paths.saved_path import SavedPath
from engine.paths.snapshots import restore, used_up

FOLDER = Path(__file__).parent / "fair"
EXPECTED = FOLDER.with_suffix(".expected")
PLAY = [
    "gate.pay", "=Zoë", "field.go-over-to-the-games", "games.rings", "games.rings", "games.enough",
    "small_talk.prices", "field.each-wedding", "wedding.whose", "field.each-drought",
    "field.have-your-fortune-told", "field.leave", "road.sing",
]  # fmt: skip
# After so many steps a state is stored: in a visit, and before the last choice.
STORED = (5, 12)
Edit = dict[str, list[tuple[str, str]]]

EDITS: dict[str, Edit] = {
    "nothing": {},
    "a choice in front": {"games": [("+ (rings)", "+ Look on.\n    -> games\n+ (rings)")]},
    "a choice that was not taken is deleted": {
        "fair": [("* Climb over the fence.\n    ~ luck = low\n    You tear a sleeve.\n", "")]
    },
    "the choice taken is deleted": {
        "games": [
            (
                "+ (rings) {if coins > 0} Throw the rings.\n    ~ coins -= 1\n    ~ if throw > 3:\n        ~ won += duck\n        You win a duck.\n    ~ else:\n        Nothing.\n    -> games\n",
                "",
            )
        ]
    },
    "choices swapped": {
        "fair": [
            ("* Walk. -> end: Home\n", ""),
            (
                "* (sing) Sing on the way. -> end: Merry\n",
                "* (sing) Sing on the way. -> end: Merry\n* Walk. -> end: Home\n",
            ),
        ]
    },
    "labels swapped": {
        "fair": [
            ("* Walk. -> end: Home", "* (sing) Walk. -> end: Home"),
            ("* (sing) Sing on the way.", "* (walk) Sing on the way."),
        ]
    },
    "a labelled choice reworded": {"fair": [("Sing on the way.", "Sing all the way.")]},
    "a choice without a label reworded": {"fair": [("Have your fortune told.", "Have your future told.")]},
    "the title of an offered scene reworded": {"talk": [("== wedding: The wedding", "== wedding: The great wedding")]},
    "a label renamed, and recorded": {"games": [("+ (rings)", "+ (hoops was rings)")]},
    "a label renamed": {"games": [("+ (rings)", "+ (hoops)")]},
    "choices wrapped in a condition": {
        "fair": [
            (
                "* Walk. -> end: Home\n* (sing) Sing on the way. -> end: Merry\n",
                "~ if coins >= 0:\n    * Walk. -> end: Home\n    * (sing) Sing on the way. -> end: Merry\n",
            )
        ]
    },
    "wrapped in one that does not hold": {
        "fair": [
            (
                "* Walk. -> end: Home\n* (sing) Sing on the way. -> end: Merry\n",
                "~ if coins > 15:\n    * (sing) Sing on the way. -> end: Merry\n~ else:\n    * Walk. -> end: Home\n",
            )
        ]
    },
    "a default": {"fair": [("= 9", "= 10")]},
    "a default that closes a choice": {"fair": [("= 9", "= 6")]},
    "a variable more": {"fair": [("var won", "var hats = 2\nvar won")]},
    "a narrower range": {"fair": [("0..20 = 9", "0..9 = 9")]},
    "a range too narrow": {"fair": [("0..20 = 9", "8..20 = 9")]},
    "files in another order": {
        "fair": [("include games.story\ninclude talk.story", "include talk.story\ninclude games.story")]
    },
    "draws elsewhere": {
        "talk": [("Somebody gets married.", "Somebody gets married. {random(1,6)} {shuffle: A | B}")],
        "fair": [("counts {random(10, 99)} heads.", "counts {random(1, 5)} and {random(10, 99)} heads.")],
    },
    "a scene split": {"fair": [("~ ask name: Whom", "-> entry\n\n== entry\n~ ask name: Whom")]},
    "a scene split behind its text": {"fair": [("~ cycle:\n    - Dogs", "-> lane\n\n== lane\n~ cycle:\n    - Dogs")]},
    "a choice moved to another scene": {
        "fair": [
            (
                "* (sing) Sing on the way. -> end: Merry\n",
                "* Go on. -> bend\n\n== bend\nA bend.\n* (sing) Sing on the way. -> end: Merry\n",
            )
        ]
    },
    "only once": {"games": [("+ (rings)", "* (rings)")]},
    "more than once": {"talk": [("* (prices)", "+ (prices)")]},
    "a stricter condition": {"games": [("{if coins > 0} Throw", "{if coins > 7} Throw")]},
    "a closed choice": {"fair": [("* (sing) Sing", "* (sing) {needs luck == low: you are too happy} Sing")]},
    "another choice with its text": {"fair": [("* Walk. -> end: Home", "* (walk) Sing on the way. -> end: Home")]},
    "two for one, with its text": {
        "fair": [
            (
                "* (pay) Pay a coin to the boy.",
                "* (pay2) Pay a coin to the boy.\n    You pay twice.\n* (pay3) Pay a coin to the boy.",
            )
        ]
    },
    "a question for another variable": {
        "fair": [("var name", 'var nick: text = "x"\nvar name'), ("~ ask name: Whom", "~ ask nick: Whom")]
    },
    "a question taken away": {"fair": [("~ ask name: Whom shall I announce?\n", "")]},
    "a question reworded": {"fair": [("Whom shall I announce?", "Who are you?")]},
    "a tag taken away": {
        "talk": [("== wedding: The wedding #gossip", "== wedding: The wedding")],
        "fair": [("+ Leave. -> road", "+ Leave. -> road\n+ Wed. -> wedding")],
    },
    "an offered scene with a condition": {"talk": [("~ when visits(field) > 1", "~ when visits(field) > 9")]},
    "lent choices taken away": {"fair": [("<- small_talk\n", "")]},
    "lent choices behind a choice": {"fair": [("<- small_talk\n", "+ Talk. -> small_talk\n")]},
    "a visit that became a move": {
        "fair": [("    -> games ->\n    -> field", "    -> games")],
        "games": [
            ("* {otherwise} -> back", "* {otherwise} -> field"),
            ("+ (enough) That is enough. -> back", "+ (enough) That is enough. -> field"),
        ],
    },
    "prose": {"talk": [("Nan: Up.", "Nan: Up, dear.")]},
    "an ending renamed": {"fair": [("-> end: Merry", "-> end: Happy")]},
    "ends sooner": {"fair": [("+ Leave. -> road", "+ Leave. -> end: Left")]},
    "leads elsewhere": {"fair": [("+ Leave. -> road", "+ Leave. -> gate")]},
    "an effect": {"games": [("    ~ coins -= 1", "    ~ coins -= 2")]},
    "another value of an enumeration": {
        "fair": [("var luck: low | even | high = even", "var luck: low | even | high | vast = even")]
    },
    "a default text": {"fair": [('var name: text = "stranger"', 'var name: text = "nobody"')]},
    "a mistake of the story": {
        "fair": [("Old Pike: I see {random(2, 9)}", "Old Pike: I see {random(9, 2 + coins - coins)}")]
    },
    "a draw of the same words in front": {
        "games": [("~ let throw = random(1, 6)", "~ let first = random(1, 6)\n~ let throw = random(1, 6)")]
    },
    "another draw of the same words in front": {
        "fair": [("{The fair is on. |", "{random(10, 99)} {The fair is on. |")]
    },
    "a variable renamed": {
        "fair": [
            ("var coins", "var pence"),
            ("~ coins -= 1\n    He", "~ pence -= 1\n    He"),
            ("{coins} coins", "{pence} coins"),
            ("coins >= 5", "pence >= 5"),
            ("~ coins -= 5", "~ pence -= 5"),
        ],
        "games": [
            ("coins > 0", "pence > 0"),
            ("~ coins -= 1", "~ pence -= 1"),
            ("coins > 1", "pence > 1"),
            ("~ coins -= 2", "~ pence -= 2"),
        ],
    },
    "a visit more, behind the other": {
        "fair": [("    -> games ->\n    -> field", "    -> games ->\n    -> games ->\n    -> field")]
    },
    "a local variable more": {"games": [("Three rings", "~ let price = coins\nThree rings")]},
    "another type": {"fair": [('var name: text = "stranger"\n', "var name: 0..9 = 3\n")]},
    "a title counted": {"fair": [("Dogs bark.", "Dogs bark {visits(field)} times, {visits(road)}.")]},
}


def renamed(old: str, new: str, recorded: bool) -> Edit:
    """A scene renamed everywhere, and perhaps recorded at its heading."""
    edit: Edit = {}
    for name in ("fair", "games", "talk"):
        text = (FOLDER / f"{name}.story").read_text(encoding="utf-8")
        lines = text.splitlines(keepends=True)
        edit[name] = [(text, "".join(_renamed(line, old, new, recorded) for line in lines))]
    return edit


def _renamed(line: str, old: str, new: str, recorded: bool) -> str:
    line = re.sub(rf"(->|<-|visits\() ?{old}\b", lambda found: found[0].replace(old, new), line)
    return re.sub(rf"^== {old}\b", f"== {new} (was {old})" if recorded else f"== {new}", line)


for scene, name in (("field", "meadow"), ("games", "stalls"), ("wedding", "marriage"), ("small_talk", "chat")):
    EDITS[f"scene {scene} renamed"] = renamed(scene, name, False)
    EDITS[f"scene {scene} renamed, and recorded"] = renamed(scene, name, True)


def written(folder: Path, edit: Edit) -> engine.Story:
    """The story after an edit, each part of which must find its place."""
    for name in ("fair", "games", "talk"):
        text = (FOLDER / f"{name}.story").read_text(encoding="utf-8")
        for old, new in edit.get(name, ()):
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}.story"
            text = text.replace(old, new)
        (folder / f"{name}.story").write_text(text, encoding="utf-8")
    return engine.load("fair.story")


def played(story: engine.Story, count: int) -> SavedPath:
    """The path of the first steps of the play, with the state after them."""
    session = story.start(seed=11)
    for one in PLAY[:count]:
        if one.startswith("="):
            session.answer(one[1:])
        else:
            session.choose(one)
    path = SavedPath.of(session).model_copy(update={"last": last_of(session)})
    return SavedPath.loads(path.dumps())


def taken_up(story: engine.Story, path: SavedPath) -> str:
    """What is said when the state of a path is taken up."""
    session = story.start(path.seed)
    assert path.last is not None
    try:
        notes = restore(session, used_up(path.last, path))
    except engine.StateError as error:
        return f"refused: {error}"
    assert session.scene and (session.choices or session.question or session.over)
    return "; ".join(notes) or "all of it fits"


def told(name: str, story: engine.Story, whole: SavedPath, parts: list[SavedPath]) -> list[str]:
    """All that is said about an edit."""
    done = replay(story, whole)
    end = f"stops: {done.stopped.kind}" if done.stopped else "fits" if done.fits else "goes on, and differs"
    lines = [f"## {name}", f"{len(done.session.path)} of {len(PLAY)} steps, {end}"]
    lines += [f"- {line}" for result in done.results for line in result.lines()]
    # Each choice that was taken is the one that the path means, under its own name or one that a line above tells.
    known = dict(zip(PLAY, (step.id or f"={step.answer}" for step in done.session.path), strict=False))
    for old, new in known.items():
        assert old == new or any(f"`{old}`" in line or new.partition(".")[2] == old.partition(".")[2] for line in lines)
    if done.stopped:
        mended = repair(story, whole)
        assert mended.changes or mended.path is None, "a path that stops needs a change"
        lines += [f"repair: {one}" for one in mended.changes] if mended.path else ["repair: none"]
    lines += [f"state after {len(part.steps)}: {taken_up(story, part)}" for part in parts]
    return [*lines, ""]


def test_what_each_edit_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update: bool) -> None:
    monkeypatch.chdir(tmp_path)
    story = written(tmp_path, {})
    whole, parts = played(story, len(PLAY)), [played(story, count) for count in STORED]
    lines = []
    for name, edit in EDITS.items():
        lines += told(name, written(tmp_path, edit), whole, parts)
    text = "\n".join(lines)
    if update:
        EXPECTED.write_text(text, encoding="utf-8")
    assert text == EXPECTED.read_text(encoding="utf-8")
