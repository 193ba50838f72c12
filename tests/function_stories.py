"""Stories that use a function of the language wherever one may stand."""

from engine.program.functions import BUILT_INS, POINT, SCENE, BuiltIn

VARIABLES = """\
var n: -9..9 = 4
var m: 1..40 = 7
var k = 30
var b = true
var c = false
var s: set of red, green, blue = red
var u: set of red, green, blue = green, blue
"""
TEXTS = VARIABLES + 'var t: text = "ada"\n'
NAMES = {
    "number": ["n", "m", "k"],
    "truth": ["b", "c"],
    "text": ["t"],
    "set": ["s", "u"],
    "scene": ["start"],
    "point": ["start.go"],
}
HOLDERS = {"number": "k", "truth": "b", "text": "t"}


# Where what the types tell is not a call that always has a value, or that can be written.
CALLS = {"decimal": "decimal(n, 2)", "list": "list(s)", "nth": "random(s)", "only": "s + [x]"}


def call_of(row: BuiltIn) -> str:
    if row.name in CALLS:
        return CALLS[row.name]
    return (
        f"{row.name}({', '.join(NAMES[one.kind][place % len(NAMES[one.kind])] for place, one in enumerate(row.takes))})"
    )


def written(row: BuiltIn, arguments: list[str]) -> str:
    """An operator or a function with its arguments."""
    if row.name == "if":
        return f"({arguments[1]} if {arguments[0]} else {arguments[2]})"
    if row.name in BUILT_INS:
        return f"{row.name}({', '.join(arguments)})"
    return f"({row.name} {arguments[0]})" if len(arguments) == 1 else f"({f' {row.name} '.join(arguments)})"


def story_with(row: BuiltIn) -> str:
    """A story that uses a function wherever one may stand."""
    call = call_of(row)
    test = f"{call} == {HOLDERS[row.result.kind]}"
    asked = "" if row.draws else f"* {{if {test}}} {{needs {test}: {{{call}}}}} Ask.\n    -> start\n"
    own = "" if row.takes in ((SCENE,), (POINT,)) else f"def own() = {call}\n"
    used = "{own()}" if own else "{n}"
    return (
        f"{TEXTS}{own}== start\n~ {HOLDERS[row.result.kind]} = {call}\n"
        f"{{{call}}}, {used}, {{if {test}: the same | another}}.\n"
        f"{asked}+ (go) {{if n < 6}} On {{n}}.\n    ~ n = clamp(n + 1)\n    -> start\n* {{otherwise}} -> end\n"
    )
