"""Plays a story from a list of inputs and writes down what a player gets to see: a transcript."""

import json
from collections.abc import Callable
from typing import Any

import engine
from engine.paths.path_parts import Last, NamedState
from engine.paths.session_view import ending_of
from engine.paths.state_names import StateNames

# What the stories of these tests declare with `extern`.
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "roll_dice": lambda sides: min(4, sides),
    "greeting": lambda name: f"Good\tevening,\x1b[31m {name}",
    "is_open": lambda hour: hour >= 17,
    "mood_of": lambda name: "glad" if name == "Mia" else "sour",
    "bag_of": lambda bag: tuple(one for one in bag if one != "rope"),
}


def functions_for(story: engine.Story) -> dict[str, Callable[..., Any]]:
    """The functions that a story asks for."""
    return {name: FUNCTIONS[name] for name in story.externs}


def transcript(story: engine.Story, inputs: list[str], seed: int = 1) -> str:
    """What a play prints, with each input behind `> `.

    An input is the number, label, id or beginning of the text of an open choice, or an answer; or one of these:
    /undo and /redo; /restore, which saves to JSON and restores from it; /again, which shows what is there.
    """
    session = story.start(seed=seed, functions=functions_for(story))
    blocks = [frame(session)]
    for entered in inputs:
        try:
            enter(session, entered)
        except engine.AnswerError as error:
            blocks.append(f"> {entered}\n! {error}")
        except engine.PlayError as error:
            blocks.append(f"> {entered}\n\n{described(error)}")
        else:
            blocks.append(f"> {entered}\n\n{frame(session)}")
    return "\n".join(blocks) + "\n"


def enter(session: engine.Session, entered: str) -> None:
    """Do what an input says."""
    if entered == "/undo":
        assert session.undo()
    elif entered == "/redo":
        assert session.redo()
    elif entered == "/restore":
        session.restore(json.loads(json.dumps(session.state)))
    elif entered == "/again":
        pass
    elif session.question is not None:
        session.answer(entered)
    else:
        session.choose(picked(session, entered))


def described(error: engine.PlayError) -> str:
    """An error at play time, with its places."""
    found = error.diagnostic
    lines = [f"({found.code} {placed(found.span)} {found.message})"]
    lines += [f"(  {placed(span)} {what})" for span, what in found.related]
    return "\n".join(lines)


def placed(span: Any) -> str:
    return f"{span.file.rpartition('/')[2]}:{span.line}:{span.column}"


def frame(session: engine.Session) -> str:
    """What is to be seen: the status, paragraphs with their style and tags, then a question, choices or the ending."""
    parts = [f"[{session.status.text}]"] if session.status else []
    parts += [paragraph_shown(paragraph) for paragraph in session.text]
    if session.question is not None:
        parts.append(f"? {session.question.text}")
    elif session.ending is not None:
        parts.append("(end)" if session.ending.name is None else f"(end: {session.ending.name})")
    else:
        number, lines = 0, []
        for choice in session.choices:
            tags = "".join(f" #{tag}" for tag in choice.tags)
            if choice.enabled:
                number += 1
                lines.append(f"{number}. {choice.text}{tags}")
            else:
                lines.append(f"-. {choice.text}{tags} ({choice.reason})")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def paragraph_shown(paragraph: engine.Paragraph) -> str:
    text = ""
    for span in paragraph.spans:
        marks = "*" * (span.emphasis + 2 * span.strong)
        text += f"{marks}{span.text}{marks}"
    speaker = f"{paragraph.speaker}: " if paragraph.speaker else ""
    return (speaker + text + "".join(f" #{tag}" for tag in paragraph.tags)).strip()


def picked(session: engine.Session, entered: str) -> engine.Choice:
    """The open choice that an input means."""
    open_choices = [choice for choice in session.choices if choice.enabled]
    if entered.isdigit():
        return open_choices[int(entered) - 1]
    for choice in open_choices:
        if entered in (choice.label, choice.id) or choice.text.lower().startswith(entered.lower()):
            return choice
    raise AssertionError(f"no choice for {entered!r} among {[choice.text for choice in session.choices]}")


def last_of(session: engine.Session) -> Last:
    """Where a play stands, with a snapshot wherever one can be taken."""
    found = StateNames(session.story).snapshot(session)
    snapshot = None if found is None else NamedState.model_validate(found, strict=False)
    return Last.model_construct(scene=session.scene, ending=ending_of(session), snapshot=snapshot)
