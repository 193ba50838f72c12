"""A story that ends in a heading, without a line end: causes are looked for there, too."""

from __future__ import annotations

from findings import findings


def test_a_scene_on_the_last_line_may_lack_its_parameter() -> None:
    found = findings("== a\nHi {n}.\n-> c(1)\n== c")
    assert "NC301" in {one.code for one in found}
