"""Small mistakes, each a kind that the tests have to catch: what stands in a file, and what is put there instead."""

from __future__ import annotations

from typing import NamedTuple


class Mistake(NamedTuple):
    """A mistake: `old` stands once in `file`, `new` takes its place; one of `tests` must then fail."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


FUNCTIONS = "engine/program/functions.py"
OPERATIONS = "engine/runtime/operations.py"
INTERVALS = "tests/program/test_functions.py::test_intervals_hold_all_values_of_all_small_arguments"
RANDOM = "tests/program/test_functions.py::test_the_interval_of_random_is_all_that_it_draws"
LAWS = (INTERVALS, RANDOM)
ERRORS = ("tests/runtime/test_play_errors.py",)
JUDGED = ("tests/proof/test_reductions.py::test_what_was_judged_wrongly_once",)
CHECKED = ("tests/check/test_check_cases.py",)
SNAPSHOTS = ("tests/paths/test_snapshots.py",)
ITEMS = ("tests/proof/test_planted_faults.py::test_items_that_no_play_comes_to_are_named_as_a_range",)
EDITS = ("tests/paths/test_edits.py",)
FAILING = ("tests/proof/test_known_failures.py",)
EXPRESSIONS = ("tests/program/test_functions.py::test_every_meaning_of_an_expression_agrees",)
SETS = ("tests/program/test_functions.py::test_sets_are_sets",)
PLAYED = ("tests/cases/test_play_cases.py",)
STARS = ("tests/syntax/test_stars.py",)
MARKS = ("tests/syntax/test_word_marks.py",)
PIECES = ("tests/syntax/test_scene_pieces.py",)
KEPT = ("tests/program/test_cache.py::test_code_that_two_threads_keep_at_once_is_all_kept",)
NOTES = ("tests/terminal/test_conveniences.py::test_notes_for_the_author_are_paths_to_replay",)
FORGOTTEN = ("tests/runtime/test_boundaries.py::test_what_a_function_gave_back_is_forgotten",)
DRAWS = ("tests/proof/test_errors_of_draws.py",)
LIVE = ("tests/program/test_live_locals.py",)
PLAYS = ("tests/web/test_plays.py",)
MESSAGES = ("tests/web/test_live_messages.py",)
OPEN_TEXTS = ("tests/lsp/test_open_texts.py",)
LUCK = ("tests/proof/test_endings_by_luck.py",)
CUT = ("tests/proof/test_cut_off_numbers.py",)
CHEAP = ("tests/proof/test_decided_cheaply.py",)
CLOCK = ("tests/proof/test_work_clock.py",)
DRAWN = ("tests/proof/test_drawn_locals.py",)
FIGHTS = ("tests/proof/test_combat.py::test_a_turn_is_what_the_runtime_makes_of_it",)
GOES_ON = ("tests/proof/test_search_goes_on.py",)
SAME = ("tests/proof/test_reductions.py::test_the_same_is_said_with_and_without_reductions",)
STORE = ("tests/proof/test_partitioned.py::test_states_of_other_sizes_are_none_of_the_usual_one",)
CLUSTER = ("tests/proof/test_partitioned.py::test_the_same_states_and_turns",)
WAITING = ("tests/proof/test_interchangeable.py::test_a_thing_that_waits_for_a_visit_keeps_what_is_its_own",)
NUMBERS = ("tests/program/test_compiler.py::test_functions_keep_their_numbers_where_one_of_them_is_a_scene",)
PAIRS = ("tests/paths/test_text_pairing.py",)
NEWEST = ("tests/lsp/test_newest_index.py",)
FIXING = ("tests/cli/test_fixing.py",)
REPAIR = ("tests/paths/test_repair.py",)
CORNERS = ("tests/importers/test_imported.py::test_imported",)
RENAMING = ("tests/symbols/test_renaming.py",)
LARGE = ("tests/proof/test_size_reasons.py",)
SHUT = ("tests/proof/test_shut_ways.py",)
PAGE = ("tests/conformance/test_conformance.py",)

MISTAKES = (
    # Saved paths
    Mistake("tables are read one beside", "engine/paths/file_form.py",
            "        return table[number]\n", "        return table[number - 1]\n", ("tests/paths/test_files.py::test_ten_thousand_choices_stay_below_the_limit",)),
    Mistake("a cut id that could be two is one of them", "engine/paths/version_1.py",
            "whole[at : at + 2]", "whole[at : at + 1]", ("tests/paths/test_brief.py::test_a_cut_id_that_could_be_two_is_neither",)),
    Mistake("matching does not ask for known ids", "engine/paths/matching.py",
            "if same and same[0].id not in self.known:", "if same:", EDITS),
    Mistake("siblings do not ask for known ids", "engine/paths/siblings.py",
            "return id in then or id in self.known", "return id in then", EDITS),
    Mistake("matching does not ask for the path's scenes", "engine/paths/matching.py",
            " and here not in self.scenes:", ":", EDITS),
    Mistake("every place is the same one", "engine/paths/snapshots.py",
            "SAME_PLACE = 0.5", "SAME_PLACE = 0.3", SNAPSHOTS),
    Mistake("a place is the same only as a whole", "engine/paths/snapshots.py",
            "SAME_PLACE = 0.5", "SAME_PLACE = 0.6", SNAPSHOTS),
    Mistake("visit arguments are not live", "engine/program/live_locals.py",
            "return self._segment(operation.segment) | _read(operation.arguments)",
            "return self._segment(operation.segment)", SNAPSHOTS),
    Mistake("renamed choices are not used up", "engine/paths/snapshots.py",
            "used = {self.renames.choice(id) for id in self.snapshot.used}",
            "used = set(self.snapshot.used)", SNAPSHOTS),
    Mistake("snapshots forget each beyond 32 scenes", "engine/paths/state_names.py",
            'f"{member.once} {place // COUNTER_BITS}"', 'f"{member.once} 0"',
            SNAPSHOTS),
    # Intervals
    Mistake("interval of clamp", FUNCTIONS,
            "return min(low[0], high[1]), max(low[0], high[1])", "return low[0], high[0]", LAWS),
    Mistake("interval of %", FUNCTIONS, "max(0, other[1] - 1)", "max(0, other[1] - 2)", LAWS),
    Mistake("interval of % by negative numbers", FUNCTIONS, "min(0, other[0] + 1)", "min(0, other[0] + 2)", LAWS),
    Mistake("interval of /", FUNCTIONS, "return -most, most", "return 0, most", LAWS),
    Mistake("interval of -", FUNCTIONS, "(one[0] - other[1], one[1]", "(one[0] - other[0], one[1]", LAWS),
    Mistake("interval of abs", FUNCTIONS, "0 if low <= 0 <= high", "0 if low < 0 < high - 1", LAWS),
    Mistake("interval of <", FUNCTIONS, "(1, 1) if one[1] < other[0] else (0, 0) if one[0] >= other[1]",
            "(1, 1) if one[1] <= other[0] else (0, 0) if one[0] >= other[1]", LAWS),
    Mistake("interval of random", FUNCTIONS,
            "lambda low, high: (low[0], high[1])", "lambda low, high: (low[0], high[1] - 1)", LAWS),
    # Playing
    Mistake("drop_threads does nothing", OPERATIONS, "        stack = stack[:-1]\n    w[STACK] = stack",
            "        return", ("tests/cases/test_play_cases.py", "tests/runtime/test_boundaries.py")),
    Mistake("borrowed choices are taken with the last values", "engine/runtime/machine.py",
            "                w[first:last] = values\n", "                pass\n", ("tests/conformance/test_conformance.py",)),
    Mistake("wide texts part where nothing is shown", "engine/runtime/text.py",
            "fragment < JOIN and re.fullmatch(UNSEEN, fragment)", "False", ("tests/conformance/test_conformance.py",)),
    Mistake("an observer that fails keeps others from it", "engine/runtime/observers.py",
            "                    failed = failed or error  # the others are told all the same",
            "                    raise", ("tests/runtime/test_host.py",)),
    Mistake("a visit does not give back locals", OPERATIONS,
            "            w[start : start + len(values)] = values", "            pass",
            ("tests/cases/test_play_cases.py", "tests/runtime/test_boundaries.py")),
    Mistake("one visit too many", OPERATIONS,
            "for _, saved in stack) >= MOST_VISITS:", "for _, saved in stack) > MOST_VISITS:",
            ("tests/runtime/test_boundaries.py",)),
    Mistake("each beyond 32 scenes", "engine/runtime/machine.py",
            'self.layout.counter_after(f"{counter} 0", number // COUNTER_BITS)',
            'self.layout.counter_after(f"{counter} 0", 0)', ("tests/runtime/test_boundaries.py",)),
    Mistake("a choice that only goes on is no step", "engine/runtime/machine.py",
            "steps = 1\n                    if first.echo:", "if first.echo:",
            ("tests/runtime/test_boundaries.py",)),
    Mistake("a choice knows another way than the one that it leads", "engine/runtime/machine.py",
            "choice.behind = found = code.segments[take] or code.segment(take)",
            "choice.behind = found = code.segments[take - 1] or code.segment(take)",
            ("tests/runtime/test_session.py",)),
    Mistake("the fast way with plain texts keeps a speaker", "engine/runtime/text.py",
            "                texts = []\n            speaker = None\n", "                texts = []\n",
            ("tests/runtime/test_text_parts.py",)),
    Mistake("code that is shared is told at the place of the first scene", "engine/runtime/error_places.py",
            "code_in_use(traceback.tb_frame.f_code, traceback.tb_frame.f_locals)", "traceback.tb_frame.f_code",
            ("tests/runtime/test_shared_code.py",)),
    Mistake("a truth value is a number to shared code", "engine/runtime/shared_code.py",
            "repr(code.co_consts)", "code.co_consts", ("tests/runtime/test_shared_code.py",)),
    Mistake("a text that yields nothing is plain", "engine/runtime/static_text.py",
            'part.kind != "once" and', "", ("tests/runtime/test_text_parts.py",)),
    Mistake("weight of ~ if", "engine/runtime/weights.py",
            "            return conditions + max(inner, self.operations(operation.otherwise))\n"
            "            case nodes.VaryBlock", "            return conditions + inner\n            case nodes.VaryBlock",
            ("tests/runtime/test_boundaries.py::test_a_branch_weighs_what_its_heaviest_part_does",)),
    Mistake("the circle of NC904", "engine/runtime/error_places.py",
            "zip(trail[begin:], trail[begin + 1 :]", "zip(trail[begin + 1 :], trail[begin + 2 :]", ERRORS),
    Mistake("locals in a stored stack of visits are not looked at", "engine/runtime/states.py",
            " or not _fits_locals(machine, owner, slots, part[1]):", ":",
            ("tests/runtime/test_boundaries.py",)),
    Mistake("chance is one in a hundred more", OPERATIONS, "0, 99) < percent", "0, 99) <= percent",
            ("tests/runtime/test_boundaries.py", "tests/cases/test_play_cases.py")),
    Mistake("since is one less", OPERATIONS, "turns - seen + 1", "turns - seen", ("tests/cases/test_play_cases.py",)),
    Mistake("a shuffle repeats its first order", OPERATIONS,
            "order_of(w[SEED], place, number // size, size)", "order_of(w[SEED], place, 0, size)",
            ("tests/cases/test_play_cases.py", "tests/runtime/test_boundaries.py")),
    # Sets, and functions with lines
    Mistake("a set has some of what is asked for", FUNCTIONS,
            "members & wanted == wanted", "bool(members & wanted)", SETS),
    Mistake("what a set had not is put into it by taking it away", FUNCTIONS,
            "members & ~unwanted", "members ^ unwanted", SETS),
    Mistake("the last name of a set comes first", FUNCTIONS, "held[number - 1]", "held[-number]", PLAYED),
    Mistake("`-=` puts into a set", "engine/compile/assignments.py", '"-=": "minus"', '"-=": "union"', PLAYED),
    Mistake("a function's value is kept behind its call", "engine/compile/calls.py",
            "self.targets[id(statement)], statement, variable), forgotten)",
            "self.targets[id(statement)], statement, variable),)", FORGOTTEN),
    Mistake("a function goes on behind `~ return`", "engine/compile/calls.py",
            "return kept, nodes.GoBack(at)", "return (kept,)", PLAYED),
    Mistake("a loop passes over the first name", "engine/compile/scenes.py",
            "nodes.Assign(at, place, 0, 0, size)", "nodes.Assign(at, place, 1, 0, size)", PLAYED),
    # Code that threads and processes share
    Mistake("code is kept by two threads at once", "engine/program/cache.py", "with _WRITING:", "if True:", KEPT),
    Mistake("what others have kept is dropped", "engine/program/cache.py",
            "codes = {**self._read_codes(), **new}", "codes = new", KEPT),
    # Reading while a story is written
    Mistake("lines that depend on the rest of the file are not read anew", "engine/source.py",
            "self.looked_around = True", "pass", PIECES),
    Mistake("a check remembers what a change of a name made of a scene", "engine/check/incremental.py",
            "[name for name in before.keys() | now.keys() if before.get(name) != now.get(name)]",
            "[name for name in now if name not in before]", PIECES),
    # Notes for the author
    Mistake("a note tells another step", "engine/paths/player_notes.py",
            '"turns": len(path.steps),', '"turns": len(path.steps) + 1,', NOTES),
    # Chance under proof
    Mistake("what makes a story large is told in any order", "engine/proof/size_report.py",
            "sorted(said, key=lambda one: -one[0])[:SHOWN]", "[*said][:SHOWN]", LARGE),
    Mistake("the number of turns makes no story large", "engine/proof/size_report.py",
            ", *_turns(layout, states), *_ways", ", *_ways", LARGE),
    Mistake("scenes that come once are told one by one", "engine/proof/size_report.py",
            'elif kind == "visits" and rest in scenes and len(values) > 1:', "elif False:", LARGE),
    Mistake("what is shut is told of a trap that was not seen whole", "engine/proof/ways_on.py",
            "if len(region) > MOST_STATES:", "if not region:", SHUT),
    Mistake("ways back into where a play was are doors", "engine/proof/ways_on.py",
            "if target in ahead and target not in passed and shut is not None:", "if shut is not None and target not in passed:", SHUT),
    Mistake("the locals of any scene are taken for those of the one in which a play stands", "engine/proof/false_conditions.py",
            "if self.layout.scene_at(self.state[PLACE]) != scene and scene not in self.layout.own:", "if False:", SHUT),
    Mistake("the last outcome is not tried", "engine/proof/draws.py",
            "self.taken[last] == self.tried[last][-1]", "self.taken[last] == self.tried[last][-2:][0]",
            ("tests/proof/test_planted_faults.py",)),
    Mistake("an exploration draws from nothing", "engine/proof/reference_machine.py",
            "        check_span(low, high)\n", "        low, high = min(low, high), max(low, high)\n", DRAWS),
    # Checking
    Mistake("loops are named where a line was not read", "engine/check/rules/loops.py",
            "if flow.exits or flow.unread:", "if flow.exits:", CHECKED),
    Mistake("a scene whose tag is part of its title has none", "engine/check/rules/drawn_scenes.py",
            'if "#" in heading.title or', "if", CHECKED),
    Mistake("a scene that nothing leads to is drawn by nothing, too", "engine/check/rules/drawn_scenes.py",
            ' or checked.report.covers("NC302", source.span(heading.at, heading.end))', "", CHECKED),
    # Proof
    Mistake("an asked label is idle", "engine/proof/reductions/stuttering.py",
            "if name in program.visits or any(counters_in(", "if any(counters_in(", JUDGED),
    Mistake("a counted scene is idle", "engine/proof/reductions/stuttering.py",
            "return name in program.visits or name in program.since", "return False", JUDGED),
    Mistake("what a visit comes back to is spent", "engine/proof/reductions/unneeded_once_flags.py", ") | returns\n", ")\n", JUDGED),
    Mistake("a point that goes round by itself is passed once", "engine/proof/reductions/spent_flags.py",
            "    tried = [0]\n", "    return True\n    tried = [0]\n", JUDGED),
    Mistake("a visit does not come back", "engine/proof/reductions/control_flow.py",
            "                found[here] |= returns\n", "                pass\n", JUDGED),
    Mistake("visits that do not come back go on for ever", "engine/proof/abstract/search.py",
            "DEEP = 4", "DEEP = 64", CHEAP),
    Mistake("numbers stay as they are told apart", "engine/proof/abstract/search.py",
            "            if self._tell_apart(question, self._at_an_end(question, search, broken)):", "            if False:", CHEAP),
    Mistake("a turn that goes round is followed way by way", "engine/proof/reference.py",
            "return (node, events) if is_endless else None", "return None", DRAWS),
    Mistake("work takes no time", "engine/proof/work_clock.py", "_clock.seconds += seconds", "pass", CLOCK),
    Mistake("verdicts depend on the clock", "engine/proof/budget.py",
            "clock: Callable[[], float] = work_time", "clock: Callable[[], float] = time.monotonic", CLOCK),
    Mistake("nothing ends what takes too long", "engine/proof/budget.py",
            "time.process_time() > self.cpu_end):", "False):", CLOCK),
    Mistake("the host is as lucky as chance", "engine/proof/abstract/values.py",
            "return _all_of(self.program.functions[code.function].result)\n        return frozenset((code,))",
            "return frozenset((False,))\n        return frozenset((code,))", ("tests/proof/test_abstraction.py",)),
    Mistake("what has no chance happens", "engine/proof/abstract/values.py", "0 < percent < 100", "True",
            ("tests/proof/test_abstraction.py",)),
    Mistake("a scene that may not be drawn is drawn", "engine/proof/abstract/drawn_scenes.py",
            "return False not in self.may_be_drawn(index, env) and not any(", "return not any(", LUCK),
    Mistake("a scene that comes before is not drawn first", "engine/proof/abstract/drawn_scenes.py",
            "True in self.may_be_drawn(one, env) for one in before", "() for one in before", LUCK),
    Mistake("what can be done again is spent", "engine/proof/abstract/turns.py",
            "        if member.once is not None:\n            env = self.kept.changed(env, SPENT, True)\n",
            "        env = self.kept.changed(env, SPENT, True)\n", LUCK),
    Mistake("one of the choices that may be open is enough", "engine/proof/abstract/endings.py",
            "if not sure:\n            self._condition(thing, [option for option, _ in options])",
            "if not sure:\n            for option, _ in options:\n                self._condition(thing, [option])", LUCK),
    Mistake("a number is cut off at its greatest constant", "engine/proof/reductions/cut_off_numbers.py",
            "max(use.constants) + 1", "max(use.constants)", CUT),
    Mistake("what is spent of much leaves as much as it can", "engine/proof/reductions/cut_off_numbers.py",
            "above = self._any(_clipped(_with(value, target, high), low, high), most)", "above: Expression = most", CUT),
    Mistake("what only cut numbers come to is reached", "engine/proof/prove.py",
            "and all(one <= other for one, other in zip(cut.reached, whole.reached, strict=True))", "", CUT),
    Mistake("what is asked is drawn later", "engine/proof/reductions/draw_splitting.py",
            "if any(self._speaks_of((case.condition,), local) for case in operation.cases):", "if False:", JUDGED),
    Mistake("of a second condition that draws nothing follows", "engine/proof/reductions/draw_splitting.py",
            'bodies = (inner, (other,)) if code.name == "and" else', 'bodies = ((other,), inner) if code.name == "and" else', JUDGED),
    Mistake("between two constants is no number", "engine/proof/reductions/value_classes.py",
            "for step in (-1, 0, 1)}", "for step in (0, 1)}", JUDGED),
    Mistake("a number stays at its greatest constant", "engine/proof/reductions/value_classes.py",
            "max(use.constants) + 1", "max(use.constants)", JUDGED),
    Mistake("packed states have one visit more", "engine/proof/packed/layout.py",
            "(MOST_VISITS - 1) * (self", "MOST_VISITS * (self", JUDGED),
    Mistake("packed states forget each beyond 32 scenes", "engine/proof/packed/scene.py",
            "{number // COUNTER_BITS}", "0", JUDGED),
    Mistake("packed states ask no reason of each where no scene is drawn", "engine/proof/packed/scene.py",
            "body = self._open_or_closed(member, *ways)", "body = [*ways[0]]",
            ("tests/proof/test_hidden_faults.py",)),
    Mistake("a drawn number that is put into another variable is not followed", "engine/proof/reductions/draw_outcomes.py",
            "self.into.setdefault(source, set()).add(cell)", "self.into.setdefault(source, set())", JUDGED),
    Mistake("a drawn number is given to the first parameter", "engine/proof/reductions/draw_outcomes.py",
            '("local", owner, place)', '("local", owner, 0)', JUDGED),
    Mistake("no number is drawn above the last constant", "engine/proof/draws.py",
            "return [*some, high] if before < high else some", "return some or [high]", JUDGED),
    Mistake("no number is drawn between two constants", "engine/proof/draws.py",
            "some += [before + 1, one] if one - before > 1 else [one]", "some.append(one)", JUDGED),
    Mistake("packed states: each turn that fails is known", "engine/proof/packed/failures.py",
            "return self._site(problem) in self.sites", "return self._site(problem) is not None", FAILING),
    Mistake("packed states: no turn that fails is known", "engine/proof/packed/failures.py",
            "return self._site(problem) in self.sites", "return False", FAILING),
    Mistake("packed states: what is too deep fails always", "engine/proof/packed/failures.py",
            "isinstance(problem, TurnFails | StoryStop | ZeroDivisionError)", "isinstance(problem, Exception)", FAILING),
    Mistake("packed states: ranges of arguments are asked before the others are calculated",
            "engine/proof/packed/statements.py",
            'stored.append(self.do(self.call("inside"', 'body.append(self.do(self.call("inside"', FAILING),
    Mistake("where all ways fail no ending is in reach", "engine/proof/search.py",
            "elif not stops:", "elif False:", FAILING),
    Mistake("where all ways fail in a part no ending is in reach", "engine/proof/partitioned/part.py",
            "begin = self.failing_nodes[:]", 'begin = array("I")', ("tests/proof/test_partitioned.py",)),
    Mistake("proofs in a worker take as much room as they like", "engine/proof/proofs_aside.py",
            "MOST_STATES if room is None else min(MOST_STATES, room // (A_STATE * len(claims)))", "MOST_STATES",
            ("tests/proof/test_proofs_aside.py",)),
    Mistake("proofs in a worker do not give their room back", "engine/proof/proofs_aside.py",
            "        gc.collect()\n", "        pass\n", ("tests/proof/test_proofs_aside.py",)),
    Mistake("the range of items that NC503 names", "engine/proof/findings.py",
            "to {last + 1}", "to {last}", ITEMS),
    Mistake("NC503 names each item of a range", "engine/proof/findings.py",
            ' and (item.name, item.place - 1) not in rare:', ":",
            ITEMS),
    # What has been written since: locals, draws, processes, versions, the page
    Mistake("the value that a question shows is not live", "engine/program/live_locals.py",
            "return follow | _read(point.ref) | _read(point.prompt)", "return follow | _read(point.prompt)", LIVE),
    Mistake("a block of which nothing may be done sets its locals", "engine/program/live_locals.py",
            'found = after if operation.kind == "once" or not operation.items else NONE', "found = NONE", LIVE),
    Mistake("what is read behind a drawn scene is not live", "engine/program/live_locals.py",
            "return after if operation.segment is None else after | self._segment(operation.segment)",
            "return after", LIVE),
    Mistake("borrowed choices have all locals", "engine/program/live_locals.py",
            "self.segments[0] | borrowed <= given", "self.segments[0] <= given", LIVE),
    Mistake("draws that are joined are told apart by the first alone", "engine/proof/packed/outcome_tables.py",
            "if further.own & ~table.mask:", "if False:", FIGHTS),
    Mistake("a point that comes to a stop is the one behind it", "engine/proof/packed/chance_nodes.py",
            "if not stops and len(chance_nodes) == 1:", "if len(chance_nodes) == 1:", FIGHTS),
    Mistake("a search that goes on passes by a state", "engine/proof/search.py",
            "known, before = explored.expanded - 1,", "known, before = explored.expanded,", GOES_ON),
    Mistake("a search that goes on does not look at claims", "engine/proof/search.py",
            "_check_claims(system, explored, explored.judged, _behind(explored, explored.judged), budget)", "pass",
            GOES_ON),
    Mistake("a drawn local is never below its range", "engine/proof/reductions/drawn_locals.py",
            "min(values) < operation.low or max(values)", "max(values)", DRAWN),
    Mistake("a case behind one that always holds is gone through", "engine/proof/reductions/drawn_locals.py",
            "left = False in holds and left", "left = False in holds", DRAWN),
    Mistake("what drawn locals pass is not noted", "engine/proof/reductions/drawn_locals.py",
            "found |= {(one, probes) for one in values}", "found |= {(one, frozenset()) for one in values}", DRAWN),
    Mistake("a set that is the same has more", "engine/proof/reductions/sets_as_flags.py",
            'if code.name != "has" or names >> place & 1', "if names >> place & 1", SAME),
    Mistake("a set that is given keeps what it had", "engine/proof/reductions/sets_as_flags.py",
            'if has or kind == "=":', "if has:", SAME),
    Mistake("a state of another size is one of the usual", "engine/proof/partitioned/store.py",
            "            if number in others:\n                continue\n", "", STORE),
    Mistake("a point in the middle is a state of its part", "engine/proof/partitioned/backwards.py",
            "return number + self.states if one & 1 else number", "return number", CLUSTER),
    Mistake("what draws is of version 2", "engine/program/codec.py",
            "isinstance(one, Apply | ApplyDraw | Count)]", "isinstance(one, Apply | Count)]",
            ("tests/program/test_versions.py",)),
    Mistake("the page forgets each beyond 32 scenes", "engine/web/runtime/points.js",
            "Math.floor(number / COUNTER_BITS)", "0", PAGE),
    Mistake("the page shows a tag in a plain text", "engine/web/runtime/points.js",
            " && !text.includes(TAG)", "", PAGE),
    Mistake("the page takes the last otherwise", "engine/web/runtime/points.js",
            "offers.otherwise = offers.otherwise ?? inner.otherwise", "offers.otherwise = inner.otherwise", PAGE),
    Mistake("the page shuffles each pass as the one before, from another end", "engine/web/runtime/chance.js",
            "pass * size + last", "pass + last", PAGE),
    Mistake("a thing that waits for a visit is changed for another", "engine/proof/packed/symmetry.py",
            "any(scene in self.scenes for scene in scenes)", "False", WAITING),
    Mistake("functions of the host keep their old numbers", "engine/compile/functions.py",
            "isinstance(new, nodes.CallDef | nodes.CallExtern)", "isinstance(new, nodes.CallDef)", NUMBERS),
    Mistake("what the story said elsewhere is a new wording", "engine/paths/text_pairing.py",
            " and self.new.texts[one].words not in self._known]", "]", PAIRS),
    Mistake("the first text that is like enough is the partner", "engine/paths/text_pairing.py",
            "sorted(pairs, key=lambda pair: -pair[0])", "pairs", PAIRS),
    # Renaming
    Mistake("the second local of a name is not the renamed scene's", "engine/symbols/renaming.py",
            ' or one.owner.startswith(f"{old_owner} ")', "", RENAMING),
    Mistake("what names mean after a renaming is not asked", "engine/symbols/renaming.py",
            "        if before != now:\n", "        if False:\n", RENAMING),
    Mistake("one finding of a renaming's is let through", "engine/symbols/renaming.py",
            "return known[key] >= 0", "return known[key] >= -1", RENAMING),
    Mistake("since asks about a label", "engine/symbols/mention_collector.py",
            "elif labels and scene in self.labels:", "elif scene in self.labels:", RENAMING),
    Mistake("a name in use again stays among the old ones", "engine/symbols/old_names.py",
            "if name.name not in (old, new))]", "if name.name != old)]", RENAMING),
    Mistake("an ending with a comma is an old name", "engine/symbols/old_names.py",
            "    if SEPARATORS.search(old):\n        return\n", "", RENAMING),
    Mistake("an old name stands before the words of a name", "engine/symbols/old_names.py",
            "end = var.base + name.end if found is None else found.end()", "end = var.base + name.end", RENAMING),
    # Words and stars
    Mistake("patterns that are compiled never learn the marks of words", "engine/patterns.py",
            "            pattern.__dict__.pop(method, None)\n", "            pass\n", MARKS),
    Mistake("a boundary of words stands before a mark", "engine/patterns.py",
            r'rf"\b(?<!{mark})"', r'r"\b"', MARKS),
    Mistake("a star in a word begins what ends in another one", "engine/syntax/stars.py",
            r"(?![^\s*]*\*)|", "|", STARS),
    Mistake("a break beside a form is a blank in all languages", "engine/syntax/wide_breaks.py",
            'return " " if Edge.OTHER in known or Edge.WIDE not in known else ""', 'return " "', PLAYED),
    # The page
    Mistake("what was undone stays when something else is done", "engine/web/runtime/session.js",
            "    if (this.undone.length) this.undone = []\n", "", ("tests/web/test_history.py",)),
    Mistake("a node of a play lies below one that comes behind it", "engine/web/page/plays.js",
            "node.parent < number && (node", "(node", PLAYS),
    Mistake("a piece of plays begins one node late", "engine/web/page/plays.js",
            "JSON.stringify(this.nodes.slice(piece * PIECE))", "JSON.stringify(this.nodes.slice(piece * PIECE + 1))", PLAYS),
    Mistake("a play of another version is the same play", "engine/web/page/plays.js",
            "one.seed === seed && one.source === source && isSameStart(one)", "one.seed === seed && isSameStart(one)", PLAYS),
    Mistake("a page is told a message twice", "engine/web/live/live_story.py",
            "if one[0] > seen)", "if one[0] >= seen)", MESSAGES),
    Mistake("what is found of an older version is told behind a newer one", "engine/web/live/live_story.py",
            "        self._stop_exploring()\n        self.number += 1", "        self.number += 1", MESSAGES),
    # The editor, and corrections
    Mistake("a sign of two units is one column", "engine/lsp/open_documents.py",
            "units -= 2 if ord(char) > 0xFFFF else 1", "units -= 1", OPEN_TEXTS),
    Mistake("a change older than the text is made", "engine/lsp/open_documents.py",
            "known is None or version < known.version", "known is None", OPEN_TEXTS),
    Mistake("a text that is opened anew is the one that was read", "engine/lsp/incremental_index.py",
            " or before.text is not now.text:", ":", ("tests/lsp/test_newest_index.py",)),
    Mistake("a label that another choice has is given", "engine/lsp/actions.py",
            "    while unique in taken:", "    while False:", ("tests/lsp/test_actions.py",)),
    Mistake("a choice is known by the name of another one", "engine/lsp/actions.py",
            "if len(choices) == count and choices", "if choices", ("tests/lsp/test_actions.py",)),
    Mistake("names are offered in comments", "engine/lsp/completion.py",
            "    if found is not None:\n        return []", "    if False:\n        return []", ("tests/lsp/test_constructs.py",)),
    Mistake("kinds of names that changed are those of before", "engine/symbols/index.py",
            "if before == sorted(one for group in ours for one in group.mentions.declared):", "if True:", NEWEST),
    Mistake("lines that changed end where the first change did", "engine/lsp/open_documents.py",
            "whole.last + further, end)", "whole.last, end)", NEWEST),
    Mistake("two corrections at one place", "engine/fixes.py",
            "one[:2] <= other[2:] and other[:2] <= one[2:]", "one[:2] < other[2:] and other[:2] < one[2:]", FIXING),
    Mistake("a correction that brings errors to light is refused", "engine/cli/fixing.py",
            " or unread.total() > still_unread.total()", "", FIXING),
    # Repairing saved paths
    Mistake("another choice takes the place of one that is there", "engine/paths/repairing.py",
            " and id not in self.where.members:", ":", REPAIR),
    Mistake("what was found out at one step is asked at the next", "engine/paths/repairing.py",
            "if id == choice.id and step.id not in learned and self", "if id == choice.id and self", REPAIR),
    Mistake("a play that keeps no step is mended", "engine/paths/repairing.py",
            "if kept * 2 < total:", "if kept < 0:", REPAIR),
    Mistake("new choices count on behind a step that fits", "engine/paths/repairing.py",
            "            inserted = 0\n", "", REPAIR),
    # Importers
    Mistake("a number to the third is one to the second", "engine/importers/choicescript/expressions.py",
            'else Operation("*", (square, left))', "else square", CORNERS),
    Mistake("a game that begins anew keeps its variables", "engine/importers/choicescript/story.py",
            "                    yield self.first\n", "                    pass\n", CORNERS),
    Mistake("the page of statistics is never a scene", "engine/importers/choicescript/story.py",
            "if file == STATS and file not in gone_to:", "if file == STATS:", CORNERS),
    Mistake("a comment hides the parameters behind it", "engine/importers/choicescript/story.py",
            'if not (isinstance(node, PlainCommand) and node.name == "comment"):', "if True:", CORNERS),
    Mistake("behind a choice that is left for good the text goes on", "engine/importers/choicescript/scene.py",
            "return choice, block.goes_on", "return choice, True", CORNERS),
    Mistake("where no option may be left the scene goes on", "engine/importers/choicescript/scene.py",
            "if not always and not goes_on:", "if False:", CORNERS),
)  # fmt: skip
