"""Goes through all statements of a scene."""

from __future__ import annotations

from collections.abc import Iterator

from engine.importers.choicescript.tree import Body, Choice, Command, If, Option, OptionIf, Options, Statement


def walk(body: Body) -> Iterator[Statement | Option | OptionIf]:
    """All statements of a scene, also those inside others."""
    for node in body:
        yield node
        match node:
            case If(branches, otherwise):
                for _, arm in branches:
                    yield from walk(arm)
                yield from walk(otherwise)
            case Choice(_, options):
                yield from _walk_options(options)
            case _:
                pass


def _walk_options(options: Options) -> Iterator[Statement | Option | OptionIf]:
    for option in options:
        match option:
            case Option():
                yield option
                yield from walk(option.body)
            case OptionIf(branches, otherwise):
                yield option
                for _, inner in branches:
                    yield from _walk_options(inner)
                yield from _walk_options(otherwise)
            case Command():
                yield option
