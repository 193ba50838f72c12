"""Small mistakes made by rule: every token of the syntax in a story, changed in each way that fingers change it.

`mutants_of` gives the mutants of a story. What prose says is left alone: a word that is another word is no slip that
anybody could find. What is code, `tokens_of` says, which reads a line as the language does, but more roughly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(r"->|<-|<>|\.\.|==|!=|<=|>=|\+=|-=|--|\*\*|//|[^\W\d]\w*|\d+|[^\w\s]")
WORD = re.compile(r"[^\W\d]\w*")
TAG = re.compile(r"#[^\W\d][\w-]*")
FORM = re.compile(r"(?:if\b|needs\b|otherwise\b|(?:cycle|once|shuffle|random|then):)")

# What is typed for a token on another keyboard, in another tool or in haste.
TYPED = {
    "->": ("=>", "-->", "→", "- >", ">", ">>", "–>", "goto", "*goto", "<-"),
    "<-": ("<--", "←", "<", "->", "<="),
    "<>": ("< >", "<", "><", "<<>>"),
    "==": ("=", "===", "= =", "is", "eq", "＝＝", "=="[:1] + "=="),
    "!=": ("<>", "=/=", "≠", "!==", "! =", "is not", "=!", "isnt"),
    "<=": ("=<", "≤", "< ="),
    ">=": ("=>", "≥", "> ="),
    "+=": ("=+", "+", "=", ":=", "+ =", "++"),
    "-=": ("=-", "-", "=", "–=", "- =", "--"),
    "=": ("==", ":=", ":", "to", "is", "+=", "＝", "<-"),
    "..": (".", "...", "-", "to", "…", "–", ","),
    "{": ("(", "[", "｛", "{{", "<", "${", "#{", "{$", "{%", "\\{"),
    "}": (")", "]", "｝", "}}", ">", "\\}", "%}"),
    "(": ("[", "{", "（", "<"),
    ")": ("]", "}", "）", ">"),
    "[": ("(", "{", "［"),
    "]": (")", "}", "］"),
    "|": ("||", "/", "\\", "¦", "｜", ",", ";", "l", "I", " else ", "| else:"),
    ":": (";", "：", "::", ".", ",", " -", "=", "?"),
    '"': ("'", "“", "„", "''", "«", "`"),
    ",": (";", ".", "，", " and", "/"),
    "*": ("+", "-", "•", "**", "×", "＊", "_", "\\*", "1."),
    "**": ("*", "__", "* *", "***"),
    "+": ("*", "-", "++", "＋", "\\+", "†"),
    "~": ("$", "-", "@", "%", "～", "\\~", "*", "#", "~~", "do", "set", "!"),
    "#": ("@", "＃", "##", "# ", "//", "\\#", "tag:"),
    "-": ("–", "*", "—", "•", "--", "+"),
    "--": ("-", "—", "---", "==", "–"),
    "//": ("/", "#", "/*", "<!--", ";", "--", "\\\\", "///"),
    "\\": ("/", "\\\\", "¥"),
    ".": (",", "..", ":", "->", "::"),
    "&": ("&&", "and", "^", "+"),
    "<": (">", "<=", "＜", "lt"),
    ">": ("<", ">=", "＞", "gt"),
    "%": ("mod", "％"),
    "/": (":", "÷", "//"),
    "and": ("&&", "&", "AND", "und", ",", "und"),
    "or": ("||", "|", "OR", "oder", "/"),
    "not": ("!", "NOT", "not not", "no", "-"),
    "has": ("?", "contains", "includes", "in", "have", "=="),
    "in": ("of", "from", "on", "=", ":", "has"),
    "if": ("If", "IF", "when", "unless", "elif", "while", "iff", "wenn", "is"),
    "elif": ("else if", "elseif", "elsif", "Elif", "else", "if", "or if"),
    "else": ("otherwise", "Else", "ELSE", "els", "esle", "elif", "sonst"),
    "needs": ("need", "requires", "Needs", "needs:", "if", "require", "selectable_if"),
    "otherwise": ("else", "otherwize", "Otherwise", "default", "fallback", "others"),
    "for": ("foreach", "each", "For", "for each", "for all", "fro"),
    "each": ("Each", "any", "every", "all", "eahc"),
    "any": ("Any", "each", "every", "one of", "random"),
    "ask": ("Ask", "input", "prompt", "asks", "read"),
    "let": ("var", "Let", "temp", "set", "const"),
    "once": ("Once", "one", "onse", "first"),
    "cycle": ("Cycle", "cylce", "loop", "cicle", "&"),
    "shuffle": ("Shuffle", "shufle", "mix", "~"),
    "random": ("Random", "rand", "either", "radnom"),
    "then": ("Then", "sequence", "stopping", "than"),
    "when": ("When", "if", "where", "wehn"),
    "priority": ("Priority", "prio", "weight", "priorty"),
    "end": ("End", "END", "ending", "ende", "done", "DONE", "finish", "ned"),
    "back": ("Back", "return", "bakc", "BACK", "->"),
    "was": ("Was", "were", "formerly", "is", "old"),
    "var": ("Var", "VAR", "let", "default", "int", "varr", "vra"),
    "const": ("Const", "CONST", "var", "cons", "constant"),
    "def": ("Def", "function", "fun", "define", "deff"),
    "extern": ("external", "EXTERNAL", "Extern", "import"),
    "claim": ("Claim", "claims", "assert", "clame"),
    "never": ("Never", "not", "newer", "nevre"),
    "reach": ("Reach", "reaches", "rech", "reached"),
    "only": ("Only", "onyl", ""),
    "after": ("before", "Afer", "behind"),
    "with": ("if", "when", "Wiht", "where"),
    "set": ("list", "Set", "sets", "seet"),
    "of": ("off", "Of", ":", "for"),
    "text": ("string", "Text", "str", "txet"),
    "number": ("int", "Number", "nubmer", "integer"),
    "true": ("True", "TRUE", "yes", "1", "on", "ture"),
    "false": ("False", "FALSE", "no", "0", "off", "flase"),
    "return": ("Return", "retrun", "give", "back"),
}
# Each in place of a whole line that begins with the mark; REST is what stands behind the mark.
LINES = {
    "->": (
        *("goto REST", "*goto REST", "jump REST", "<<jump REST>>", "[[REST]]", "-> REST.", "-> *REST*", "-> REST;"),
        *("call REST", "-> #REST", "-> 'REST'", "-> [REST]", "-> REST()", "~ -> REST", "* -> REST", "-> the REST"),
        *("<<goto REST>>", "(goto: REST)", "divert REST", "-> {REST}", '-> "REST"', "-> REST // there", "go to REST"),
    ),
    "~": (
        *("REST", "$ REST", "*REST", "*set REST", "<<set REST>>", "(set: REST)", "{REST}", "~ $REST", "~ set REST"),
        *("~ REST;", "~ REST.", "~ {REST}", "- REST", "set REST", "~ REST:", "~REST:", "~ (REST)", "{~ REST}", "@REST"),
        *("~ let REST", "~ var REST", "# REST", "// REST", "~ REST // so", "python: REST", "~ then REST"),
    ),
    "*": (
        *(
            "*REST",
            "- REST",
            "** REST",
            "* * REST",
            "*choice REST",
            "#REST",
            "-> REST",
            "[[REST]]",
            "1. REST",
            "> REST",
        ),
        *(
            "* [REST]",
            "* REST:",
            '"REST":',
            "• REST",
            "*) REST",
            "*. REST",
            "+ * REST",
            "* - REST",
            "+* REST",
            "o REST",
        ),
        *(
            "* <REST>",
            "(*) REST",
            "* [ ] REST",
            "\\* REST",
            "*: REST",
            "choice: REST",
            "* *REST*",
            "* REST*",
            "*** REST",
        ),
    ),
    "==": (
        *("=REST", "=== REST ===", "=== REST", "= REST", ":: REST", "label REST:", "# REST", "## REST", "*label REST"),
        *(
            "==REST",
            "== REST ==",
            "==> REST",
            "-- REST",
            "scene REST",
            "== scene REST",
            "== REST:",
            "~ REST",
            "== REST.",
        ),
        *("== *REST*", "== the REST", "title: REST", "[REST]", "** REST **", "++ REST", "== #REST", "-> REST"),
    ),
    "{": (
        *("$REST", "{$REST}", "${REST}", "#{REST}", "{{REST}}", "[REST]", "<REST>", "%REST%", "(REST)", "<<REST>>"),
        *("{= REST}", "{print REST}", "<<= REST>>", "(print: REST)", "@REST", "{REST", "REST}", "{REST:}", "{:REST}"),
        *("{ REST }}", "{REST;}", "{REST|}", "{|REST}", "{REST?}", "{!REST}", "{&REST}", "{~REST}", "'REST'", "`REST`"),
        *("{'REST'}", '{"REST"}', "{REST()}", "{REST.}", "\\{REST}", "{@REST}", "<%= REST %>", "{:REST:}", "{*REST*}"),
    ),
}


@dataclass(frozen=True)
class Token:
    """A token of code in a line: where it stands, and in what kind of place."""

    at: int
    end: int
    text: str
    place: str


@dataclass(frozen=True)
class Mutant:
    """A changed story. `line` is the first one that differs (from 1), `last` the last; `kind` groups what is alike."""

    text: str
    line: int
    last: int
    kind: str
    shown: str


def tokens_of(line: str, is_header: bool, cast: tuple[str, ...]) -> list[Token]:
    """The tokens of a line that are code, in order."""
    at = len(line) - len(line.lstrip())
    stop = len(line)
    comment = re.search(r"(?:^|\s)//", line)
    found: list[Token] = []
    if comment is not None:
        begin = comment.end() - 2
        found.append(Token(begin, begin + 2, "//", "comment"))
        stop = begin
    if is_header and not line.startswith(" "):
        key = re.match(r"(title|author|status):", line)
        word = WORD.match(line)
        if key is None:
            return [*_code(line, at, stop, f"header {word.group() if word else ''}"), *found]
        rest = _text(line, key.end(), stop) if key.group(1) == "status" else []
        return [*_code(line, 0, key.end(), "header entry"), *rest, *found]
    return [*_line(line, at, stop, cast), *found]


def _line(line: str, at: int, stop: int, cast: tuple[str, ...]) -> list[Token]:
    rest = line[at:stop]
    if rest.startswith("=="):
        colon = rest.find(":", rest.find(")") if rest.startswith("== talk") or "(" in rest else 0)
        end = stop if colon < 0 else at + colon + 1
        return [*_code(line, at, end, "heading"), *_tags(line, end, stop)]
    if rest.startswith("~ ask"):
        end = at + rest.index(":") + 1
        return [*_code(line, at, end, "ask"), *_text(line, end, stop)]
    if rest.startswith("~"):
        word = WORD.search(rest)
        place = word.group() if word and word.group() in ("if", "elif", "else", "for", "let", "when") else "set"
        return _code(line, at, stop, f"logic {place}")
    if rest.startswith(("->", "<-", "--")):
        return _code(line, at, stop, "move" if rest[1] != "-" else "point")
    if rest.startswith(("* ", "+ ")):
        return [Token(at, at + 1, rest[0], "choice mark"), *_choice(line, at + 2, stop)]
    if rest.startswith("-"):
        return [Token(at, at + 1, "-", "item"), *_text(line, at + 1, stop)]
    for name in cast:
        if rest.startswith(name + ":"):
            end = at + len(name)
            return [Token(at, end, name, "speaker"), Token(end, end + 1, ":", "speaker"), *_text(line, end + 1, stop)]
    return _text(line, at, stop)


def _choice(line: str, at: int, stop: int) -> list[Token]:
    found: list[Token] = []
    label = re.compile(r"\([^()]*\)(?=[ \t])").match(line, at)
    if label:
        found += _code(line, at, label.end(), "label")
        at = label.end()
    while (guard := re.compile(r"\s*\{(?:if|needs|otherwise)\b").match(line, at)) is not None:
        end = line.index("}", at) + 1
        if "|" in line[at:end]:
            break
        colon = line.find(":", guard.end(), end)
        middle = end if colon < 0 else colon + 1
        found += _code(line, at, middle, "guard")
        found += [] if middle == end else [Token(end - 1, end, "}", "guard")]
        at = end
    loop = re.compile(r"\s*for \w+ in [^:]+:|\s*each #.*").match(line, at)
    if loop:
        found += _code(line, at, loop.end(), "choice loop")
        at = loop.end()
    return found + _text(line, at, stop)


def _code(line: str, at: int, stop: int, place: str) -> list[Token]:
    return [Token(one.start(), one.end(), one.group(), place) for one in TOKEN.finditer(line, at, stop)]


def _tags(line: str, at: int, stop: int) -> list[Token]:
    return [token for one in TAG.finditer(line, at, stop) for token in _code(line, one.start(), one.end(), "tag")]


def _text(line: str, at: int, stop: int) -> list[Token]:
    """The code within a text."""
    found: list[Token] = []
    depth = 0
    while at < stop:
        char = line[at]
        if char == "\\":
            found.append(Token(at, at + 1, char, "escape"))
            at += 2
        elif char == "{":
            form = FORM.match(line, at + 1)
            end = line.find("}", at)
            colon = line.find(":", at)
            if form:
                found += _code(line, at, colon + 1, f"text {form.group().rstrip(':')}")
                at, depth = colon + 1, depth + 1
            elif "|" in line[at:end]:
                found.append(Token(at, at + 1, "{", "text vary"))
                at, depth = at + 1, depth + 1
            else:
                found += _code(line, at, end + 1, "text value")
                at = end + 1
        elif char in "|}" and depth:
            depth -= char == "}"
            found.append(Token(at, at + 1, char, "text form"))
            at += 1
            word = re.compile(r"\s*if ").match(line, at) if char == "|" else None
            if word:
                colon = line.index(":", at)
                found += _code(line, at, colon + 1, "text if")
                at = colon + 1
        elif char == "*":
            mark = "**" if line.startswith("**", at) else "*"
            found.append(Token(at, at + len(mark), mark, "emphasis"))
            at += len(mark)
        elif line.startswith("->", at):
            return found + _code(line, at, stop, "move")
        elif line.startswith("<>", at):
            found.append(Token(at, at + 2, "<>", "join"))
            at += 2
        elif char == "#" and TAG.match(line, at):
            match = TAG.match(line, at)
            assert match is not None
            found += _code(line, at, match.end(), "tag")
            at = match.end()
        else:
            at += 1
    return found


# ---------------------------------------------------------------- changes of a token


def _misspelt(word: str) -> Iterator[tuple[str, str]]:
    yield "upper", word.upper()
    yield "capital", word[0].swapcase() + word[1:]
    if len(word) > 2:
        middle = len(word) // 2
        yield "letter left out", word[:middle] + word[middle + 1 :]
        yield "letters swapped", word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
        yield "letter doubled", word[:middle] + word[middle] + word[middle:]
        yield "parted", word[:middle] + " " + word[middle:]
    if "_" in word:
        yield "dash", word.replace("_", "-")
        yield "blank", word.replace("_", " ")


def _changes(line: str, tokens: list[Token], number: int) -> Iterator[tuple[str, str]]:
    """What becomes of a line when one of its tokens is changed: the kind of change, and the new line."""
    token = tokens[number]
    before, behind = line[: token.at], line[token.end :]
    following = tokens[number + 1] if number + 1 < len(tokens) else None

    def put(text: str) -> str:
        return before + text + behind

    yield "left out", put("")
    yield "doubled", put(token.text * 2)
    yield "twice", put(f"{token.text} {token.text}")
    if following is not None and not line[token.end : following.at].strip():
        between = line[token.end : following.at]
        yield "swapped", before + following.text + between + token.text + line[following.end :]
    if before.endswith(" ") and before.strip():
        yield "no blank before", before.rstrip() + token.text + behind
    elif before.strip():
        yield "blank before", f"{before} {token.text}{behind}"
    if behind.startswith(" "):
        yield "no blank behind", before + token.text + behind.lstrip()
    elif behind:
        yield "blank behind", f"{before}{token.text} {behind}"
    for other in TYPED.get(token.text, ()):
        yield f"typed {other.strip()}", put(other)
    if WORD.fullmatch(token.text):
        for kind, text in _misspelt(token.text):
            yield kind, put(text)
    elif token.text.isdigit():
        for text in (token.text + token.text, f'"{token.text}"', f"{token.text}.5", "-" + token.text, "two", "true"):
            yield f"typed {text}", put(text)


def mutants_of(story: str) -> Iterator[Mutant]:
    """All mutants of a story, each once."""
    lines = story.split("\n")
    first_scene = next(number for number, line in enumerate(lines) if line.startswith("=="))
    entry = re.search(r"^cast: (.*)", story, re.MULTILINE)
    cast = tuple(entry.group(1).split(", ")) if entry else ()
    seen = {story}
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        tokens = tokens_of(line, number < first_scene, cast)
        for kind, place, new in (*_in_line(line, tokens), *_lines(lines, number, tokens)):
            text = "\n".join([*lines[:number], *new, *lines[number + (2 if kind == "lines swapped" else 1) :]])
            if text not in seen:
                seen.add(text)
                shown = f"{line.strip()}  =>  {' / '.join(one.strip() for one in new) or '(nothing)'}"
                yield Mutant(text, number + 1, number + max(1, len(new)), f"{place}: {kind}", shown)


def _in_line(line: str, tokens: list[Token]) -> Iterator[tuple[str, str, list[str]]]:
    for number, token in enumerate(tokens):
        for kind, new in _changes(line, tokens, number):
            what = "NAME" if WORD.fullmatch(token.text) and token.text not in TYPED else token.text
            yield f"`{what}` {kind}", token.place, [new]
        if token.text == "{" and (end := line.find("}", token.at)) >= 0:
            for form in LINES["{"]:
                yield (
                    form,
                    token.place,
                    [line[: token.at] + form.replace("REST", line[token.at + 1 : end]) + line[end + 1 :]],
                )


def _lines(lines: list[str], number: int, tokens: list[Token]) -> Iterator[tuple[str, str, list[str]]]:
    """Changes of a whole line."""
    line = lines[number]
    rest = line.lstrip()
    indent = line[: len(line) - len(rest)]
    is_code = bool(tokens) and tokens[0].at == len(indent) and not tokens[0].place.startswith("text")
    place = tokens[0].place if is_code else "prose"
    yield "deeper", place, [f"    {line}"]
    yield "one blank deeper", place, [f" {line}"]
    yield "tab", place, [f"\t{line}"]
    if indent:
        yield "less deep", place, [indent[4:] + rest]
        yield "flush", place, [rest]
    if is_code:
        yield "line left out", place, []
        yield "line twice", place, [line, line]
        if number + 1 < len(lines) and lines[number + 1].strip():
            yield "lines swapped", place, [lines[number + 1], line]
    for mark, forms in LINES.items():
        if rest.startswith(mark + " ") and mark != "{":
            for form in forms:
                yield form, place, [indent + form.replace("REST", rest[len(mark) + 1 :])]
