"""Stories of somebody who wants a page to do what only its own script may: each text that a story can hold is an attack."""

import random

# What a tripwire of the page counts, should any of it ever run.
RUN = "tripped()"
ATTACKS = (
    f"<script>{RUN}</script>", f"</script><script>{RUN}</script>", f"<img src=x onerror={RUN}>", f"<svg/onload={RUN}>",
    f"\"><iframe srcdoc=\"<script>parent.{RUN}</script>\"></iframe>", f"<a href=javascript:{RUN}>x</a>", f"javascript:{RUN}",
    f"'-{RUN}-'", f"\" onmouseover=\"{RUN}", f"{{{{constructor.constructor('{RUN}')()}}}}", f"${{{RUN}}}", f"`+{RUN}+`",
    "<!--<script>", "-->", "]]>", "</title>", "</style><style>*{display:none!important}", "</textarea>", "</noscript>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;", f"&#60;script&#62;{RUN}", "\\u003cscript\\u003e", "%3Cscript%3E", "\\x3cb\\x3e",
    "<base href=//evil.example>", "<meta http-equiv=refresh content=0;url=//evil.example>", "<plaintext>", "<template>",
    "<link rel=stylesheet href=//evil.example/x.css>", "<form action=//evil.example><input name=q>", "<math><mtext></math>",
    "<style>@import '//evil.example'</style>", "url(javascript:x)", "position:fixed;inset:0", "<dialog open>", "<b>", "<button>",
    "__proto__", "constructor", "toString", "שלום עולם", "مرحبا", "e" + "\u0301" * 60, "👩‍👩‍👧‍👦", "山川", "\u200b", "\u200d",
)  # fmt: skip
# What a player can type, or a save hold, and no story file.
TYPED = ("\u2028", "\u2029", "\u202e", "\u2066", "\x00", "\x1b[31m", "\ud800", "\udfff", "\ufeff", "\r\n")
HUGE = ("A" * 4000, "<" * 900, "W" * 120 + "\u0301" * 300, "i" * 15000)
NAMES = ("__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "then", "prototype")
MARKS = "\\{}*~<>#-|[]()=+:\"/'&"


def story(seed: int) -> str:
    """A story in which every place that holds words holds some attacks."""
    return _Attacker(random.Random(seed)).story()


class _Attacker:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def words(self, huge: bool = True) -> str:
        """Some attacks behind each other, as plain text."""
        many = [self.chance.choice(ATTACKS) for _ in range(self.chance.randint(1, 3))]
        if huge and self.chance.random() < 0.15:
            many.append(self.chance.choice(HUGE))
        return self.chance.choice(("", " ")).join(many)

    def text(self) -> str:
        """The same as it stands in a story: every sign that means something has a backslash."""
        return "".join(f"\\{sign}" if sign in MARKS else sign for sign in self.words())

    def tag(self) -> str:
        return "".join(sign for sign in self.words(huge=False) if sign.isalnum() or sign in "<>='&;:()/_.") or "x"

    def header(self, name: str) -> str:
        return f"{name}: {self.words()}"

    def story(self) -> str:
        one, other, label = self.chance.sample(NAMES, 3)
        quoted = "".join(f"\\{sign}" if sign in '"\\{}' else sign for sign in self.words(huge=False)[:150])
        speaker = "Eve<b>" if self.chance.random() < 0.5 else "O'Neil&lt;"
        ending = "".join(sign for sign in self.words(huge=False).replace("->", "") if sign not in "{}\\")
        return "\n".join((
            self.header("title"), self.header("author"), f"cast: {speaker}",
            f"status: {self.text()} {{{other}}} {{name}}", "",
            f"var {other}: 0..9 = 0", f'var name: text = "{quoted}"', "",
            f"== {one}: {self.text()} #{self.tag()}",
            f"A{self.text()} {{name}} #image={self.tag()} #sound={self.tag()} #alt={self.tag()} #image=constructor",
            "", f"*{self.chance.choice(('a', 'b'))}{self.text()}* and **b{self.text()}**", "",
            f"{speaker}: a{self.text()}", "",
            f"* ({label}) a{self.text()} #{self.tag()}", f"    ~ {other} += 1", f"    b{self.text()}",
            f"    ~ ask name: a{self.text()}", f"    {{name}} {self.text()} #image={{name}}",
            f"* {{needs {other} > 5: a{self.text()}}} c{self.text()}",
            f"+ d{self.text()}", f"    ~ {other} = clamp({other} + 1)", f"    -> {one}",
            f"* e{self.text()} -> end: f{ending}", f"-> {one}", "",
        ))  # fmt: skip
