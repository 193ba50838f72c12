"""The parser of a command's arguments."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from engine.characters import in_one_line


class Parser(argparse.ArgumentParser):
    """As argparse has it, but for what a stranger named: file names come from archives and downloads."""

    def parse(self, given: Sequence[str]) -> argparse.Namespace:
        """The arguments; options may stand before, between and behind the others, so `rename a b --diff my.story`."""
        if self._subparsers is not None:
            return self.parse_args(given)
        return self.parse_intermixed_args(given)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, without what commands a terminal, and exit."""
        super().error(in_one_line(message))
