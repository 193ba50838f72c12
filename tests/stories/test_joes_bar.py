"""Joe's Bar, played: by its saved plays, by dice, and by the worked example of its guide."""

from __future__ import annotations

import itertools
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import mean

import plays
import pytest
from plays import Play, Turn

import engine

ROOT = Path(__file__).resolve().parents[2]
STORY = ROOT / "stories" / "joes_bar.story"
SOURCES = [STORY, *sorted((STORY.parent / "chapters").glob("*.story"))]
PATHS = sorted((STORY.parent / "paths").glob("*.choices"))
GUIDE = ROOT / "docs" / "joes_bar.md"

PRICE, BEER = 9, 8
NUMBERS = ("none", "one", "two", "three", "four", "five")

LEAVING = {"cab", "call", "chairs", "curb", "flag", "hit", "joe", "lean"} | {
    "message",
    "phone",
    "press",
    "refuse",
    "stop",
    "swallow",
    "take",
    "taxi",
}
"""Labels of choices that lead out of the evening."""

STAYING = {"move", "agree", "water", "names", "solo", "hold", "stay", "say"}
"""Labels of choices that lead towards the morning."""


@pytest.fixture(scope="module")
def story() -> engine.Story:
    return engine.load(STORY)


@pytest.fixture(scope="module")
def saved(story: engine.Story) -> list[Play]:
    """The saved plays, one for each ending."""
    return [plays.follow(story, path.stem, plays.steps(path)) for path in PATHS]


@pytest.fixture(scope="module")
def patient(story: engine.Story) -> list[Play]:
    """Plays of somebody who wants to see the evening through, and so comes to the rarer scenes."""
    return [plays.wander(story, seed, _weights(leaving=0.05, staying=4)) for seed in range(250)]


@pytest.fixture(scope="module")
def people(story: engine.Story) -> list[Play]:
    """Plays such as people make: they try things, and are slower to leave than to stay."""
    return [plays.wander(story, seed, _weights(leaving=0.3)) for seed in range(250)]


@pytest.fixture(scope="module")
def dice(story: engine.Story) -> list[Play]:
    """Plays without any sense."""
    return [plays.wander(story, seed, lambda choice: 1) for seed in range(600)]


@pytest.fixture(scope="module")
def every(saved: list[Play], patient: list[Play], people: list[Play], dice: list[Play]) -> list[Play]:
    return [*saved, *patient, *people, *dice]


@pytest.fixture(scope="module")
def turns(every: list[Play]) -> list[Turn]:
    return [turn for play in every for turn in play.turns]


@pytest.fixture(scope="module")
def shown(turns: list[Turn]) -> dict[str, list[Turn]]:
    """Every text that any play showed, and when."""
    found = defaultdict(list)
    for turn in turns:
        for text in turn.texts:
            found[text].append(turn)
    return found


# ---- What is there ---------------------------------------------------------


def test_the_checker_finds_nothing() -> None:
    assert engine.diagnose(STORY) == []


def test_it_is_as_large_as_it_should_be(story: engine.Story) -> None:
    lines = [line.strip() for source in SOURCES for line in _scenes_of(source)]
    prose = " ".join(_readable(line) for line in lines if not line.startswith(("//", "~", "->", "<-", "== ")))
    assert 12_000 <= len(re.findall(r"[^\W_][\w'’-]*", prose)) <= 18_000
    assert len(story.scenes) >= 35
    assert sum(line.startswith(("* ", "+ ")) for line in lines) >= 90
    assert len(story.endings) >= 9


def test_the_content_note_is_one_paragraph_before_everything_else(story: engine.Story) -> None:
    note, *_ = story.start(seed=1).text
    assert note.text.startswith("A note:") and len(note.text.split()) <= 45


# ---- The saved plays ---------------------------------------------------------


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_saved_play_comes_to_its_ending(story: engine.Story, path: Path) -> None:
    first, *_ = path.read_text(encoding="utf-8").splitlines()
    assert plays.follow(story, path.stem, plays.steps(path)).ending == first.removeprefix("# ending: ")


def test_every_ending_has_a_saved_play(story: engine.Story, saved: list[Play]) -> None:
    assert Counter(play.ending for play in saved) == Counter(story.endings)


def test_the_canonical_play_has_the_fourteen_beats_in_order(saved: list[Play]) -> None:
    beats = dict(re.findall(r"(?m)^== (\w+)\b.*#beat=(\d+)\s*$", "\n".join(map(_text, SOURCES))))
    canonical = next(play for play in saved if play.name == "canonical")
    met = [int(beats[turn.scene]) for turn in canonical.turns if turn.scene in beats]
    assert [beat for beat, _ in itertools.groupby(met)] == list(range(1, 15))
    assert canonical.ending == "Only a memory"


def test_every_choice_is_offered_in_some_play(turns: list[Turn]) -> None:
    offered = {choice.id for turn in turns for choice in turn.choices}
    assert {f"{scene}.{label}" for scene, label in _labels()} - offered == set()
    drawn = {name for source in SOURCES for name in re.findall(r"(?m)^== (\w+):.*#(?:night|joe)\b", _text(source))}
    assert drawn - {choice.rpartition(".each-")[2] for choice in offered} == set()


# ---- Any play ---------------------------------------------------------------


def test_plays_by_dice_come_to_most_endings(patient: list[Play], people: list[Play], dice: list[Play]) -> None:
    # That each comes to one at all, without an error and within bounds, is what `wander` sees to.
    assert len({play.ending for play in (*patient, *people, *dice)}) >= 18


def test_no_paragraph_comes_twice_in_one_play(every: list[Play]) -> None:
    for play in every:
        shown = Counter(paragraph.text for paragraph in play.paragraphs)
        assert [text for text, times in shown.items() if times > 1] == [], play.name


def test_no_words_run_together(shown: dict[str, list[Turn]]) -> None:
    # White space inside braces is trimmed, so what stands before an opening brace shows in the play.
    assert [text for text in shown if re.search(r"[a-z][.,;:!?][A-Za-z]", text)] == []
    for source in SOURCES:
        for form in re.findall(r"[\w.,;:!?]\{if ([^{}]*)\}", _text(source)):
            begun = [
                re.sub(r"^\s*(if )?[^:|]* (==|has) \w+:|^\s*(if )?[\w.()]+:", "", part) for part in form.split("|")
            ]
            assert all(part.strip().startswith((",", ";", ":", ".")) for part in begun), form


def test_a_play_is_neither_short_nor_endless(people: list[Play]) -> None:
    assert 40 <= mean(len(play.paragraphs) for play in people) <= 80


def test_there_is_never_only_one_thing_to_do(turns: list[Turn]) -> None:
    alone = {turn.choices[0].id for turn in turns if len(turn.choices) == 1}
    assert alone == set()


def test_closed_choices_give_their_reason(turns: list[Turn]) -> None:
    closed = [choice for turn in turns for choice in turn.choices if not choice.enabled]
    assert closed and all(choice.reason for choice in closed)


def test_siblings_never_come_to_the_same_words(story: engine.Story, patient: list[Play], dice: list[Play]) -> None:
    tried = set()
    for play in (*patient, *dice[:100]):
        session = story.start(seed=play.seed)
        for turn in play.turns[1:]:
            assert turn.step is not None
            if session.question is not None:
                session.answer(turn.step.answer or "")
                continue
            here = tuple(choice.id for choice in session.choices if choice.enabled)
            if here not in tried:
                tried.add(here)
                led_to = {}
                for choice in here:
                    session.choose(choice)
                    led_to[choice] = session.text[0].text
                    session.undo()
                assert len(set(led_to.values())) == len(led_to), led_to
            session.choose(turn.step.id)
    assert len(tried) > 100


# ---- No contradictions -----------------------------------------------------------


def test_what_is_done_stays_done(every: list[Play]) -> None:
    order = ["unaware", "wondering", "knows"]
    for play in every:
        for before, after in itertools.pairwise(turn.variables for turn in play.turns):
            assert before["papers"] in ("folded", after["papers"]), play.name
            assert before["shots"] <= after["shots"] and before["hers"] <= after["hers"], play.name
            assert set(before["told"]) <= set(after["told"]) and set(before["heard"]) <= set(after["heard"]), play.name
            assert order.index(before["karev"]) <= order.index(after["karev"]), play.name
            assert before["first_names"] <= after["first_names"] and before["water"] <= after["water"], play.name


def test_first_names_come_with_the_truce(turns: list[Turn]) -> None:
    choices = {(choice.text, turn.variables["first_names"]) for turn in turns for choice in turn.choices}
    paragraphs = {(paragraph, turn.variables["first_names"]) for turn in turns for paragraph in turn.paragraphs}
    for text in {text for text, truce in choices if not truce}:
        assert not re.search(r"\b(Jo|Jackson)\b", text), text
    for paragraph, truce in paragraphs:
        narrated = re.sub(r'"[^"]*"', "", paragraph.text)
        if truce:
            assert paragraph.speaker not in ("Wilson", "Avery"), paragraph
            assert "Dr. Wilson" not in narrated, paragraph
        else:
            assert paragraph.speaker not in ("Jo", "Jackson"), paragraph
            assert not re.search(r"\b(Jo|Jackson)\b", plays.spoken(paragraph)), paragraph
            assert not re.search(r"\bJo\b", narrated), paragraph


def test_the_status_line_tells_the_truth(turns: list[Turn]) -> None:
    for turn in turns:
        held = turn.variables
        assert turn.status == f"Whiskeys {held['shots']} · papers {held['papers']} · {held['mood']}"


COUNTS: dict[str, Callable[[Turn], object]] = {
    r"And (\w+) for you\. We can both count": lambda turn: NUMBERS[turn.variables["shots"]],
    r"with (\w+) glasses\?": lambda turn: NUMBERS[turn.variables["hers"]],
    r"I've had (\w+) glasses of other ideas": lambda turn: NUMBERS[turn.variables["hers"]],
    r"(\d+) dollars": lambda turn: (
        PRICE * (turn.variables["shots"] + turn.variables["hers"]) + BEER * ("stool.beer" in turn.taken)
    ),
}
"""Where the prose names a number, and what it should come to."""


@pytest.mark.parametrize("pattern", COUNTS)
def test_prose_counts_as_the_story_does(shown: dict[str, list[Turn]], pattern: str) -> None:
    told = [(found[1], turn) for text in shown if (found := re.search(pattern, text)) for turn in shown[text]]
    assert told, "no play says this any more"
    assert {said for said, turn in told if said != str(COUNTS[pattern](turn))} == set()


NEEDS = {
    # What was told.
    r"^(?!\"Charles and Reed).*\b(Charles|Reed)\b": "told mercy",
    r"used to go|across from Mercy West|hash browns|the sugar was|in some booth": "told mercy",
    r"Tell her his name": "told crib",
    r"\"(Samuel|What size\?|Where are they\?|That's okay. You can drive)": "told crib",
    r"You told me a true thing": "told mercy or told crib",
    r"[Ff]orty-six minutes|Fourteen people|fourteen people": "heard solo",
    r"wrote it on the fridge": "heard solo",
    r"It was a good knot|the pocket with the napkin|show him the knot": "solo_told.hands",
    r"He said he'd have come": "solo_told.look",
    r"somebody who isn't the dog": "insult.back",
    r"You'd have to talk to fight, you said": "glasses.karev",
    r"when did Karev last say a whole sentence": "heard silence",
    r"asked what kind of lamp": "alex_unseen.lamp",
    r"said \S?April did that too": "alex_unseen.same",
    r"told me a thing like that": "alex_unseen.crib",
    r"your bone|A bone\. I can't|The hyoid's taken": "mercy_west.pass",
    r"put a cast on it|his minute and a half|to the right person": "closer.call",
    r"said (it|the thing) about the chair|tell Stephanie about the chair": "told regret",
    r"The cart by the east elevator\. Thursday": "low_blow.why",
    r"You gave him an address|must have left the minute he read it": "hands.answer",
    r"Those were the terms": "truce.terms",
    r"Bea says|Bea wasn't supposed": "samuel.nurses",
    r"I can't get them out|softer than he left them": "samuel.open",
    r"out loud, in so many words": "kiss.ask",
    r"with his forehead, like that": "kiss.count",
    # What became of the papers.
    r"bits of yellow flag|pages went quicker|ask for another copy|[Tt]ore (up my copy|mine up)": "papers torn",
    r"in a wastebasket|in Joe's wastebasket|a call he owes a lawyer|where the sugar was": "papers torn",
    r"ink on the side|The yellow flag went|\bI signed it|have to mail|drug company's pen, and there": "papers signed",
    r"On paper he has no wife": "papers signed",
    r"against his ribs|haven't signed it|eleven pages (in his pocket|for company)": "papers folded",
    r"read it through with me|He'll sign them, or he won't|Fold them along": "papers folded",
    # What stood on the bar.
    r"cold water|two glasses of water|charged for the water|It was ice water|nothing in them but": "water",
    r"warm beer|Stay with the beer|It's been very good|a beer you're keeping company": "stool.beer",
    r"It burns, and": "shots 1",
    r"no burn to speak of": "shots 2",
    r"takes this one slower": "shots 3",
    r"hands stop being a surgeon's": "shots 4",
    r"lines up his own empties": "shots 3 or shots 4",
}
"""What may only be shown once something has happened: a choice's id, or a variable and its value."""


@pytest.mark.parametrize("pattern", NEEDS)
def test_nothing_is_said_before_it_can_be(shown: dict[str, list[Turn]], pattern: str) -> None:
    said = [text for text in shown if re.search(pattern, text)]
    assert said, "no play says this any more"
    assert [text for text in said if not all(turn.knows(NEEDS[pattern]) for turn in shown[text])] == []


# ---- The guide ---------------------------------------------------------------------


def test_the_guide_names_what_there_is(story: engine.Story) -> None:
    guide = _text(GUIDE).partition("## Adding a branch")[0]
    labels = {f"{scene}.{label}" for scene, label in _labels()}
    named = set(re.findall(r"`(\w+\.\w+)`", guide))
    assert {name for name in named if name.split(".")[0] in story.scenes} <= labels
    rows = re.findall(r"(?m)^\| ([A-Z][^|]*) \| `(\w+)` \|", guide.partition("## The endings")[2])
    assert {ending for ending, _ in rows} == set(story.endings)
    assert {scene for _, scene in rows} <= set(story.scenes)
    assert set(re.findall(r"\*\*([A-Z][^*]*)\*\*", guide)) == set(story.endings)


def test_the_worked_example_works(tmp_path: Path) -> None:
    folder = tmp_path / "stories"
    shutil.copytree(STORY.parent, folder)
    choice, scene, claims, ids = re.findall(r"(?s)```text\n(.*?)```", _text(GUIDE).partition("## Adding a branch")[2])
    main, truce, doors = folder / STORY.name, folder / "chapters" / "truce.story", folder / "chapters" / "doors.story"

    joke = re.search(r"(?s)\* \(joke\).*?\n    -> kiss\n", _text(truce))
    assert joke
    truce.write_text(_text(truce).replace(joke[0], joke[0] + choice), encoding="utf-8")
    (problem,) = engine.diagnose(main)
    assert "slow_song" in problem.message and problem.span.file.endswith("truce.story")

    doors.write_text(f"{_text(doors)}\n{scene}", encoding="utf-8")
    main.write_text(
        _text(main).replace("claim reach alex_walks_in\n", f"claim reach alex_walks_in\n{claims}"), encoding="utf-8"
    )
    assert engine.diagnose(main) == []

    copied = plays.steps(folder / "paths" / "nothing_to_confess.choices")
    cut = copied[: next(i for i, step in enumerate(copied) if step.startswith("hands."))]
    altered = engine.load(main)
    assert plays.follow(altered, "slow_song", [*cut, *ids.split()]).ending == "Slow song"
    texted = plays.follow(altered, "texted", [*cut, "hands.answer", *ids.split()[1:], "alex_walks_in.own"])
    assert texted.ending == "Three stools"


# ---- How to play ----------------------------------------------------------------------


def _weights(*, leaving: float, staying: float = 1) -> plays.Weight:
    weights = dict.fromkeys(LEAVING, leaving) | dict.fromkeys(STAYING, staying) | {"another": 0.3}
    return lambda choice: weights.get(choice.label or "", 1)


# ---- Reading the sources --------------------------------------------------------------


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _scenes_of(path: Path) -> list[str]:
    """The lines of a file from its first scene on."""
    return list(itertools.dropwhile(lambda line: not line.startswith("== "), _text(path).splitlines()))


def _readable(line: str) -> str:
    """About what a player sees of a line of source."""
    line = re.sub(r"^[*+] (\(\w+\) )?(\{(if|needs) [^}]*\} )*", "", line)
    return re.sub(r"\{(if [^:{]*:|\w+:|words)|\| if [^:]*:|-> [\w ()>-]+$|#\w+(=\w+)?$|[{}|]", " ", line)


def _labels() -> list[tuple[str, str]]:
    """Every labelled choice, with its scene."""
    found, scene = [], ""
    for line in (line for source in SOURCES for line in _scenes_of(source)):
        if heading := re.match(r"== (\w+)", line):
            scene = heading[1]
        elif label := re.match(r"\s*[*+] \((\w+)\)", line):
            found.append((scene, label[1]))
    return found
