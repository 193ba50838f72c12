"""Goes through all statements of a scene."""

from __future__ import annotations

from collections.abc import Iterator

from engine.importers.choicescript.tree import (
    Body,
    ChoiceCommand,
    ChoiceOption,
    ChoiceOptionIf,
    IfCommand,
    Options,
    PlainCommand,
    Statement,
)


def walk(body: Body) -> Iterator[Statement | ChoiceOption | ChoiceOptionIf]:
    """All statements of a scene, also those inside others."""
    for node in body:
        yield node
        match node:
            case IfCommand(branches, otherwise):
                for _, arm in branches:
                    yield from walk(arm)
                yield from walk(otherwise)
            case ChoiceCommand(_, options):
                yield from _walk_options(options)
            case _:
                pass


def _walk_options(options: Options) -> Iterator[Statement | ChoiceOption | ChoiceOptionIf]:
    for option in options:
        match option:
            case ChoiceOption():
                yield option
                yield from walk(option.body)
            case ChoiceOptionIf(branches, otherwise):
                yield option
                for _, inner in branches:
                    yield from _walk_options(inner)
                yield from _walk_options(otherwise)
            case PlainCommand():
                yield option
