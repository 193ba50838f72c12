"""The rules: one a file, each a function that adds what it finds to the story's report.

A rule's file names its code; docs/diagnostics has a page for each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from engine.check.rules.back_outside_visit import check_back_outside_visit
from engine.check.rules.choice_heads import check_choice_heads
from engine.check.rules.choices_used_up import check_choices_used_up
from engine.check.rules.code_shapes import check_code_shapes
from engine.check.rules.conditions import check_claims, check_conditions, check_functions, check_repeated_claims
from engine.check.rules.doubtful_logic import check_doubtful_logic
from engine.check.rules.drawn_scenes import check_drawn_scenes
from engine.check.rules.flush_bodies import check_flush_bodies
from engine.check.rules.foreign_markup import check_foreign_markup
from engine.check.rules.included_choices import check_included_choices
from engine.check.rules.joined_menus import check_joined_menus, note_joined_menus
from engine.check.rules.joins import check_joins
from engine.check.rules.lent_locals import check_lent_locals
from engine.check.rules.line_ends import check_line_ends
from engine.check.rules.lone_names import check_lone_names, check_unread_names
from engine.check.rules.loops import check_loops
from engine.check.rules.loose_ends import check_loose_ends
from engine.check.rules.markdown import check_markdown, check_stray_items
from engine.check.rules.marked_lines import check_marked_lines
from engine.check.rules.marks_within import check_marks_within
from engine.check.rules.near_names import check_near_names
from engine.check.rules.never_prose import check_never_prose
from engine.check.rules.odd_variations import check_odd_variations
from engine.check.rules.old_names import check_old_names
from engine.check.rules.plain_blocks import check_plain_blocks
from engine.check.rules.points import check_points
from engine.check.rules.prose_traps import check_prose_traps
from engine.check.rules.quotation_marks import check_open_brackets, check_quotation_marks
from engine.check.rules.renamed_scenes import check_missing_headings, check_renamed_scenes, check_renamed_variables
from engine.check.rules.several_otherwise import check_several_otherwise
from engine.check.rules.shown_code import check_shown_code
from engine.check.rules.shown_values import check_shown_values
from engine.check.rules.speakers import check_speakers
from engine.check.rules.stray_code import check_stray_code
from engine.check.rules.titles import check_titles
from engine.check.rules.unfilled_sets import check_unfilled_sets
from engine.check.rules.unreachable_lines import check_unreachable_lines
from engine.check.rules.unreachable_scenes import check_unreachable_scenes
from engine.check.rules.unseen_text import check_unseen_text
from engine.check.rules.unused_variables import check_unused_variables
from engine.check.rules.value_signs import check_value_signs
from engine.check.rules.visits_without_back import check_visits_without_back

if TYPE_CHECKING:
    from engine.check.checker import Checked

# Rules that look at one scene after the other, and at nothing else of the story than its names, their types, and the
# errors that were reported in the scene, and what is asked about its choices. What they find in a scene holds until
# one of these changes. `names.scenes` may hold but one scene there: all of them are in `reach.flows`.
SCENE_RULES: tuple[Callable[[Checked], None], ...] = (
    check_prose_traps,
    check_lone_names,
    check_plain_blocks,
    check_conditions,
    check_doubtful_logic,
    check_several_otherwise,
    check_shown_values,
    check_foreign_markup,
    check_stray_code,
    check_odd_variations,
    check_shown_code,
    check_value_signs,
    check_choice_heads,
    check_code_shapes,
    check_never_prose,
    check_line_ends,
    check_marks_within,
    check_marked_lines,
    check_joins,
    check_joined_menus,
    check_markdown,
    check_stray_items,
)

# Rules that look at the whole story.
STORY_RULES: tuple[Callable[[Checked], None], ...] = (
    check_claims,
    check_functions,
    check_repeated_claims,
    check_titles,
    check_old_names,
    check_speakers,
    check_back_outside_visit,
    check_flush_bodies,
    check_loose_ends,
    check_choices_used_up,
    check_unreachable_lines,
    check_unreachable_scenes,
    check_quotation_marks,
    check_open_brackets,
    check_unseen_text,
    check_unused_variables,
    check_unfilled_sets,
    check_visits_without_back,
    check_loops,
    check_points,
    check_lent_locals,
    check_included_choices,
    check_drawn_scenes,
    check_near_names,
    check_unread_names,
    check_renamed_scenes,
    check_missing_headings,
    check_renamed_variables,
    note_joined_menus,
)

# In this order: a rule may read what those before it have found.
RULES = (*SCENE_RULES, *STORY_RULES)
