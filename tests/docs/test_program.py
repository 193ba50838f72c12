"""docs/program.md and its schema: the form of all cases, and every word of the format has its line."""

import copy
import hashlib
import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

import engine
from engine.program import nodes
from engine.program.codec import ProgramError, newest
from engine.program.files import portable, program_of_json, program_text
from engine.program.functions import TABLE
from engine.program.limits import MOST_STACK, MOST_STEPS, MOST_VISITS
from engine.runtime.publishing import costs_of

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "program.schema.json").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "program.md").read_text(encoding="utf-8")
PROGRAMS = sorted((ROOT / "tests" / "conformance" / "cases").glob("*/program.json"))
FORM_OF_VERSION_2 = "0daa655c42de587d"
KINDS = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


def fits(value: Any, schema: Any) -> bool:
    """Whether a value is of a schema, by the keywords that ours uses."""
    if "$ref" in schema:
        return fits(value, SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]])
    if "anyOf" in schema:
        return any(fits(value, one) for one in schema["anyOf"])
    if "const" in schema and (value != schema["const"] or isinstance(value, bool)):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(is_kind(value, kind) for kind in kinds):
        return False
    if isinstance(value, str):
        return len(value) <= schema.get("maxLength", 10**9) and bool(re.search(schema.get("pattern", ""), value))
    if isinstance(value, int) and not isinstance(value, bool):
        return schema.get("minimum", value) <= value <= schema.get("maximum", value)
    if isinstance(value, list):
        first = schema.get("prefixItems", [])
        inside = schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 10**9)
        rest = schema.get("items", {})
        return inside and all(fits(one, first[n] if n < len(first) else rest) for n, one in enumerate(value))
    if isinstance(value, dict):
        known, other = schema.get("properties", {}), schema.get("additionalProperties", {})
        return set(schema.get("required", ())) <= set(value) and all(
            fits(one, known.get(key, other)) for key, one in value.items()
        )
    return True


def is_kind(value: Any, kind: str) -> bool:
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, KINDS[kind])


@pytest.mark.parametrize(
    "path",
    PROGRAMS[::9] + [one for one in PROGRAMS if one.parent.name.startswith("po")],
    ids=lambda path: path.parent.name,
)
def test_programs_are_of_the_schema(path: Path) -> None:
    program = json.loads(path.read_text(encoding="utf-8"))
    assert fits(program, SCHEMA)
    spoilt: list[Any] = [
        ["unknown"],
        ["say", 5, []],
        ["set", 65537, ["var", 0], 1, 0],
        ["goto", -1],
        ["say", 65537, [5]],
    ]
    for operation in spoilt:
        changed = copy.deepcopy(program)
        changed["scenes"][0]["segments"][0].insert(0, operation)
        assert not fits(changed, SCHEMA), operation


def test_every_word_of_the_format_has_its_line() -> None:
    words = [*SCHEMA["properties"], "thread", "includes", "frame", "costs", "when", "follow", "prompt"]
    words += [f"NC90{number}" for number in range(1, 10)]
    for number in (MOST_STEPS, MOST_VISITS, MOST_STACK):
        words.append(f"{number:,}")
    assert [word for word in words if word not in PAGE] == []


def test_every_function_has_its_line() -> None:
    """On the page and in the schema, as a name: `sign` within a longer word is no line."""
    names = [name for name, row in TABLE.items() if row.is_in_programs]
    assert [name for name in names if f"`{name}`" not in PAGE and f'["{name}"' not in PAGE] == []
    schema = json.dumps(SCHEMA)
    assert [name for name in names if f'"{name}"' not in schema] == []


def test_every_operation_and_member_has_its_line() -> None:
    """A construct that is new in the format is told there, and is of the schema."""
    kinds = get_args(nodes.Operation) + get_args(nodes.Part)
    codes = {one._field_defaults["code"] for one in kinds if one is not str and one is not nodes.Probe}
    assert [code for code in codes if f'["{code}"' not in PAGE] == []
    schema = json.dumps(SCHEMA)
    assert [code for code in codes if f'"{code}"' not in schema] == []


def test_the_form_of_version_2_is_frozen() -> None:
    """The schema, and the names of all operations, parts and functions. Whoever adds to them makes version 3
    (docs/program.md, Versions), unless it is a key that a runtime may leave alone: then say so, and renew this."""
    form = of_version_2({key: SCHEMA[key] for key in SCHEMA if key not in ("title", "description", "$schema")})
    form["properties"]["version"] = {"const": 2}
    kinds = get_args(nodes.Operation) + get_args(nodes.Part)
    codes = sorted({one._field_defaults["code"] for one in kinds if one is not str and one is not nodes.Probe})
    functions = sorted(name for name, row in TABLE.items() if row.version == 2 and row.is_in_programs)
    text = json.dumps([2, form, codes, functions], sort_keys=True)
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == FORM_OF_VERSION_2


def of_version_2(form: Any) -> Any:
    """A part of the schema without what a newer version added: that says so with `"x-version": 3`."""
    if isinstance(form, list):
        return [of_version_2(one) for one in form if not is_newer(one)]
    if isinstance(form, dict):
        return {key: of_version_2(one) for key, one in form.items() if not is_newer(one)}
    return form


def is_newer(form: Any) -> bool:
    return isinstance(form, dict) and "x-version" in form


def test_what_version_3_adds_is_not_of_version_2() -> None:
    changed = copy.deepcopy(SCHEMA)
    changed["$defs"]["expression"]["anyOf"].append({"x-version": 3, "type": "array"})
    changed["$defs"]["note"] = {"x-version": 3, "type": "string"}
    assert changed != SCHEMA and of_version_2(changed) == of_version_2(SCHEMA)


@pytest.mark.parametrize("change", ["key", "version", "newer", "operation", "kind"])
def test_what_a_reader_does_with_what_it_does_not_know(change: str) -> None:
    """Keys are ignored, versions and operations refused."""
    program = json.loads((ROOT / "tests/conformance/cases/functions/program.json").read_text(encoding="utf-8"))
    plain = program_of_json(json.dumps(program))
    if change == "key":
        for one in (program, *program["scenes"], *program["variables"], *program["functions"], *points_of(program)):
            one["x-new"] = {"a": [1]}
        assert fits(program, SCHEMA)
        assert program_of_json(json.dumps(program)) == plain
        return
    if change in ("version", "newer"):
        program["version"] = {"version": "2", "newer": newest() + 1}[change]
    elif change == "operation":
        program["scenes"][0]["segments"][0].insert(0, ["sing", 65537])
    else:
        program["variables"][0]["type"] = ["fraction", None, None, []]
    assert not fits(program, SCHEMA)
    with pytest.raises(ProgramError, match="a newer Nightcap" if change == "newer" else None):
        program_of_json(json.dumps(program))


def points_of(program: Any) -> list[Any]:
    points = [point for scene in program["scenes"] for point in scene["points"]]
    return points + [member for point in points for member in point.get("group", ())]


@pytest.mark.parametrize("folder", sorted({path.parent.name for path in (ROOT / "tests" / "cases").glob("*/*.story")}))
def test_what_is_compiled_is_of_the_schema(folder: str) -> None:
    for path in sorted((ROOT / "tests" / "cases" / folder).glob("*.story"))[::3]:
        program = engine.load(path, cache=False).program
        assert fits(json.loads(program_text(portable(program), costs_of(program))), SCHEMA), path


def test_links_lead_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (ROOT / "docs" / link).exists(), link
