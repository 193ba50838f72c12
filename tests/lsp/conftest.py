"""What the server does for its own process is undone in that of the tests."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def nothing_stays_frozen() -> Iterator[None]:
    """The server freezes what it has read; the loading of each later story would count these objects."""
    yield
    gc.unfreeze()
