from __future__ import annotations

import math

import numpy as np

from planner.search.random import ONE, accepts, below, draw, streams


def test_the_generator_is_splitmix64() -> None:
    """First outputs for the seed 1234567, from the reference implementation."""
    state = np.array([1234567], np.uint64)
    assert [int(draw(state)) for _ in range(3)] == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
    ]


def test_a_lane_depends_on_seed_and_number_only() -> None:
    assert (streams(5, 8)[:3] == streams(5, 3)).all()
    starts = np.concatenate([streams(seed, 8) for seed in range(50)])
    assert np.unique(starts).size == starts.size


def test_any_integer_is_a_seed() -> None:
    assert streams(-1, 1) != streams(2**64, 1)


def test_bounded_integers_are_even() -> None:
    (state,) = streams(1, 1)
    counts = np.bincount([below(state, 7) for _ in range(14_000)], minlength=7)
    assert counts.size == 7
    assert abs(counts - 2000).max() < 250


def test_steps_are_accepted_with_the_chance_of_metropolis() -> None:
    (state,) = streams(2, 1)
    for rise, temperature in [(1, ONE), (2, ONE), (3, 2 * ONE), (1, ONE // 4)]:
        share = sum(accepts(state, rise, temperature) for _ in range(8000)) / 8000
        assert abs(share - math.exp(-rise * ONE / temperature)) < 0.025


def test_nothing_worse_is_accepted_at_zero_and_nothing_better_refused() -> None:
    (state,) = streams(3, 1)
    assert not any(accepts(state, 1, 0) for _ in range(2000))
    assert all(accepts(state, rise, 0) for rise in (0, -1))
