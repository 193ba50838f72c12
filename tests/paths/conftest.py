"""What the tests of saved paths share."""

import pytest
from umbrella import recorded

from engine.paths.saved_path import SavedPath


@pytest.fixture(scope="session")
def saved() -> SavedPath:
    """The path of the play."""
    return recorded()
