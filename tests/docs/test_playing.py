"""docs/playing.md says what the player does: its table of commands, its settings, its pictures."""

import re
from pathlib import Path

from engine.cli.play import FLAGS, VALUES
from engine.terminal.commands.table import COMMANDS
from engine.terminal.pages import key_name
from engine.terminal.settings import Settings, changed


def test_commands(root: Path, update: bool) -> None:
    """The table has a line for each command; `--update` writes it."""
    page = root / "docs/playing.md"
    text = page.read_text(encoding="utf-8")
    rows = [
        f"| `:{f'{name} {one.argument}'.strip()}` | {f'`{key_name(one.key)}`' if one.key else ''} | {one.about} |".replace(
            "|  |", "| |"
        )
        for name, one in COMMANDS.items()
    ]
    begin, end = "<!-- commands -->\n", "\n<!-- end -->"
    if update:
        text = text.partition(begin)[0] + begin + "\n".join(rows) + end + text.partition(end)[2]
        page.write_text(text, encoding="utf-8")
    table = re.search(rf"{begin}(.*){end}", text, re.DOTALL)
    assert table is not None and table[1].splitlines() == rows


def test_settings_and_flags(root: Path) -> None:
    text = (root / "docs/playing.md").read_text(encoding="utf-8")
    block = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert block is not None
    settings = Settings()
    for line in block[1].splitlines():
        name, _, value = line.partition("#")[0].partition("=")
        settings = changed(settings, name.strip(), value.strip())
    assert all(getattr(settings, name) != getattr(Settings(), name) for name in Settings._fields)
    assert all(f"`{flag}" in text for flag in [*FLAGS, *VALUES] if flag != "--plain")


def test_pictures_are_there(root: Path) -> None:
    text = (root / "docs/playing.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\(screens/(\w+\.svg)\)", text))
    assert linked == {path.name for path in (root / "docs/screens").glob("*.svg")}
