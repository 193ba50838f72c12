"""What texts a story compares with each other: which a player has to be able to type, so that all is tried."""

from __future__ import annotations

from typing import Any

from engine.program.model import Program


class TextFlow:
    """Looks for comparisons of texts neither of which is a constant.

    `compared` says whether there are any, `constants` are all texts in expressions and variables, `holders` counts
    what can hold a text, and `made` says whether texts are made of numbers.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.compared = self.made = False
        self.constants = {one["initial"] for one in program["variables"] if one["type"][0] == "text"}
        self.holders = sum(one["type"][0] == "text" for one in program["variables"])
        for scene in program["scenes"]:
            types = [type for _, type in scene["frame"]]
            self.holders += sum(type[0] == "text" for type in types)
            for data in (scene["segments"], scene["points"], scene["thread"], scene["when"]):
                self._look(data, types)
        for function in program["functions"]:
            self._look(["set", 0, [], function.get("code")], function["parameters"])
        for claim in program["claims"]:
            self._look(claim.get("condition"), [])

    def _look(self, data: Any, types: list[Any]) -> None:
        if isinstance(data, dict):
            for part in data.values():
                self._look(part, types)
            self.constants.update(one for one in data.get("arguments", ()) if isinstance(one, str))
        elif isinstance(data, list) and data:
            self.constants.update(one for one in _values_in(data) if isinstance(one, str))
            if len(data) == 3 and data[0] in ("==", "!="):
                one, other = data[1:]
                self.compared |= all(isinstance(part, list) and self._is_text(part, types) for part in (one, other))
            self.made |= len(data) == 2 and data[0] == "words"
            for part in data:
                self._look(part, types)

    def _is_text(self, code: Any, types: list[Any]) -> bool:
        """Whether an expression may be a text."""
        if not isinstance(code, list):
            return isinstance(code, str)
        operator = code[0]
        if operator == "var":
            return bool(self.program["variables"][code[1]]["type"][0] == "text")
        if operator == "local":
            return bool(types[code[1]][0] == "text")
        if operator == "if":
            return any(self._is_text(part, types) for part in code[2:])
        if operator in ("call", "extern"):
            function = self.program["functions"][code[1]]
            if operator == "extern":
                return bool(function["result"][0] == "text")
            return self._is_text(function["code"], function["parameters"])
        return bool(operator == "words")


def _values_in(data: list[Any]) -> list[Any]:
    """What an operation or an expression takes as values."""
    operator = data[0]
    if operator in ("==", "!="):
        return data[1:]
    if operator == "set":
        return [data[3]]
    if operator in ("move", "visit"):
        return list(data[3])
    if operator in ("call", "extern"):
        return list(data[2])
    return data[2:] if operator == "if" and len(data) == 4 else []
