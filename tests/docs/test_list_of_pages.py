"""The pages for newcomers: docs/README.md lists every page, and links on the pages lead to files that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])


def links_of(page: Path) -> list[str]:
    text = re.sub(r"^```.*?^```$|`[^`\n]+`", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)


def test_every_page_is_listed() -> None:
    listed = links_of(ROOT / "docs" / "README.md")
    pages = [page.name for page in PAGES if page.parent.name == "docs" and page.name != "README.md"]
    assert [name for name in pages if listed.count(name) != 1] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files(page: Path) -> None:
    links = [link for link in links_of(page) if not link.startswith(("http:", "https:"))]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_files_of_the_glossary_are_there() -> None:
    named = re.findall(r"`([\w./]+\.py)`", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))
    files = ["/" + path.relative_to(ROOT).as_posix() for path in (ROOT / "engine").rglob("*.py")]
    assert named
    assert [name for name in named if not any(path.endswith("/" + name) for path in files)] == []
