"""The player's own words, in the language of the story: gettext catalogues in the folder `locale`.

English is what stands in the code. `tr` and `plural` translate; `mark` only marks a text of a table for the
catalogues, which is translated where it is shown. docs/make_catalogues.py collects them all.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import GNUTranslations

LOCALE = Path(__file__).resolve().parent / "locale"
DOMAIN = "nightcap"
_catalogue: GNUTranslations | None = None


def use_language(tag: str) -> None:
    """Speak the language of a tag such as `de` or `fr-CA` from now on; English where there is no catalogue for it."""
    global _catalogue
    name = tag.strip().lower().replace("_", "-").partition("-")[0]
    file = LOCALE / name / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not name.isalpha() or name == "en" or not file.is_file():
        _catalogue = None
        return
    from gettext import GNUTranslations

    with file.open("rb") as stream:
        _catalogue = GNUTranslations(stream)


def tr(text: str, /, **values: object) -> str:
    """A text in the language in use, with its `{name}` places filled."""
    translated = _catalogue.gettext(text) if _catalogue is not None and text else text
    return translated.format(**values) if values else translated


def plural(one: str, many: str, count: int, /, **values: object) -> str:
    """The form of a text for a count, which fills `{count}`."""
    if _catalogue is not None:
        chosen = _catalogue.ngettext(one, many, count)
    else:
        chosen = one if count == 1 else many
    return chosen.format(count=count, **values)


def mark(text: str) -> str:
    """The text as it is: it stands in a table, and is translated where it is shown."""
    return text
