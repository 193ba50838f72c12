"""What is said about an expression that does not parse: a table from what stands there to what was probably meant.

Each function returns (message, hint, code).
"""

from __future__ import annotations

Explanation = tuple[str, str | None, str]

# What writers of other languages write, by the text at the place where reading stopped.
HABITS: dict[str, tuple[str, str]] = {
    "=": ("`=` sets a variable; it cannot stand inside an expression", "to compare, write `==`"),
    "+=": ("`+=` sets a variable; it cannot stand inside an expression", "give it a `~` line of its own"),
    "-=": ("`-=` sets a variable; it cannot stand inside an expression", "give it a `~` line of its own"),
    "&": ("`&&` is not a word of this language", "write `and`"),
    "|": ("`||` is not a word of this language", "write `or`"),
    "!": ("`!` is not a word of this language", "write `not`, or `!=` to compare"),
    "'": ("a text stands in double quotes", 'write `"…"`'),
    "“": ("a text in an expression stands in straight quotes", 'write `"…"`'),
    "”": ("a text in an expression stands in straight quotes", 'write `"…"`'),
    "$": ("names are written without `$`", "delete it"),
    "@": ("names are written without `@`", "delete it"),
    "?": ("`? :` is not written here", "write `a if condition else b`"),
    "[": ("there are no lists in this language", "use `set of a, b` for things that are there or not"),
    ".": ("numbers are whole", "leave the part after the `.` away; a label of another scene is `scene.label`"),
    "^": ("`^` is not an operator", "write `x * x`"),
    ";": ("a line holds one thing", "put the next one on a line of its own"),
}

SHAPES = {
    "assignment": "`~ name = value`, `~ name += value` or `~ name -= value`",
    "let": "`~ let name = value`",
    "value": "`name = value`",
    "var": "`var name: type = value`",
    "const": "`const NAME = value`",
    "definition": "`def name(a, b) = expression`",
    "extern": "`extern name(number, text) -> number`",
    "heading": "`== name: Title`",
    "target": "`-> scene` or `-> scene(value)`",
    "claim": "`claim never …`, `claim reach … with …` or `claim … only after …`",
    "type": "`true/false`, `0..6`, `number`, `one | two`, `set of one, two` or `text`",
}

# Types by the names they have elsewhere.
TYPE_WORDS = {
    "bool": "true/false",
    "boolean": "true/false",
    "int": "number",
    "integer": "number",
    "float": "number",
    "str": "text",
    "string": "text",
    "list": "set of …",
    "enum": "one | two",
}


def explain_expression(start: str, text: str, at: int, word: str, accepts: set[str]) -> Explanation:
    """Why reading `text` as `start` stopped at `at`, where `word` stands ("" at the end)."""
    if text.count("(") > text[:at].count(")") and "CLOSE" in accepts and not word:
        return "this bracket is not closed: a `)` is missing", None, "NC020"
    shape = SHAPES.get(start)
    if not text.strip():
        return "an expression is missing here", f"the form is {shape}" if shape else None, "NC020"
    if word in HABITS and not (word == "=" and shape and start not in ("expression",) and "=" not in text[:at]):
        message, hint = HABITS[word]
        return message, hint, "NC020"
    if word == ")" and text[:at].count("(") > text[:at].count(")"):
        return "a value is missing before this `)`", None, "NC020"
    if word == ")":
        return "this `)` closes nothing", None, "NC020"
    if word in ("==", "!=", "<", ">", "<=", ">=") and "COMPARISON" not in accepts and at:
        return f"`{word}` cannot stand here", "compare two things at a time: `a < b and b < c`", "NC020"
    if word and word[0].isdigit() and at and (text[at - 1].isalpha() or text[at - 1] == "."):
        return "numbers are whole", None, "NC020"
    hint = f"the form is {shape}" if shape else None
    if not word:
        return "this ends too early; something is missing after it", hint, "NC020"
    if text[at:].lower().startswith(("else if", "elseif")):
        return f"`{word}` cannot stand here", "write `a if c else b`", "NC020"
    return f"`{word}` cannot stand here", hint or _hint_of(accepts), "NC020"


def _hint_of(accepts: set[str]) -> str | None:
    """What could stand there instead, where that helps."""
    if "COMPARISON" in accepts or "PLUS" in accepts:
        return "an operator such as `+`, `==`, `and` is missing before it"
    if "NAME" in accepts:
        return "a value is missing before it"
    return None
