"""Steps to put into a library."""

from engine.paths.library.records import PathStep


def choice(name: str) -> PathStep:
    """A step of that name: `choice("bar.order")`."""
    return PathStep(name.partition(".")[0], name, f"{name.partition('.')[2].capitalize()}.", None)


def choices(*names: str) -> list[PathStep]:
    return [choice(name) for name in names]
