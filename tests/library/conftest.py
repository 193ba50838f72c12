"""A library of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.paths.library.library import Library
from engine.paths.library.records import StoryKey


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "plays.sqlite"


@pytest.fixture
def library(file: Path) -> Iterator[Library]:
    with Library.open(file) as library:
        yield library


@pytest.fixture
def bar() -> StoryKey:
    return StoryKey("ifid:BAR", "Joe's Bar", "/stories/joes_bar.story")
