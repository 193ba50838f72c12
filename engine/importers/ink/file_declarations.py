"""What stands above the scenes of a file: variables, lists, functions, and the notes between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.importers.builder.tree import Comment, Declaration, DraftBreak, Statement, Todo
from engine.importers.ink.scopes import Untranslatable
from engine.importers.ink.tree import Decimal, List, VariableDeclaration
from engine.importers.ink.typed_values import is_fixed, kind_of
from engine.importers.ink.values import folded

if TYPE_CHECKING:
    from engine.importers.ink.translation import Translation


def declarations_of(translation: Translation, file: int) -> list[Statement]:
    """The variables, lists and functions that a file declares, with the notes between them."""
    found: list[tuple[int, list[Statement]]] = []
    for variable in translation.story.variables:
        if variable.file == file:
            found.append((variable.line, [_variable(translation, variable)]))
    for one in translation.story.lists:
        if one.file == file:
            found.append((one.line, [_list(translation, one)]))
    for line, extern in translation.functions.externs(file):
        found.append((line, [extern]))
        translation.count("functions that your program supplies (`extern`); without them the story does not play")
    for number, note in translation.story.notes:
        if number == file:
            found.append((note.line, [Comment(note.text)]))
    found.sort(key=lambda entry: entry[0])
    statements: list[Statement] = []
    before = None
    for line, group in found:
        if before is not None and line > before + 1 and _has_blank(translation, file, before, line):
            statements.append(DraftBreak())
        statements += group
        before = line
    functions = translation.functions.declarations(file)
    if functions and statements:
        statements.append(DraftBreak())
    statements += functions
    if file == 0 and translation.values.helpers:
        statements.append(DraftBreak())
        statements += [Declaration(code) for code in translation.values.helpers.values()]
    return statements


def _has_blank(translation: Translation, file: int, before: int, line: int) -> bool:
    return any(not one.strip() for one in translation.story.lines[file][before : line - 1])


def _variable(translation: Translation, node: VariableDeclaration) -> Statement:
    variable = translation.scopes.globals[node.name]
    source = translation.source(node.file, node.line)
    try:
        kind = kind_of(variable)
        if is_fixed(variable) or (kind == "target" and node.constant):
            return Comment(f"{node.name} is always {translation.type_of(variable)}")
        if isinstance(node.value, Decimal) and kind == "text":
            code = translation.values.argument(node.value, translation.scopes.root, variable)
            return Declaration(f"{'const' if node.constant else 'var'} {variable.out} = {code}", source=source)
        value = translation.values.value(folded(node.value), translation.scopes.root)
        if node.constant:
            return Declaration(f"const {variable.out} = {value.code}", source=source, line=node.line)
        code = translation.values.fit(value, variable)
        if kind == "list":
            code = code[1:-1] or "none"
        return Declaration(f"var {translation.named(variable)} = {code}", source=source, line=node.line)
    except Untranslatable as problem:
        return Todo(str(problem), source=source, line=node.line)


def _list(translation: Translation, node: List) -> Statement:
    variable = translation.scopes.globals[node.name]
    source = translation.source(node.file, node.line)
    try:
        inside = [translation.scopes.item_name(node, item) for item in node.items if item.is_in]
        value = f" = {', '.join(inside)}" if inside else ""
        return Declaration(f"var {translation.declaration_of(variable)}{value}", source=source, line=node.line)
    except Untranslatable as problem:
        return Todo(str(problem), source=source, line=node.line)
