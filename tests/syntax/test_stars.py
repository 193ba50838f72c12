"""Stars that are shown, and stars that are emphasis."""

import pytest

import engine


def _shown(text: str) -> list[tuple[str, bool]]:
    session = engine.loads(f"== a\n{text}\n-> end\n").start()
    return [(span.text, span.emphasis or span.strong) for span in session.text[0].spans]


@pytest.mark.parametrize(
    "text",
    [
        '"The Heron" (**½), "Zero" (***), "Nil" (*) and "Naught" (****½).',
        "***/***** and ****/*****, 4*/5*, 5*, 4*",
        "~*~ Welcome ~*~, -*- mode: text -*-, ^*^",
        "See the notes (*1) and (*2), (*a) x (*b) y, *¹ a *² b.",
        "x*(y+z)*2, (a+b)*(c+d)*(e+f), 10*€5 = 5*€10, 2*3*4, p*<.05, q*<.01, i*pi",
        "dir *.*, *.txt, a/**/b, /pub/*.zip is down",
        "press the *-key",
        "*:･ﾟ✧*:･ﾟ✧ hello *️⃣",
        "f*** and s**t, G*d, M*A*S*H, ein*e Lehrer*in, Bürger*innenmeister*in*nen",
        "*31#, then *21*555#; dial *67 or *69, **21* or **21*5550100#",
        "`x != NULL && *x`, `int **p = *q;`, `*args` and `**kwargs`",
    ],
)
def test_plain_stars(text: str) -> None:
    assert _shown(text) == [(text, False)]


@pytest.mark.parametrize(
    ("text", "emphasised"),
    [
        ("un*believ*able", ["believ"]),
        ('*"Yes," she said*, *(sic)*, *…what?*', ['"Yes," she said', "(sic)", "…what?"]),
        ('(*soft*) "*so*" *a*; see *x*.', ["soft", "so", "a", "x"]),
        ("*$5*, *€5*, *♪ la ♪*, *¡Hola!*, *1*", ["$5", "€5", "♪ la ♪", "¡Hola!", "1"]),
        ("*5* or **6**, `*word*`, *soft `code` text*", ["5", "6", "word", "soft `code` text"]),
        ("`Go *on,' she said, `and on*' and so it went.", ["on,' she said, `and on"]),
        ('"*a" or "*b*"', ['a" or "*b']),
        (r"\`so *soft` and* more", ["soft` and"]),
        (r"`so *soft\` and* more", ["soft` and"]),
    ],
)
def test_emphasis(text: str, emphasised: list[str]) -> None:
    assert [shown for shown, is_styled in _shown(text) if is_styled] == emphasised
