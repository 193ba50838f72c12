"""Reads moves: `-> scene`, `-> back`, `-> end: Name`, `-> any #tag`, `-> {place}`."""

from __future__ import annotations

import re

from engine.data_classes import replace
from engine.patterns import regex
from engine.syntax.grammars import Problem, parse_expression
from engine.syntax.messages import WRITTEN, shortened
from engine.syntax.old_names import ENDING_WAS, ending_names
from engine.syntax.reading import NAME, PieceReader, shifted, without_tags
from engine.syntax.tree import Expression, Move

# A move as nearly all are, which is read at once: to a scene by its name.
PLAIN_MOVE = regex(r"->[ \t]*+(?!(?:back|any)\b|end|End|END)([^\W\d]\w*+)[ \t]*+")
ANY = regex(r"any\b[ \t]*+(?:#([^\W\d][\w-]*+))?[ \t]*+(->)?[ \t]*$")
# Words for `any` before a tag: `-> Any #rumour`, `-> each #rumour`.
ODD_DRAWS = ("any ", "any(")
ODD_ANY = ("any", "each", "all", "every", "random")
END = regex(r"end[ \t]*(?::[ \t]*(.*))?$")
DOTTED = regex(r"([^\W\d]\w*)\.([^\W\d]\w*)")
BACK_ON = regex(r"back[ \t]*->")
UNCLOSED_PLACE = regex(r"\{[ \t]*([^\W\d]\w*)((?:[ \t]*->)?)")
ESCAPED = regex(r"\\(.)")
# `treat_tom ->`, whose first arrow is missing.
CALL_ALONE = regex(r"[^\W\d]\w*(?:\([^()]*\))?")
# What a hint says of a move, where choices are borrowed.
FOR_MOVES = regex(r"`-> (\w+)(?: ->)?`(?:, or to come back.*)?")


def read_move(reader: PieceReader, at: int, end: int) -> tuple[Move, tuple[str, ...]]:
    """The move whose `->` stands at `at`, and the tags after it."""
    plain = PLAIN_MOVE.fullmatch(reader.source.text, at, end)
    if plain is not None:
        begin, stop = plain.span(1)
        return Move(at, stop, "scene", plain[1], begin), ()
    text, tags = without_tags(reader.source.text[at : reader.end_of_line(at, end)])
    text = text.rstrip()
    end = at + len(text)
    inner = text[2:].lstrip()
    inner_at = end - len(inner)
    if inner == "back":
        return Move(at, end, "back"), tags
    if BACK_ON.match(inner):
        return _back_and_on(reader, at, end, inner_at), tags
    if inner.startswith("{"):
        return _to_value(reader, at, end, inner_at), tags
    found = END.match(inner)
    if found:
        return _ending(reader, at, end, inner_at, found), tags
    found = ANY.match(inner)
    if found:
        return _draw(reader, at, end, inner_at, found), tags
    if inner.startswith("->"):
        hint = "to come back from a visit, write `-> back`"
        if NAME.match(inner[2:].lstrip()):
            then = shortened(inner[2:].strip())
            hint = f"to leave the visit and go on there, write `-> back -> {then}`"
            if inner_at > at + 2:
                hint = f"write `-> {then}`; to leave a visit and go on there, `-> back -> {then}`"
        reader.error("NC014", at, end, "a scene's name is missing here", hint)
        return Move(at, end, "scene"), tags
    if len(tags) == 1 and inner.casefold() in ODD_ANY:
        inner, tags = f"{inner} #{tags[0]}", ()
    if _may_be_odd(inner) and (odd := _odd_move(reader, at, end, inner_at, inner)) is not None:
        return odd, tags
    returns = inner.endswith("->")
    if returns:
        inner = inner[:-2].rstrip()
    dotted = DOTTED.fullmatch(inner)
    if dotted is not None:
        return Move(at, end, "scene", dotted[1], inner_at, (), returns, point=dotted[2]), tags
    target, target_at, arguments = read_target(reader, inner_at, inner_at + len(inner), at)
    return Move(at, end, "scene", target, target_at, arguments, returns), tags


def read_target(reader: PieceReader, at: int, end: int, mark: int) -> tuple[str | None, int, tuple[Expression, ...]]:
    """Scene name, its place and the arguments of `bar` or `drink(2)`; the name is None after an error."""
    simple = NAME.fullmatch(reader.source.text, at, end)
    if simple:
        return simple.group(), at, ()
    if isinstance(parse_expression("target", reader.source.text[at:end]), Problem):
        from engine.syntax.foreign_moves import target_meant

        returns = reader.source.text[end : end + 9].lstrip(" \t").startswith("->")
        meant = target_meant(reader.source.text[at:end], reader.source.whole, returns)
        if meant is not None:
            sign = reader.source.text[mark : mark + 2]
            hint = meant.hint if sign != "<-" else FOR_MOVES.sub(r"`<- \1`", meant.hint)
            whole = WRITTEN.fullmatch(hint)
            stop = reader.source.text.index("->", end) + 2 if returns else end
            is_clear = whole is not None and whole[1].startswith(sign) and "…" not in whole[1]
            fixes = reader.fix(mark, stop, whole[1]) if whole is not None and is_clear else ()
            reader.error("NC014", at + meant.at, end, meant.message, hint, fixes)
            return None, at, ()
    if at >= end or not NAME.match(reader.source.text, at, end):
        what = "a scene's name is missing here" if at >= end else "this is not a scene's name"
        hint = "the form is `-> scene`; write `\\->` for a plain arrow"
        line = reader.source.text[reader.source.text.rfind("\n", 0, mark) + 1 : mark].strip()
        if at >= end and CALL_ALONE.fullmatch(line):
            from engine.syntax.foreign_moves import has_scene

            called = has_scene(line.partition("(")[0], reader.source.whole)
            hint = f"write `-> {line} ->`" if called else hint
        reader.error("NC014", mark if at >= end else at, end, what, hint)
        return None, at, ()
    parsed = reader.parse("target", at, end)
    if parsed is None:
        return None, at, ()
    name, arguments = parsed
    return name.name, at, tuple(shifted(argument, at) for argument in arguments)


def _back_and_on(reader: PieceReader, at: int, end: int, inner_at: int) -> Move:
    """`-> back -> scene`: the visit under way ends, and the story goes on there."""
    move, _ = read_move(reader, reader.source.text.index("->", inner_at), end)
    if move.kind in ("scene", "value") and not move.returns:
        return replace(move, at=at, leaves=True)
    hint = "write `-> end`, which ends every visit" if move.kind == "end" else "the form is `-> back -> scene`"
    reader.error("NC014", inner_at, end, "behind `-> back` stands the scene to go on with", hint)
    return Move(at, end, "scene")


def _to_value(reader: PieceReader, at: int, end: int, inner_at: int) -> Move:
    """`-> {place}`, where a value names the scene."""
    stop = reader.end_of_expression(inner_at + 1, end, "}")
    rest = reader.source.text[stop + 1 : end].strip()
    if stop >= end or rest not in ("", "->"):
        hint = "the forms are `-> {place}` and `-> {place} ->`"
        unclosed = UNCLOSED_PLACE.fullmatch(reader.source.text, inner_at, end)
        if unclosed is not None:
            hint = f"write `-> {{{unclosed[1]}}}{unclosed[2]}`"
        reader.error("NC014", inner_at, end, "this move to a value cannot be read", hint)
        return Move(at, end, "scene")
    value = reader.expression(inner_at + 1, stop)
    return Move(at, end, "value", None, inner_at, (), rest == "->", value=value)


def _ending(reader: PieceReader, at: int, end: int, inner_at: int, found: re.Match[str]) -> Move:
    name = found.group(1)
    if name is None:
        return Move(at, end, "end", None, inner_at)
    name_at = inner_at + found.start(1)
    if not name.strip():
        reader.error("NC014", inner_at, end, "the ending's name is missing", "the form is `-> end: Name`")
    elif re.search(r"(?<!\\)[{}]", name):
        hint = "write a `-> end: …` for each ending"
        reader.error("NC014", name_at, end, "an ending's name is fixed; it cannot hold `{…}`", hint)
    elif re.search(r"(?<!\\)->", name):
        hint = "delete what is behind the name; for a plain arrow in it write `\\->`"
        reader.error("NC014", name_at, end, "nothing comes after an ending", hint)
    was = ENDING_WAS.search(name)
    old = () if was is None else ending_names(was, name_at)
    if was is not None:
        name, tags = without_tags(name[: was.start()])
        if tags:
            written = f"{name.strip()} {was.group().strip()} {' '.join(f'#{tag}' for tag in tags)}"
            hint = f"write `-> end: {shortened(written)}`"
            reader.error("NC014", name_at + len(name), end, "tags stand last, behind what the ending was called", hint)
    return Move(at, end, "end", " ".join(ESCAPED.sub(r"\1", name).split()) or None, name_at, was=old)


def _odd_move(reader: PieceReader, at: int, end: int, inner_at: int, inner: str) -> Move | None:
    """A draw or an ending in another form, which is reported; None for all else."""
    from engine.syntax.foreign_moves import draw_meant, ending_meant

    meant = draw_meant(inner) if "#" in inner or inner.startswith(ODD_DRAWS) else None
    if meant is not None or inner.startswith(ODD_DRAWS):
        return _draw_meant(reader, at, end, inner_at, meant)
    ending = ending_meant(inner)
    if ending is None:
        return None
    message, hint = "the name of an ending stands behind a colon", f"write `-> end: {ending}`"
    reader.error("NC014", inner_at, end, message, hint)
    return Move(at, end, "end", ending, inner_at)


def _draw_meant(reader: PieceReader, at: int, end: int, inner_at: int, meant: re.Match[str] | None) -> Move:
    """A draw that cannot be read. Where only the `#` is missing, it is read as if it was there."""
    hint = "the forms are `-> any #tag` and `-> any #tag ->`"
    if meant is not None:
        hint = f"write `-> any #{meant['tag']}{' ->' if meant['returns'] else ''}`"
    reader.error("NC014", inner_at, end, "this draw cannot be read", hint)
    if meant is None:
        return Move(at, end, "any")
    return Move(at, end, "any", meant["tag"], inner_at + meant.start("tag"), (), bool(meant["returns"]))


def _draw(reader: PieceReader, at: int, end: int, inner_at: int, found: re.Match[str]) -> Move:
    if found.group(1) is None:
        reader.error("NC014", inner_at, end, "a tag is missing after `any`", "the form is `-> any #tag`")
        return Move(at, end, "any", None, inner_at)
    return Move(at, end, "any", found.group(1), inner_at + found.start(1), (), bool(found.group(2)))


def _may_be_odd(inner: str) -> bool:
    """Whether what stands behind an arrow may be a draw or an ending in another form; names of scenes are neither."""
    is_ending = inner[:1] in "eEfFtTsS" and ">" not in inner and not inner.isidentifier()
    return is_ending or "#" in inner or inner.startswith(ODD_DRAWS)
