"""Seeds are found by turning draws round."""

from itertools import islice

import pytest

from engine.proof.draws import Draw
from engine.proof.seeds import SMALL, _seed_of, seeds_for
from engine.runtime.randomness import draw, number_between, place_of


@pytest.mark.parametrize("seed", (0, 1, 77, 4_000_000_000, 2**32 - 1))
@pytest.mark.parametrize("count", (0, 3, 10_000))
def test_a_draw_turned_round_gives_its_seed(seed: int, count: int) -> None:
    place = place_of("somewhere")
    assert _seed_of(draw(seed, place, count), place, count) == seed


def test_rare_draws_have_seeds() -> None:
    places = [place_of(name) for name in "abc"]
    draws = (Draw("chance", places[0], 1, 1), Draw("random", places[1], 1000, 7), Draw("chance", places[2], 50, 0))
    found = [seed for seed in islice(seeds_for(draws), 3000) if seed is not None]
    assert len(found) > 3
    for seed in found:
        assert number_between(seed, places[0], 0, 0, 99) < 1
        assert number_between(seed, places[1], 0, 0, 999) == 7
        assert number_between(seed, places[2], 0, 0, 99) >= 50


def test_small_seeds_come_first_and_where_nothing_is_drawn_the_first_will_do() -> None:
    assert [*seeds_for(())] == [0]
    assert next(seed for seed in seeds_for((Draw("chance", place_of("a"), 50, 1),)) if seed is not None) < 20
    assert SMALL > 100
