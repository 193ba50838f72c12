"""Joe's Bar, played: by its saved plays, by dice, and by the worked example of its guide."""

from __future__ import annotations

import itertools
import json
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
from engine.paths.replaying import replay

ROOT = Path(__file__).resolve().parents[2]
STORY = ROOT / "stories" / "joes_bar.story"
SOURCES = [STORY, *sorted((STORY.parent / "chapters").glob("*.story"))]
PATHS = sorted((STORY.parent / "paths").glob("*.choices"))
GUIDE = ROOT / "docs" / "joes_bar.md"
FIRST_EDITION = Path(__file__).parent / "first_edition"

PRICE = 9
NUMBERS = ("none", "one", "two", "three", "four", "five")

LEAVING = {"argue", "cab", "chairs", "coat", "enough", "hit", "lean", "pick", "press", "refuse", "stay", "stop"} | {
    "swallow",
    "take",
    "where",
}
"""Labels of choices that lead out of the evening."""

STAYING = {"move", "ask", "agree", "water", "names", "solo", "hold", "forehead", "say"}
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
    assert 16_000 <= len(re.findall(r"[^\W_][\w'’-]*", prose)) <= 22_500
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
    assert [beat for beat, _ in itertools.groupby(beat for beat in met if beat != 3)] == [1, 2, *range(4, 15)]
    # Samuel is told in pieces, in the pauses of the quarrel.
    assert met.count(3) >= 2 and met.index(2) < met.index(3) and met[::-1].index(3) > met[::-1].index(6)
    assert canonical.ending == "Only a memory"


def test_every_choice_is_offered_in_some_play(turns: list[Turn]) -> None:
    offered = {choice.id for turn in turns for choice in turn.choices}
    assert {f"{scene}.{label}" for scene, label in _labels()} - offered == set()
    drawn = {name for source in SOURCES for name in re.findall(r"(?m)^== (\w+):.*#(?:night|joe)\b", _text(source))}
    assert drawn - {choice.rpartition(".each-")[2] for choice in offered} == set()


# ---- Plays of the first edition --------------------------------------------------


PARTED = {
    "canonical": ("another scene", 2),
    "chairs_on_tables": ("another scene", 2),
    "cut_off": ("choice gone", 0),
    "meter_running": ("another scene", 1),
    "please_leave_a_message": ("another scene", 2),
    "three_stools": ("another scene", 2),
}
"""Where plays saved in the first edition part from this one: why, and after how many steps."""


@pytest.mark.parametrize("name", PARTED)
def test_a_play_of_the_first_edition_is_told_where_it_parts(story: engine.Story, name: str) -> None:
    done = replay(story, engine.load_path(FIRST_EDITION / f"{name}.path.json"))
    assert done.stopped is not None
    assert (done.stopped.kind, len(done.session.path)) == PARTED[name]


def test_choices_that_moved_are_followed(story: engine.Story) -> None:
    before = {"bar_business.another": "samuel.another", "alex_texts.let_be": "hands.let_be"}
    ids = plays.steps(ROOT / "stories" / "paths" / "canonical.choices")
    assert set(before) <= set(ids)
    steps = [{"answer": one[1:].strip()} if one.startswith("=") else {"id": before.get(one, one)} for one in ids]
    data = {"format": "nightcap path", "version": 1, "seed": 1, "steps": steps}
    path = engine.SavedPath.loads(json.dumps(data))
    done = replay(story, path)
    assert done.stopped is None and done.session.ending is not None
    assert done.session.ending.name == "Only a memory"


# ---- Any play ---------------------------------------------------------------


def test_plays_by_dice_come_to_every_ending(
    story: engine.Story, patient: list[Play], people: list[Play], dice: list[Play]
) -> None:
    # That each comes to one at all, without an error and within bounds, is what `wander` sees to.
    assert {play.ending for play in (*patient, *people, *dice)} == set(story.endings)


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
    assert 50 <= mean(len(play.paragraphs) for play in people) <= 100


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


# ---- What the story is to be ----------------------------------------------------


def test_her_voice_is_heard_by_word_400_in_every_play(every: list[Play]) -> None:
    for play in every:
        before = itertools.takewhile(lambda one: not re.search(r"\"Some people(,\"| would)", one.text), play.paragraphs)
        assert sum(len(paragraph.text.split()) for paragraph in before) <= 400, play.name


def test_another_play_is_another_evening(story: engine.Story, dice: list[Play]) -> None:
    texts = [{paragraph.text for paragraph in play.paragraphs} for play in dice]
    assert mean(len(after - before) / len(after) for before, after in itertools.pairwise(texts)) >= 0.65
    apart = []
    for play, before in zip(dice[:150], texts[:150], strict=True):
        taken = {turn.step.id for turn in play.turns if turn.step is not None}
        other = plays.wander(story, 10_000 + play.seed, lambda choice, taken=taken: 1e-9 if choice.id in taken else 1)
        after = {paragraph.text for paragraph in other.paragraphs}
        apart.append(len(after - before) / len(after))
    assert mean(apart) >= 0.75


def test_most_plays_go_past_the_telephone_and_the_door(dice: list[Play]) -> None:
    ends = Counter(play.ending for play in dice)
    assert ends["Please leave a message"] + ends["Twice means pick up"] <= 0.15 * len(dice)
    assert sum(any(turn.scene == "truce" for turn in play.turns) for play in dice) >= 0.5 * len(dice)


def test_every_ending_of_the_night_has_its_share(story: engine.Story) -> None:
    stay = [plays.wander(story, seed, _weights(leaving=1e-9)) for seed in range(200)]
    ends = Counter(play.ending for play in stay)
    late = {"Only a memory", "Witness", "Twelve months", "Three in the morning", "Her move", "Where the booth was"}
    late |= {"What he did not say", "Three stools", "The wrong two", "She goes home"}
    assert {ending for ending in late if ends[ending] < 0.005 * len(stay)} == set()


def test_few_paragraphs_close_on_an_aphorism(dice: list[Play]) -> None:
    texts = {paragraph.text for play in dice for paragraph in play.paragraphs}
    short = [text for text in texts if len(re.split(r"(?<=[.!?])[\"*']* ", text)[-1].split()) <= 8]
    assert len(short) <= 0.36 * len(texts)


# ---- No contradictions -----------------------------------------------------------


def test_what_is_done_stays_done(every: list[Play]) -> None:
    order = ["unaware", "wondering", "knows"]
    for play in every:
        for before, after in itertools.pairwise(turn.variables for turn in play.turns):
            assert before["papers"] in ("folded", after["papers"]), play.name
            assert before["shots"] <= after["shots"] and before["hers"] <= after["hers"], play.name
            assert set(before["told"]) <= set(after["told"]) and before["solo"] <= after["solo"], play.name
            assert before["regret"] <= after["regret"], play.name
            assert before["april"] in ("silent", after["april"]) and before["hurt"] in ("nothing", after["hurt"])
            assert order.index(before["karev"]) <= order.index(after["karev"]), play.name
            assert before["first_names"] <= after["first_names"] and before["water"] <= after["water"], play.name


def test_first_names_come_with_the_truce(turns: list[Turn]) -> None:
    choices = {
        (one.text, turn.variables["first_names"]) for turn in turns for one in turn.choices if one.label != "name"
    }
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
        drunk, papers, felt = turn.status.split(" · ")
        assert drunk == ("1 whiskey" if held["shots"] == 1 else f"{held['shots']} whiskeys")
        assert papers == ("papers at his ribs" if held["papers"] == "folded" else f"papers {held['papers']}")
        if felt == "a day with corners":
            assert turn.scene in ("stool", "settlement")
        elif held["first_names"]:
            assert felt == ("a truce, and warm" if held["mood"] == "warm" else "a truce, for tonight")
        else:
            assert felt == ("frost in the air" if held["mood"] == "frost" else "a thaw in the air")


COUNTS: dict[str, Callable[[Turn], object]] = {
    r"And (\w+) for you\. We can both count": lambda turn: NUMBERS[turn.variables["shots"]],
    r"with (\w+) glasses\?": lambda turn: NUMBERS[turn.variables["hers"]],
    r"I've had (\w+) glasses of other ideas": lambda turn: NUMBERS[turn.variables["hers"]],
    r"(\d+) dollars\. (?:The eggs|He has|He turns)": lambda turn: (
        PRICE * (turn.variables["shots"] + turn.variables["hers"])
    ),
}
"""Where the prose names a number, and what it should come to."""


@pytest.mark.parametrize("pattern", COUNTS)
def test_prose_counts_as_the_story_does(shown: dict[str, list[Turn]], pattern: str) -> None:
    told = [(found[1], turn) for text in shown if (found := re.search(pattern, text)) for turn in shown[text]]
    assert told, "no play says this any more"
    assert {said for said, turn in told if said != str(COUNTS[pattern](turn))} == set()


SORRY = "regret"
CHAIR = "karma.truth or under_the_clock.truth or awning.truth or closer.sorry or stephanie.chair"
SPOKEN = "twice.sleep or twice.where"
MESSAGE = "message.work or message.dishes or message.nothing"

NEEDS = {
    # What was told, and to whom.
    r"^(?!\"Charles and Reed).*\b(Charles|Reed)\b": "told mercy or nothing_to_confess.fight",
    r"used to go|across from Mercy West|hash browns|the sugar was|in some booth": "told mercy",
    r"she has been told tonight|It was two of us in the booth|Charles and the other one": "told mercy",
    r"Tell her his name": "told crib",
    r"\"(Samuel|What size\?|Where are they now\?|That's okay. You can drive)": "told crib",
    r"You told me a true thing": "told mercy or told crib",
    r"[Ff]orty-six minutes|Fourteen people|fourteen people|wrote it on the fridge": "solo",
    r"It was a good knot|the pocket with the napkin|show him the knot": "solo_told.hands",
    r"He said he'd have come": "solo_told.look",
    r"You'd have to talk to fight, you said|when did Karev last say a whole sentence": "glasses.karev",
    r"your bone|A bone\. I can't|The hyoid": "mercy_west.pass",
    # What was said before the truce, and comes back.
    r"isn't the dog\?|[Nn]obody brings up the barn, or the dog|bring up the dog|the worst thing to her": "hurt dog",
    r"You said a lousy thing about Karev|You take things back really well": "insult.back or closer.mend",
    r"sent it back to the kitchen|threw something of mine|He told her to keep it|the inconvenient one": "closer.unsay",
    r"You told me to \S?keep": "low_blow.keep",
    r"take back the \S?chair\S?\. She's going|There was a \S?chair\S?\. I know|He said \S?the chair": CHAIR,
    r"you're \S?sorry\S?\. She's going|He asked how Stephanie was": "glasses.say",
    r"First Stephanie, now me|What he had to say about Stephanie|said a nice thing about Stephanie": SORRY,
    r"tell Stephanie what he said|tell Stephanie the part about her": SORRY,
    r"put a cast on it|his minute and a half|with ten seconds over": "closer.call",
    r"You said \S?it was\S?\. I had a whole argument": "low_blow.admit",
    r"told me a thing like that, about the crib": "alex_unseen.crib",
    r"Those were the terms": "truce.terms",
    r"the man at the front of it|in a kitchen": "kiss.stop or jo_calls.take or under_the_clock.truth or something_to_confess.first",
    # The telephone.
    r"can\S? talk to her,\" says Dr\. Wilson|who picks up when you call twice|hear tonight over": SPOKEN,
    r"told me the locks, and a duck|Tell her what April said|She told me to be nice": "twice.sleep",
    r"\"I asked,\" says Jackson": "twice.where",
    r"I didn't listen to that|You left her a message, though|Then a phone lights up, and it is his": MESSAGE,
    r"I heard what you said, about the number": "message.work",
    r"Thank you for wrapping them": "message.dishes",
    r"You breathed at me": "message.nothing",
    r"There is a message on his phone": "calls_back.ring",
    r"she told him tonight, without his having": "twice.carpet",
    r"one woman and one cup of coffee": "twice.away",
    # The nurses, and what they have seen.
    r"Bea told me|Bea has gotten up to put on her coat|sitting on it all night|coat on inside out": "NURSES",
    r"SCREAMING fight|telling the quarrel into her phone|two stories now": "low_blow.hit",
    r"some man's BACK|They saw your back|with his back, to a whole room": "kiss.shield",
    # Who moved.
    r"He moves a stool along|at a volume for two": "closer.ask",
    r"You went and sat at that table by yourself|four interns at his table": "stool.clock",
    r"while she was outside, so that nobody": "stool.cab",
    # What Alex was told.
    r"must have left the minute he read it|one word, ": "alex_texts.answer",
    r"She rang four times and hung up": "alex_texts.call",
    # What became of the papers.
    r"bits? of yellow flag|ask for another copy|[Tt]ore (up my copy|mine up)": "papers torn",
    r"in a wastebasket|in Joe's wastebasket|a call he owes a lawyer|a lot of paper to tear": "papers torn",
    r"ink (still )?on the side|\bI signed it|have to mail|drug company's pen, and there": "papers signed",
    r"On paper he has no wife|I watched you sign it": "papers signed",
    r"against his ribs|haven't signed it|eleven pages for company|aren't signed": "papers folded",
    r"read it through with me|He'll sign them, or he won't|You keep touching your jacket": "papers folded",
    # What stood on the bar.
    r"cold water|charged for the water|ice water|nothing in them but|It's only water": "water",
    r"eggs are on the house|\S of egg,": "truce.eggs",
    r"tastes of limes|a soda you're keeping company": "awning.soda",
    r"It burns, and": "shots 1",
    r"no burn to speak of": "shots 2",
    r"hands stop being a surgeon's|lines up his own empties|moves two, and is|the whiskey takes the blame": "shots 3",
}
NURSES = "nurses.thank or nurses.awful or nurses.whose"
NEEDS = {pattern: NURSES if fact == "NURSES" else fact for pattern, fact in NEEDS.items()}
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
        _text(main).replace('claim reach "Three stools"\n', f'claim reach "Three stools"\n{claims}'), encoding="utf-8"
    )
    assert engine.diagnose(main) == []

    copied = plays.steps(folder / "paths" / "nothing_to_confess.choices")
    cut = copied[: next(i for i, step in enumerate(copied) if step.startswith("hands."))]
    before = copied[: next(i for i, step in enumerate(copied) if step.startswith("alex_texts."))]
    altered = engine.load(main)
    assert plays.follow(altered, "slow_song", [*cut, *ids.split()]).ending == "Slow song"
    texted = plays.follow(
        altered, "texted", [*before, "alex_texts.answer", *ids.split(), "alex_walks_in.own", "three_stools.go"]
    )
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
    line = re.sub(r"^[*+] (\([\w .,]+\) )?(\{(if|needs) [^}]*\} )*", "", line)
    return re.sub(r"\{(if [^:{]*:|\w+:|words)|\| if [^:]*:|-> [\w ()>-]+$|#\w+(=\w+)?$|[{}|]", " ", line)


def _labels() -> list[tuple[str, str]]:
    """Every labelled choice, with its scene."""
    found, scene = [], ""
    for line in (line for source in SOURCES for line in _scenes_of(source)):
        if heading := re.match(r"== (\w+)", line):
            scene = heading[1]
        elif label := re.match(r"\s*[*+] \((\w+)(?: was [^)]*)?\)", line):
            found.append((scene, label[1]))
    return found
