"""Braces that begin with a word and a colon which are no form of the language: what was meant.

Such a word never becomes text without a message (NC024). A word of a story, such as a variable's name, is known only
here and not to the reader of text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.diagnostics import Fix, replaced
from engine.patterns import compiled, regex
from engine.program.functions import ASKING, BUILT_INS, FULL, FUNCTIONS
from engine.program.types import NUMBER, TRUTH
from engine.source import Source
from engine.syntax.foreign_lines import multireplace
from engine.syntax.grammars import Problem, parse_expression
from engine.syntax.messages import LONGEST, shortened
from engine.syntax.text_forms import COLON_FORM, ELSEWHERE, FORM, FORM_WORDS, SURE_FORM
from engine.syntax.tree import Call, Name, Text, Unary, Variation

if TYPE_CHECKING:
    from engine.check.scope import ExpressionScope
    from engine.check.statements import Walker
    from engine.program.types import Type

FORMS = ("if", *FORM_WORDS)
# What the forms are called elsewhere.
OTHER_FORMS = {
    **ELSEWHERE,
    **dict.fromkeys(("when", "elif", "unless"), "if"),
}
WORD = regex(r"\{[ \t\n]*([^\W\d]\w*)[ \t\n]*:")
# Several words that begin a condition elsewhere, a share of a hundred, two words for a form, and a colon left out.
CONDITION = regex(
    r"\{[ \t\n]*(?:(?P<word>if|when|unless|while|whenever|iff|ifs|is|wenn|si)[ \t\n]+)?"
    r"(?P<condition>(?:[^{}|:\"]|\"[^\"\n]*\")+):",
    re.IGNORECASE,
)
QUESTION = regex(r"\{([^{}|:?\"]+)\?[^{}|:]*:")
BARE_NAME = regex(r"(?<![\w.\"])[^\W\d]\w*(?![\w(.\"])")
ASKED = regex(rf"\b(?:{'|'.join(ASKING)})\([ \t]*$")
# Those whose number is never less than nothing, which says yes when it is more.
COUNTING = frozenset(
    row.name for row in FUNCTIONS if row.result == NUMBER and row.interval(*[FULL for _ in row.takes])[0] >= 0
)
# Those that can be less, which say yes when it is another number.
SIGNED = frozenset(row.name for row in FUNCTIONS if row.result == NUMBER and row.name != "random") - COUNTING
# Those of one value that can be asked.
OF_ONE = tuple(row.name for row in FUNCTIONS if len(row.takes) == 1 and row.result in (TRUTH, NUMBER))
SEVERAL = regex(r"\{[ \t\n]*(?P<words>[^\W\d]\w*(?:[ \t]+\w+){1,2})[ \t]*:")
ODD_WORD = regex(r"\{[ \t\n]*(?P<word>[^\W\d]\w{0,7})[ \t]+(?P<condition>[^{}|:\"]{1,80}):(?=[ \t\n])")
BARE_CALL = regex(rf"\{{[ \t\n]*(?P<call>{'|'.join(OF_ONE)})[ \t]+(?P<value>\w+)[ \t]*:")
# A hint that shows a form in the place of other words.
FORM_MEANT = regex(r"(?:did you mean|write) `\{(" + FORM + r"): ")
NEAR_IF = ("fi", "i", "f", "iff", "id", "of", "uf", "og", "ig", "it", "is")
OTHERS, LAST = ", ".join(f"`{word}:`" for word in FORM_WORDS[:-1]), FORM_WORDS[-1]
ALL_FORMS = f"the forms are `if condition:`, {OTHERS} and `{LAST}:`"
SHARE = regex(r"\{[ \t\n]*(\d{1,3})[ \t]*%[ \t]*:")
ONE_OF = regex(r"\{[ \t\n]*one[ \t]+of[ \t]*:")
NO_COLON = regex(
    r"\{[ \t\n]*(" + COLON_FORM + r")(?=\|[ \t]*[\"“A-Z])"
    r"|\{[ \t\n]*(?!random)(" + SURE_FORM + r")(?:[ \t]*[,;=]|[ \t]+(?=[^\W\d_a-z]))"
)
# `{storm She waits. | She goes.}`, `{storm? She waits. | …}`, `{storm | She waits. | She goes.}`
FIRST_NAME = regex(
    r"\{[ \t\n]*(?P<name>[a-z]\w*)(?:(?:[ \t]*[?,;]|[ \t]+then)?[ \t]+(?=[\"“«]?[A-Z])"
    r"|[ \t]*\|[ \t]*(?=[\"“«]?[A-Z][^{}| \t]*+[ \t][^{}|]*+\|))"
)
FORMAT = regex(r"\{[ \t\n]*([^\W\d]\w*)[ \t]*:[<>^+]?[\d.,]*[dfsxn%]?[ \t]*\}")


def report_near_form(walker: Walker, item: Variation, scope: ExpressionScope) -> None:
    """Report a variation without a form that begins with what was meant as one."""
    text = walker.source.text
    bar = text.find("|", item.at, item.end)
    has_colon = text.find(":", item.at, item.end if bar < 0 else bar) >= 0
    if not has_colon and text[item.at + 1].isupper() and text[item.at - 1] != "@":
        return  # all forms begin with a small letter
    if not has_colon and text[item.at - 1] != "@" and not NO_COLON.match(text, item.at):
        if bar >= 0:
            _report_first_name(walker, item, scope)
        return
    meant = _meant(walker, text, item, scope)
    if meant is not None:
        found, message, hint = meant
        for name in BARE_NAME.findall(found.group()):
            if name in walker.names.variables:
                walker.names.variables[name].reads += 1
        # Right behind a word, a comma is part of the text.
        hint = hint.replace(": ,", ":,")
        span = walker.source.span(found.start(), found.end())
        form = FORM_MEANT.match(hint)
        fixes = _word_written(walker.source, found, form[1]) if form is not None else ()
        walker.report.error("NC024", span, message, hint, fixes=fixes)


def _word_written(source: Source, found: re.Match[str], form: str) -> tuple[Fix, ...]:
    """The fix that writes the word of a form in the place of another one, which a colon may follow or not."""
    begin, end = found.end() - len(found.group()[1:].lstrip()), found.end()
    written = f"{form}:" if source.text[end : end + 1].isspace() else f"{form}: "
    return (Fix(f"write `{form}:`", (replaced(source, begin, end, written),)),)


def _report_first_name(walker: Walker, item: Variation, scope: ExpressionScope) -> None:
    """Warn about a variation whose first word is a variable that is true or false, and then a sentence begins."""
    found = FIRST_NAME.match(walker.source.text, item.at)
    if found is None:
        return
    local, variable = scope.locals.get(found["name"]), walker.names.variables.get(found["name"])
    type = local[1] if local is not None else variable.type if variable is not None else None
    if type is not None and type.kind == "truth":
        message = f"the word `{found['name']}` is shown: this is no condition"
        rest = _rest(walker.source.text, found.end(), item)
        hint = f"write `{{if {found['name']}: {rest}}}`; for plain text put a `\\` before the word"
        walker.report.warning("NC330", walker.source.span(item.at, found.end()), message, hint)


def _meant(walker: Walker, text: str, item: Variation, scope: ExpressionScope) -> tuple[re.Match[str], str, str] | None:
    """Where the words stand, what is wrong with them, and what to write."""
    bars = len(item.items) > 1
    word = WORD.match(text, item.at)
    if word is not None:
        if word.group(1) in FORMS:
            return None
        is_format = FORMAT.match(text, item.at) is not None
        return word, *_word(walker, word.group(1), is_format, _rest(text, word.end(), item), scope)
    share = SHARE.match(text, item.at)
    if share is not None:
        hint = f"write `{{if chance({share.group(1)}): {_rest(text, share.end(), item)}}}`"
        return share, "a share of a hundred is no form", hint
    question = QUESTION.match(text, item.at)
    if question is not None and not bars:
        written = _asked(walker, question.group(1).strip(), scope) or "condition"
        first = text[question.end(1) + 1 : question.end() - 1]
        rest = _parts(f"{_unquoted(first)} | {_unquoted(text[question.end() : item.end - 1])}")
        return question, "`? :` is not written here", f"write `{{if {written}: {rest}}}`"
    condition = CONDITION.match(text, item.at, item.end)
    meant = _condition_meant(walker, condition, scope) if condition is not None else None
    if condition is not None and meant is not None:
        hint = f"write `{{if {shortened(meant)}: {_rest(text, condition.end(), item)}}}`; for a plain colon `\\:`"
        return condition, "a condition begins with `if`", hint
    odd = _odd_first_word(walker, text, item, scope)
    if odd is not None:
        return odd
    parted = _parted_form(text, item.at) if bars else None
    if parted is not None:
        found, name = parted
        hint = f"did you mean `{{{name}: {_rest(text, found.end(), item)}}}`? For a plain colon write `\\:`"
        return found, f"`{found['words']}:` is no form of text that changes", hint
    two_words = ONE_OF.match(text, item.at)
    if two_words is not None:
        return (
            two_words,
            "`one of:` is no form of text that changes",
            f"write `{{random: {_rest(text, two_words.end(), item)}}}`",
        )
    no_colon = NO_COLON.match(text, item.at)
    if no_colon is not None:
        form = no_colon.group(1) or no_colon.group(2)
        rest = _rest(text, no_colon.end(), item)
        hint = f"write `{{{form}: {rest}}}`; for plain text put a `\\` before the word"
        return no_colon, f"a `:` is missing behind `{form}`", hint
    multi = multireplace(text, item.at)
    if multi is not None and (multi["condition"] or multi["name"] in walker.names.variables):
        written = shortened(multi["condition"] or multi["name"])
        hint = f"write `{{if {written}: {_rest(text, multi.end(), item)}}}`, without the `@`"
        return multi, "a condition begins with `if`", hint
    if not bars and condition is not None:
        return (
            condition,
            "this is no form of text that changes",
            f"{ALL_FORMS}; for plain braces put a `\\` before each",
        )
    return None


def _condition_meant(walker: Walker, found: re.Match[str], scope: ExpressionScope) -> str | None:
    """How a condition without its `if`, or with another word for it, is written; None if it is none."""
    asked = _asked(walker, found["condition"].replace(" ? ", " has ").strip(), scope)
    if asked is None or (not found["word"] and asked.isdigit()):
        return None
    if (found["word"] or "").casefold() != "unless":
        return asked
    return f"not {asked}" if compiled(r"\w+|\w+\(.*\)").fullmatch(asked) else f"not ({asked})"


def _rest(text: str, at: int, item: Variation) -> str:
    """The texts of a variation from an offset on, as a hint shows them."""
    return _parts(text[at : item.end - 1])


def _parts(texts: str) -> str:
    """Texts between bars without what is odd around them, or the form alone where they are long."""
    texts = " ".join(texts.split()).strip("| ").removeprefix(": ")
    if len(texts) > LONGEST:
        return "… | …" if "|" in texts else "…"
    return texts or "…"


def _unquoted(text: str) -> str:
    """A text that other tools write between quotation marks, without them."""
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _odd_first_word(
    walker: Walker, text: str, item: Variation, scope: ExpressionScope
) -> tuple[re.Match[str], str, str] | None:
    """`{fi wet: …}` and `{chance 50: …}`: a word before a condition that is none, or a call without its brackets."""
    known = {*scope.locals, *walker.names.variables}
    call = BARE_CALL.match(text, item.at)
    # Those that yield to names of a story are plain words, too.
    if call is not None and (call["value"] in known or not BUILT_INS[call["call"]].yields):
        asked = _counted(f"{call['call']}({call['value']})", call["call"])
        hint = f"write `{{if {asked}: {_rest(text, call.end(), item)}}}`"
        return call, "a condition begins with `if`", hint
    found = ODD_WORD.match(text, item.at, item.end)
    root = None if found is None else parse_expression("expression", found["condition"].strip())
    if found is None or root is None or isinstance(root, (Problem, Text)):
        return None
    names = BARE_NAME.findall(found["condition"])
    is_sure = not isinstance(root, Name) or found["word"].casefold() in NEAR_IF
    if is_sure and any(one in known for one in names):
        written = f"{shortened(found['condition'].strip())}: {_rest(text, found.end(), item)}"
        return found, "a condition begins with `if`", f"write `{{if {written}}}`; for a plain colon `\\:`"
    return None


def _parted_form(text: str, at: int) -> tuple[re.Match[str], str] | None:
    """`{ran dom: a | b}` and `{print once: a | b}`: several words before the colon, which are a form or end in one."""
    found = SEVERAL.match(text, at)
    if found is None:
        return None
    words = found["words"].casefold().split()
    name = next((one for one in ("".join(words), words[-1], words[0]) if one in FORMS and one != "if"), None)
    return None if name is None else (found, name)


def _asked(walker: Walker, condition: str, scope: ExpressionScope) -> str | None:
    """A condition as it is written here: scenes and labels are asked about by functions. None if it cannot be read."""
    root = parse_expression("expression", condition)
    if isinstance(root, (Problem, Text)):
        return None
    names, here = walker.names, walker.names.scenes.get(scope.scene or "")
    known = {*scope.locals, *names.variables, *names.constants}
    function = "seen" if isinstance(root, (Name, Unary)) else "visits"

    def asked(found: re.Match[str]) -> str:
        name = found.group()
        if ASKED.search(condition, max(0, found.start() - 20), found.start()):
            return name
        is_place = name in names.scenes or (here is not None and name in here.labels)
        return f"{function}({name})" if is_place and name not in known else name

    written = BARE_NAME.sub(asked, condition)
    return _counted(written, root.function) if isinstance(root, Call) else written


def _counted(call: str, function: str) -> str:
    """A call as a condition."""
    return f"{call} > 0" if function in COUNTING else f"{call} != 0" if function in SIGNED else call


def _word(walker: Walker, word: str, is_format: bool, rest: str, scope: ExpressionScope) -> tuple[str, str]:
    """What is said of one word before a colon."""
    names = walker.names
    if is_format and word in names.variables:
        return "a value has no format here", f"write `{{{word}}}`; `words(…)` shows a number in words"
    local = scope.locals.get(word)
    type = local[1] if local is not None else names.variables[word].type if word in names.variables else None
    if type is not None or word in names.broken or word in names.constants:
        written = word if type is None else _compared(word, type)
        return "a condition begins with `if`", f"write `{{if {written}: {rest}}}`; for a plain colon `\\:`"
    asked = _asked(walker, word, scope)
    if asked != word:
        return "a condition begins with `if`", f"write `{{if {asked}: {rest}}}`; for a plain colon `\\:`"
    message = f"`{word}:` is no form of text that changes"
    near = OTHER_FORMS.get(word.casefold()) or names.speller.nearest(word, FORMS)
    if near == "then" and "|" not in rest:
        near = "once"  # there is no second text
    if near is not None and near != "if":
        return message, f"did you mean `{{{near}: {rest}}}`? For a plain colon write `\\:`"
    return message, f"{ALL_FORMS}; for a plain colon `\\:`"


def _compared(name: str, type: Type) -> str:
    """A condition that asks for the value of a variable."""
    forms = {"number": "{} > 0", "text": '{} == "…"', "names": "{} == {}", "set": "{} has {}"}
    return forms.get(type.kind, "{}").format(name, type.names[0] if type.names else "…")
