"""Distances between outlets: the interval's formula, its laws, and what chance alone makes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from framing.measure.arrays import chance_distance, distance_limits, effective_size, jensen_shannon, pool_units

articles = st.lists(st.lists(st.integers(0, 6), min_size=3, max_size=3).filter(any), min_size=2, max_size=8)
sizes = st.tuples(st.floats(2, 5000), st.floats(4.1, 300))


@given(sizes, sizes, st.integers(2, 12), st.floats(0.0, 1.0), st.sampled_from([0.8, 0.95, 0.99]))
def test_limits_are_where_the_estimate_is_a_quantile_of_the_noncentral_f(first, second, labels, estimate, level):
    low, high = distance_limits(estimate, first, second, labels, level)
    assert 0 <= low <= estimate <= high <= 1
    (n1, d1), (n2, d2) = first, second
    scale, nu = 8 * np.log(2) / (1 / n1 + 1 / n2), labels - 1
    df = (1 / n1 + 1 / n2) ** 2 / (1 / n1**2 / d1 + 1 / n2**2 / d2)
    if 0 < low < estimate:
        at = special.ncfdtr(nu, df, low * scale, estimate * scale / nu)
        assert at == pytest.approx((1 + level) / 2, abs=1e-4)
    if max(estimate, nu / scale) < high < 1:
        at = special.ncfdtr(nu, df, high * scale, max(estimate * scale, nu) / nu)
        assert at == pytest.approx((1 - level) / 2, abs=1e-4)


@given(sizes, sizes, st.integers(2, 12), st.floats(0.0, 1.0))
def test_swapping_the_sides_changes_nothing_and_a_higher_level_is_wider(first, second, labels, estimate):
    narrow, wide = (distance_limits(estimate, first, second, labels, level) for level in (0.8, 0.95))
    assert np.allclose(wide, distance_limits(estimate, second, first, labels, 0.95))
    assert wide[0] <= narrow[0] + 1e-9
    assert wide[1] >= narrow[1] - 1e-9
    assert chance_distance(first, second, labels) == chance_distance(second, first, labels)


@given(articles)
def test_effective_size_of_samples_side_by_side_is_that_of_each(rows):
    counts = np.array(rows, dtype=float)
    both = effective_size(np.stack([counts, counts[::-1]], axis=1))
    alone = effective_size(counts)
    for together, one in zip(both, alone, strict=True):
        assert np.allclose(together, [one, one])
    assert 0 < alone[0] <= counts.sum()


def test_effective_size_is_written_out():
    counts = np.array([[2, 1, 0], [0, 3, 1], [1, 1, 0]], dtype=float)
    pool = pool_units(counts, counts.sum(1))
    effect = max(1.0, pool.variance.sum() * 9 / (pool.share * (1 - pool.share)).sum())
    weight = (9 + 16 + 4) / 9
    nu = 2 * 9 / weight / 3
    mentions, df = effective_size(counts)
    assert mentions == pytest.approx(9 * (nu + 1) / (nu * effect + 1 + 0.3 * (weight - 1)))
    assert df == pytest.approx(nu * 2 + 4)


def test_identical_outlets_may_still_differ_and_chance_is_the_mean_of_what_is_drawn():
    counts = np.tile([3.0, 1.0, 2.0], (12, 1))
    size = effective_size(counts)
    low, high = distance_limits(0.0, size, size, 3)
    assert low == 0
    assert 0 < high < 0.5
    one_label = effective_size(np.full((12, 1), 3.0))
    assert 0 < distance_limits(0.0, one_label, one_label, 1)[1] < 0.5
    rng = np.random.default_rng(1)
    shares = np.array([0.5, 0.3, 0.2])
    drawn = jensen_shannon(rng.multinomial(200, shares, 20_000), rng.multinomial(100, shares, 20_000))
    assert chance_distance((200, 50), (100, 50), 3) == pytest.approx(drawn.mean(), rel=0.03)
