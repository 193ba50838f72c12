"""Random stories that are right but written carelessly: odd spacing, needless brackets, comments anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[str]], str]

# A line that ends and one that joins it again: NC026, and rightly. Comments may stand between the two.
JOIN_BEHIND_BREAK = re.compile(r"(\\[ \t]*\n(?:[ \t]*//.*\n)*[ \t]*)<>[ \t]*")

# `~ n =- 1` looks like a slip of `-=`: NC012.
MINUS_APART = re.compile(r"=-[ \t]+")

BLANK = st.sampled_from(["", "", " ", "  ", "\t"])
GAP = st.sampled_from([" ", " ", "   ", "\t"])
WORDS = st.sampled_from(
    [
        *("rain", "Who knows", "two  spaces", "it is 2 * 3 metres", "*soft*", "**very loud**", "*so **loud** now*"),
        *(
            r"\{plain\}",
            r"\*",
            r"a\ ",
            r"\ b",
            r"and \-> so on",
            "see http://example.com",
            "#1",
            "“quoted”",
            "Mia says: no",
        ),
    ]
)

HEADER = """\
title:Careless
cast: Mia,Tom
status:{tens}of {LIMIT}
var n:number=1
var tens( was ten ,units ): 0 .. LIMIT
var flag=false
var mood :frost|warm= warm
var bag:set  of rope "a  rope",lamp( was  torch )
var home : start|done=done
var name:text="Ada"
const LIMIT=9 // the most
def twice( a )=a*( 2 )
def  pay( price :0..9 ) : // pays
  ~ if(n<price) :
     ~ return   false
  // why
  ~n -=price

  ~  return(true)
def told( x ):
   {x}<> // so
   ~for   one in  ( bag+[ rope ] ) :
    , {one}
def  hailed( y :text,who:set of rope,lamp ) = capital( y )+" "+list( who,"or" )
def ring():
 ~ flag=not   flag
"""


class Writer:
    """Writes the parts of one story, each from random decisions."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.names = 0
        self.unit = draw(st.sampled_from([" ", "  ", "    ", "       ", "\t"]))

    def pick(self, *options: Callable[[], str]) -> str:
        return options[self.draw(st.integers(0, len(options) - 1))]()  # type: ignore[arg-type]

    def chance(self) -> bool:
        return self.draw(st.booleans())  # type: ignore[arg-type,return-value]

    def blank(self) -> str:
        return self.draw(BLANK)

    def gap(self) -> str:
        return self.draw(GAP)

    def name(self) -> str:
        self.names += 1
        return f"x{self.names}"

    # ------------------------------------------------------------ expressions, one method for each level

    def bracketed(self, inner: Callable[[int], str], deep: int) -> str:
        return f"({self.blank()}{inner(deep - 1)}{self.blank()})"

    def number(self, deep: int) -> str:
        if deep > 0 and self.chance():
            gap = self.gap
            parts = self.sum(deep - 1), "if", self.truth(deep - 1), "else", self.number(deep - 1)
            return gap().join(parts)
        return self.sum(deep)

    def sum(self, deep: int) -> str:
        return self.joined(self.product, self.product, deep, ["+", "-"])

    def product(self, deep: int) -> str:
        return self.joined(self.factor, self.factor, deep, ["*"])

    def factor(self, deep: int) -> str:
        return f"-{self.blank()}{self.value(deep)}" if self.chance() else self.value(deep)

    def value(self, deep: int) -> str:
        plain = st.sampled_from(
            [
                "0",
                "7",
                "007",
                "n",
                "LIMIT",
                "turns()",
                "visits( start )",
                "random(1,6)",
                "count(bag&[ lamp ])",
                'length( name+"x" )',
            ]
        )
        if deep <= 0:
            return self.draw(plain)
        return self.pick(
            lambda: self.draw(plain),
            lambda: self.bracketed(self.number, deep),
            lambda: f"twice{self.blank()}({self.number(deep - 1)}{self.blank()})",
            lambda: f"min({self.number(deep - 1)}{self.blank()},{self.blank()}{self.number(deep - 1)})",
        )

    def truth(self, deep: int) -> str:
        left = self.both(deep)
        return f"{left}{self.gap()}or{self.gap()}{self.both(deep - 1)}" if deep > 0 and self.chance() else left

    def both(self, deep: int) -> str:
        left = self.negation(deep)
        return f"{left}{self.gap()}and{self.gap()}{self.negation(deep - 1)}" if deep > 0 and self.chance() else left

    def negation(self, deep: int) -> str:
        return f"not{self.gap()}{self.negation(deep - 1)}" if deep > 0 and self.chance() else self.comparison(deep)

    def comparison(self, deep: int) -> str:
        plain = st.sampled_from(
            [
                "true",
                "flag",
                "bag has  rope",
                "mood==warm",
                "chance( 30 )",
                "seen(start)",
                "bag&[ rope ]==bag",
                "bag  has[rope,lamp]",
                'contains( name,"a" )',
            ]
        )
        if deep <= 0:
            return self.draw(plain)
        return self.pick(
            lambda: self.draw(plain),
            lambda: self.bracketed(self.truth, deep),
            lambda: self.joined(self.sum, self.sum, deep, ["==", "!=", "<", "<=", ">", ">="], always=True),
        )

    def joined(
        self, left: Callable[[int], str], right: Callable[[int], str], deep: int, signs: list[str], always: bool = False
    ) -> str:
        if not always and (deep <= 0 or self.chance()):
            return left(deep)
        sign = self.draw(st.sampled_from(signs))
        return f"{left(deep - 1)}{self.blank()}{sign}{self.blank()}{right(deep - 1)}"

    # ------------------------------------------------------------ text

    def text(self, deep: int) -> str:
        parts = ["Then"]
        for _ in range(self.draw(st.integers(0, 3))):  # type: ignore[arg-type,call-overload]
            if self.chance():
                parts.append(self.gap() + self.draw(WORDS))
            else:
                parts.append(self.blank() + self.form(deep))
        return "".join(parts)

    def form(self, deep: int) -> str:
        return self.pick(
            lambda: f"{{{self.blank()}{self.number(deep)}{self.blank()}}}",
            lambda: f"{{{self.alternatives(deep)}}}",
            lambda: self.draw(st.sampled_from(["{hailed( name,bag )}", "{ list(bag) }", '{"a | b"}', "{ told( n ) }"])),
            lambda: (
                f"{{{self.draw(st.sampled_from(['cycle', 'once', 'shuffle', ' then ', 'random']))}:{self.alternatives(deep)}}}"
            ),
            lambda: f"{{if {self.truth(deep)}{self.blank()}:{self.alternative(deep)}}}",
            lambda: f"{{if {self.truth(deep)}:{self.alternative(deep)}|{self.alternative(deep)}}}",
            lambda: f"{{if flag:{self.alternative(deep)}|if {self.truth(deep)} :{self.alternative(deep)}|no}}",
        )

    def alternatives(self, deep: int) -> str:
        return "|".join([self.alternative(deep), self.alternative(deep)])

    def alternative(self, deep: int) -> str:
        inner = self.pick(
            lambda: "",
            lambda: self.draw(WORDS),
            lambda: f"{self.draw(st.sampled_from([',', '...', 's', '//']))}{self.draw(WORDS)}",
            lambda: self.form(deep - 1) if deep > 0 else "deep",
        )
        # With a blank before it, `//` would begin a comment.
        return ("" if inner.startswith("//") else self.blank()) + inner + self.blank()

    # ------------------------------------------------------------ lines

    def block(self, deep: int) -> list[str]:
        lines = []
        for _ in range(self.draw(st.integers(1, 4))):  # type: ignore[arg-type,call-overload]
            lines += self.draw_statement(deep)
            lines += [self.blank()] if self.chance() else []
        return lines

    def indented(self, deep: int) -> list[str]:
        # Below an `~ if`, a comment alone is not enough.
        lines = [*self.comment(0), *self.prose(0), *self.block(deep - 1)]
        return [self.unit + line if line.strip() else line for line in lines]

    def tail(self) -> str:
        tags = self.draw(st.sampled_from(["", "", " #tag", "  #a  #b=1", " #c={n}_{if  flag:x|y z}"]))
        return tags + self.draw(st.sampled_from(["", "", " // a comment", "\t//another"])) + self.blank()

    def draw_statement(self, deep: int) -> list[str]:
        kinds = [self.prose, self.logic, self.comment, self.move, self.point]
        if deep > 0:
            kinds += [self.choice, self.choice, self.condition, self.variation, self.loop]
        return kinds[self.draw(st.integers(0, len(kinds) - 1))](deep)  # type: ignore[arg-type,call-overload,no-any-return]

    def loop(self, deep: int) -> list[str]:
        name = self.name()
        head = f"~{self.blank()}for{self.gap()}{name}{self.gap()}in{self.gap()}bag{self.blank()}:"
        return [head, f"{self.unit}Of {{{name}}}.", f"{self.unit}~bag -={self.blank()}{name}"]

    def prose(self, deep: int) -> list[str]:
        speaker = self.draw(st.sampled_from(["", "", "Mia:", "Tom :  "]))
        before = self.draw(st.sampled_from(["", "", "", "<>", "<>  "])) if not speaker else ""
        lines = [
            speaker + before + self.text(1) + self.draw(st.sampled_from(["", "", "", "<>", "  <> "])) + self.tail()
        ]
        for _ in range(self.draw(st.integers(0, 2))):  # type: ignore[arg-type,call-overload]
            lines.append(self.text(1) + self.draw(st.sampled_from(["", "\\", "\\ ", "  ", " // why"])))
        return lines

    def comment(self, deep: int) -> list[str]:
        return [self.draw(st.sampled_from(["// at its place", "   // somewhere", "//", "\t// far in"]))]

    def logic(self, deep: int) -> list[str]:
        end = self.draw(st.sampled_from(["", "  ", " // why", "\t"]))
        line = self.pick(
            lambda: f"n{self.blank()}={self.blank()}{self.number(2)}",
            lambda: f"flag{self.blank()}={self.truth(2)}",
            lambda: f"let{self.gap()}{self.name()}{self.blank()}:{self.blank()}number={self.number(1)}",
            lambda: f"bag{self.blank()}+={self.blank()}lamp",
            lambda: f"bag={self.blank()}rope{self.blank()},{self.blank()}lamp",
            lambda: f"ask{self.gap()}n{self.blank()}:{self.text(1)}",
            lambda: f"ring{self.blank()}({self.blank()})",
            lambda: f"flag={self.blank()}pay({self.blank()}{self.draw(st.sampled_from('123'))}{self.blank()})",
            lambda: f"told({self.number(1)})",
            lambda: f"bag={self.blank()}[{self.blank()}rope{self.blank()},lamp]{self.blank()}-{self.blank()}[lamp]",
            lambda: f"home={self.blank()}done",
            lambda: f"name{self.blank()}+={self.blank()}upper({self.blank()}name)",
            lambda: f"bag={self.blank()}bag{self.blank()}&{self.blank()}[ lamp,rope ]",
        )
        return [f"~{self.blank()}{line}{end}"]

    def move(self, deep: int) -> list[str]:
        arguments = f"({self.blank()}{self.number(1)}{self.blank()})"
        place = f"{{{self.blank()}home{self.blank()}}}"
        move = self.pick(
            lambda: f"helper{self.blank()}{arguments}{self.blank()}->",
            lambda: f"{place}{self.blank()}->",
        )
        return [f"->{self.blank()}{move}{self.tail()}"]

    def point(self, deep: int) -> list[str]:
        name = self.name()
        was = self.draw(st.sampled_from(["", f"(was old_{name})", f"( was  old_{name}, older_{name} )"]))
        lines = [f"--{self.gap()}{name}{self.blank()}{was}{self.blank()}", "--  "]
        move = self.draw(st.sampled_from([f"-> {name}", f"->{name}  ->", f"->  start.{name}"]))
        return [*lines[: self.draw(st.integers(1, 2))], f"~ if seen({name}):", f"{self.unit}{move}"]  # type: ignore[arg-type,call-overload]

    def choice(self, deep: int) -> list[str]:
        guards = [f"{{if{self.gap()}{self.truth(1)}{self.blank()}}}", f"{{needs {self.truth(1)}:{self.text(0)}}}", ""]
        guard = self.draw(st.sampled_from(guards))
        label = f"({self.name()}){self.blank()}" if self.chance() else ""
        loop = f" for{self.gap()}{self.name()}{self.gap()}in {self.blank()}bag{self.blank()}:" if self.chance() else ""
        line = f"{self.draw(st.sampled_from('*+'))}{self.gap()}{label}{guard}{loop}{self.blank()}{self.text(1)}"
        return [line + self.tail(), *(self.indented(deep) if self.chance() else [])]

    def condition(self, deep: int) -> list[str]:
        lines = [f"~{self.blank()}if {self.truth(2)}{self.blank()}:{self.blank()}", *self.indented(deep)]
        if self.chance():
            lines += [f"~ elif({self.truth(1)}) : // else", *self.indented(deep)]
        return [*lines, "~else:", *self.indented(deep)] if self.chance() else lines

    def variation(self, deep: int) -> list[str]:
        lines = [
            f"~{self.blank()}{self.draw(st.sampled_from(['cycle', 'once', 'shuffle', 'random', 'then']))}{self.blank()}:"
        ]
        for _ in range(self.draw(st.integers(1, 3))):  # type: ignore[arg-type,call-overload]
            lines.append(f"{self.unit}-{self.blank()}{self.text(1)}{self.tail()}")
            if self.chance():
                lines += [self.unit + line if line.strip() else line for line in self.indented(deep)]
        return lines


@st.composite
def stories(draw: Draw) -> str:
    writer = Writer(draw)
    scene = [f"=={writer.blank()}start{writer.blank()}:{writer.blank()}The start{writer.gap()}#tag", *writer.block(2)]
    helper = [
        "== helper(a :number)",
        "{a}",
        *writer.prose(0),
        "->back  ->{ home }",
        "== done",
        "-> leaf  ->",
        "-> end",
        "== leaf",
        "->back->  last",
        "== last",
        "-> end",
    ]
    end = draw(st.sampled_from(["\n", "", "\n\n\n", "\r\n"]))
    ending = draw(
        st.sampled_from(["-> end", "->end:So it  goes", "-> end: Done ( was  Over,Gone ) #t", "-> end:Gone #a"])
    )
    body = JOIN_BEHIND_BREAK.sub(r"\1", "\n".join([*scene, ending, *helper]))
    return HEADER + MINUS_APART.sub("=-", body) + end
