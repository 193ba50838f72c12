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
        "of ***shire, in Mr. ***'s house, 18**, and in 19**",
        "You *&@#%! You f*ck! #@*! and *$%&! then a*s.",
        "a_1*a_2*…, born *um 1820 or (*ca. 1821, †?), not *c. 1850",
        "*k2, p2; rep from * to end. (64 sts.)",
        "Row 1: *k2, p2; rep between * and *.",
        "2♣* is so. *Forcing?",
        "5 €* is so. *Forcing?",
        "« Pie »* is so. *Forcing?",
        "20°* is so. *Forcing?",
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
        ("*K2; rep from * to the last 2. R3: *yo, k2*", ["yo, k2"]),
        ("***cold*** and *$5*", ["cold", "$5"]),
        ("***ham and eggs*** and ***tons*** of it", ["ham and eggs", "tons"]),
        ("*~~ fin ~~*, he typed *++i* there", ["~~ fin ~~", "++i"]),
        ("It is *so far to *, they say*.", ["so far to *, they say"]),
        ('"*a" or "*b*"', ['a" or "*b']),
        (r"\`so *soft` and* more", ["soft` and"]),
        (r"`so *soft\` and* more", ["soft` and"]),
    ],
)
def test_emphasis(text: str, emphasised: list[str]) -> None:
    assert [shown for shown, is_styled in _shown(text) if is_styled] == emphasised


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("你好，\niPhone充电线", "你好，iPhone充电线"),
        ("{then: 你好，}\niPhone", "你好，iPhone"),
        ("过塔。\n❶一条线、\n★两条线；", "过塔。❶一条线、★两条线；"),
        ("好\niPhone", "好 iPhone"),
    ],
)
def test_wide_marks_bring_their_own_room(text: str, shown: str) -> None:
    assert "".join(one for one, _ in _shown(text)) == shown
