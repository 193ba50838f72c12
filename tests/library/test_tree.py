"""Plays of a story form a tree, in which nothing is lost by undoing."""

from pathlib import Path

import pytest
from library_steps import choice, choices

import engine
from engine.paths.library.library import Library
from engine.paths.library.records import LibraryError, NameTaken, PathStep, PlayRecord, StoredState, StoryKey, key_of

ASKED = PathStep("bar", "bar.name", "Your name?", "Paul", "marks")


def play_through(library: Library, play: PlayRecord, *names: str) -> None:
    for name in names:
        library.record(play, choice(name))


def count_nodes(library: Library) -> int:
    connection = library._connection
    assert connection is not None
    return int(connection.execute("SELECT count(*) FROM nodes").fetchone()[0])


def test_each_step_is_there_as_soon_as_it_is_taken(library: Library, bar: StoryKey, file: Path) -> None:
    play = library.begin(bar, 7)
    with Library.open(file) as other:
        assert other.last(bar) is None
        library.record(play, choice("porch.ask"))
        library.record(play, ASKED)
        last = other.last(bar)
        assert last is not None
        assert (last.name, last.seed, last.steps, last.last, last.over) == (None, 7, 2, "Paul", False)
        assert other.path_of(last.node) == [choice("porch.ask"), ASKED]


def test_common_beginnings_are_shared(library: Library, bar: StoryKey) -> None:
    play_through(library, library.begin(bar, 7), "porch.ask", "bar.order", "bar.drink")
    play_through(library, library.begin(bar, 7), "porch.ask", "bar.order", "bar.leave")
    assert count_nodes(library) == 4
    play_through(library, library.begin(bar, 8), "porch.ask")
    assert count_nodes(library) == 5, "another seed is another story"


def test_an_undo_keeps_what_it_leaves(library: Library, bar: StoryKey) -> None:
    play = library.begin(bar, 7)
    play_through(library, play, "porch.ask", "bar.order")
    assert library.undo(play)
    play_through(library, play, "bar.leave")
    assert library.path_of(play.node) == choices("porch.ask", "bar.leave")
    first = library.branches(play, 0)
    assert [branch.step.id for branch in first] == ["porch.ask"]
    assert [branch.step.id for branch in library.branches(play, first[0].node)] == ["bar.order", "bar.leave"]


def test_what_was_left_can_be_gone_to_again(library: Library, bar: StoryKey) -> None:
    play = library.begin(bar, 7)
    play_through(library, play, "porch.ask", "bar.order")
    left = play.node
    library.undo(play)
    library.undo(play)
    assert not library.undo(play)
    play_through(library, play, "porch.leave")
    library.move(play, left)
    assert play.steps == choices("porch.ask", "bar.order")
    play_through(library, play, "bar.drink")
    last = library.last(bar)
    assert last is not None
    assert library.path_of(last.node) == choices("porch.ask", "bar.order", "bar.drink")
    library.move(play, 0)
    assert play.steps == [] and library.saves(bar)[0].steps == 0
    assert count_nodes(library) == 4


def test_there_is_no_going_to_another_play(library: Library, bar: StoryKey) -> None:
    one, other = library.begin(bar, 1), library.begin(bar, 2)
    play_through(library, one, "porch.ask")
    play_through(library, other, "porch.ask")
    for node in (one.node, 999, -1):
        with pytest.raises(LibraryError):
            library.move(other, node)
    assert other.steps == choices("porch.ask")


def test_redoing_finds_the_same_node(library: Library, bar: StoryKey) -> None:
    play = library.begin(bar, 7)
    play_through(library, play, "porch.ask", "bar.order")
    node = play.node
    library.undo(play)
    play_through(library, play, "bar.order")
    assert play.node == node


def test_a_step_with_other_words_is_another_step(library: Library, bar: StoryKey) -> None:
    play_through(library, library.begin(bar, 7), "porch.ask")
    play = library.begin(bar, 7)
    library.record(play, PathStep("porch", "porch.ask", "Ask him.", None))
    library.record(play, PathStep("bar", "bar.order", "Order.", None, "0123456789abcdef{}"))
    assert count_nodes(library) == 3
    assert library.path_of(play.node)[0] == PathStep("porch", "porch.ask", "Ask him.", None)
    assert [branch.step.text for branch in library.branches(play, 0)] == ["Ask.", "Ask him."]
    # What a step printed may be kept with it or not; the hash of it tells whether it is the same.
    library.undo(play)
    library.record(play, PathStep("bar", "bar.order", "Order.", None, '0123456789abcdef{"text":"So."}'))
    assert count_nodes(library) == 3
    library.undo(play)
    library.record(play, PathStep("bar", "bar.order", "Order.", None, "0123456789abcde0{}"))
    assert count_nodes(library) == 4


def test_a_save_stays_and_going_on_from_it_is_another_play(library: Library, bar: StoryKey) -> None:
    play = library.begin(bar, 7)
    play_through(library, play, "porch.ask")
    library.save(play, " before  the bar ")
    play_through(library, play, "bar.order")
    saved = next(one for one in library.saves(bar) if one.name == "before the bar")
    again = library.resume(saved)
    assert again.steps == choices("porch.ask")
    play_through(library, again, "bar.leave")
    paths = {one.name or one.id: [step.id for step in library.path_of(one.node)] for one in library.saves(bar)}
    assert paths == {
        "before the bar": ["porch.ask"],
        play.id: ["porch.ask", "bar.order"],
        again.id: ["porch.ask", "bar.leave"],
    }


def test_a_name_is_taken_once(library: Library, bar: StoryKey) -> None:
    play = library.begin(bar, 7)
    play_through(library, play, "porch.ask")
    library.save(play, "one")
    play_through(library, play, "bar.order")
    with pytest.raises(NameTaken, match="“one”"):
        library.save(play, "one")
    assert [one.steps for one in library.saves(bar) if one.name == "one"] == [1]
    library.save(play, "one", replace=True)
    assert [one.steps for one in library.saves(bar) if one.name == "one"] == [2]


@pytest.mark.parametrize("name", ["", "  ", "12", "a\x1b[2Jb", "a\u202eb", "x" * 101, "\x00"])
def test_names_that_will_not_do(library: Library, bar: StoryKey, name: str) -> None:
    with pytest.raises(LibraryError):
        library.save(library.begin(bar, 7), name)


def test_going_on_goes_on_with_the_same_play(library: Library, bar: StoryKey, file: Path) -> None:
    play_through(library, library.begin(bar, 7), "porch.ask", "bar.order")
    library.close()
    with Library.open(file) as later:
        last = later.last(bar)
        assert last is not None
        play = later.resume(last)
        assert later.undo(play)
        play_through(later, play, "bar.leave")
        assert [one.steps for one in later.saves()] == [2]


def test_the_last_state_is_kept_with_its_story(library: Library, bar: StoryKey) -> None:
    play = library.begin(bar, 7)
    state = ["f1", -1, [], 1, True, None, "frost", [0, 3]]
    library.record(play, choice("porch.ask"), snapshot=StoredState("f1", tuple(state)))
    library.save(play, "one")
    assert [library.resume(one).snapshot for one in library.saves(bar)] == [StoredState("f1", state)] * 2
    library.record(play, choice("bar.order"))
    latest = library.last(bar)
    assert latest is not None and library.resume(latest).snapshot is None, "it was of another step"


def test_endings_and_scenes_outlive_the_plays_that_found_them(library: Library, bar: StoryKey) -> None:
    play = library.begin(bar, 7)
    library.record(play, choice("porch.ask"), scenes=("porch", "bar"))
    library.record(play, choice("bar.leave"), scenes=("street",), over=True, ending="Alone")
    library.undo(play)
    library.record(play, choice("bar.order"), over=True)
    (saved,) = library.saves(bar)
    assert saved.over
    library.delete(saved)
    assert set(library.endings_found(bar)) == {"Alone", ""}
    assert set(library.scenes_seen(bar)) == {"porch", "bar", "street"}
    assert library.endings_found(StoryKey("ifid:OTHER", "", "")) == ()


def test_deleting_leaves_what_others_stand_on(library: Library, bar: StoryKey) -> None:
    play = library.begin(bar, 7)
    play_through(library, play, "porch.ask")
    saved = library.save(play, "one")
    play_through(library, play, "bar.order")
    library.delete(saved)
    assert count_nodes(library) == 2
    library.delete(library.saves(bar)[0])
    assert count_nodes(library) == 0 and library.saves() == []
    for work in (library.delete, library.resume):
        with pytest.raises(LibraryError):
            work(saved)


def test_a_play_that_is_deleted_meanwhile_is_kept_again(library: Library, bar: StoryKey, file: Path) -> None:
    play = library.begin(bar, 7)
    play_through(library, play, "porch.ask", "bar.order")
    with Library.open(file) as other:
        other.delete(other.saves(bar)[0])
        stranger = other.begin(bar, 8)
        play_through(other, stranger, "porch.leave", "street.go", "street.stop")
    play_through(library, play, "bar.drink")
    assert library.path_of(play.node) == choices("porch.ask", "bar.order", "bar.drink")
    assert [step.id for step in library.path_of(stranger.node)] == ["porch.leave", "street.go", "street.stop"]


def test_a_path_comes_in_whole(library: Library, bar: StoryKey) -> None:
    steps = [choice("porch.ask"), ASKED, choice("bar.order")]
    saved = library.import_(bar, 9, steps, "from Ann")
    assert (saved.name, saved.seed, saved.steps) == ("from Ann", 9, 3)
    assert library.resume(saved).steps == steps
    assert library.scenes_seen(bar) == ()


def test_texts_that_no_story_would_have(library: Library, bar: StoryKey) -> None:
    play = library.begin(StoryKey("k'; DROP TABLE plays; --", "\ud800 \x00", ""), 0)
    library.record(play, PathStep("a" * 20_000, "'\"\x00;--", "\udfff" + "x" * 99_999, None))
    library.record(play, PathStep("a", None, None, ""))
    first, second = library.path_of(play.node)
    assert first.id == "'\"\x00;--" and first.text == "?" + "x" * 19_999
    assert second.answer == ""
    for step in (PathStep("a", None, "b", None), PathStep("a", "", None, None), PathStep("a", "b" * 50_001, "", None)):
        with pytest.raises(LibraryError):
            library.record(play, step)
    for seed in (-1, 2**32):
        with pytest.raises(LibraryError):
            library.begin(bar, seed)
    assert len(play.steps) == 2


def test_what_tells_stories_apart(tmp_path: Path) -> None:
    named = engine.loads("title: A\nifid: abc-1\n\n== s\nText. -> end\n")
    assert key_of(named) == StoryKey("ifid:ABC-1", "A", "")
    path = tmp_path / "b.story"
    path.write_text("== s\nText. -> end\n", encoding="utf-8")
    assert key_of(engine.load(path)) == StoryKey(f"path:{path.resolve()}|b", "b", str(path.resolve()))


def test_a_play_taken_anew_is_the_same_play(library: Library, bar: StoryKey) -> None:
    play = library.begin(bar, 7, head={"source": "old"})
    play_through(library, play, "porch.ask", "bar.order")
    (saved,) = library.saves()
    play = library.resume(saved)
    renamed = PathStep("bar", "bar.ask-for", "Ask for it.", None, "new marks")
    library.revise(play, [choice("porch.ask"), renamed], {"source": "new"})
    library.record(play, choice("bar.drink"))
    assert [one.id for one in library.saves()] == [saved.id]
    again = library.resume(library.saves()[0])
    assert again.steps == [choice("porch.ask"), renamed, choice("bar.drink")]
    assert again.head == '{"source":"new"}'
    assert count_nodes(library) == 4, "the old way is there too"


def test_saves_follow_a_story_that_gets_an_ifid_a_title_or_another_place(library: Library, tmp_path: Path) -> None:
    text = "title: Old\n\n== a\nA.\n+ On. -> a\n"
    file = tmp_path / "first.story"

    def written(path: Path, text: str) -> engine.Story:
        path.write_text(text, encoding="utf-8")
        return engine.load(path)

    story = written(file, text)
    play = library.begin(library.key_of(story), 7)
    play_through(library, play, "a.on")
    assert len(library.saves(library.key_of(written(file, text.replace("Old", "New"))))) == 1
    file.unlink()
    moved = tmp_path / "second.story"
    assert len(library.saves(library.key_of(written(moved, text.replace("Old", "New"))))) == 1
    ifid = f"ifid: 6A4C4B5E-0E0A-4B6B-9C62-1B6C2B5F3A11\n{text.replace('Old', 'New')}"
    key = library.key_of(written(moved, ifid))
    assert key.key.startswith("ifid:") and len(library.saves(key)) == 1
    # Another story that lies there now has none of them.
    other = written(tmp_path / "third.story", text)
    assert library.saves(library.key_of(other)) == []
