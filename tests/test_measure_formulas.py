"""The bare formulas against published examples, SciPy and statsmodels, and slow plain versions of themselves."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from framing.measure import arrays

A, B, C, D = 150, 90, 120_000, 100_000


def golden(value, expected, digits=6):
    assert float(value) == pytest.approx(expected, abs=0.5 * 10**-digits)


def test_golden_numbers_of_keyness():
    e1, e2 = arrays.expected(A, B, C, D)
    golden(e1, 130.9091, 4)
    golden(e2, 109.0909, 4)
    two, four = (arrays.g2(A, B, C, D, form) for form in ("two-cell", "four-cell"))
    golden(two, 6.212712)
    golden(four, 6.219401)
    golden(arrays.bic(two, C, D), -6.088671)
    golden(arrays.bic(four, C, D), -6.081982)
    golden(arrays.log_ratio(A, B, C, D), 0.473931)
    golden(arrays.percent_difference(A, B, C, D), 38.8889, 4)
    golden(arrays.odds_ratio(A, B, C, D), 1.389376)


@pytest.mark.parametrize(("terms", "z"), [(2, 2.460836), (4, 2.459566)])
def test_golden_numbers_of_log_odds(terms, z):
    prior = arrays.pooled_prior([A, C - A], [B, D - B], 500)
    golden(prior[0], 0.545455)
    delta, found = arrays.log_odds(([A, C - A], [B, D - B]), (C, D), prior, terms)
    golden(delta[0], 0.327270)
    golden(found[0], z)


def test_four_cell_forms_agree_with_scipy_and_statsmodels():
    table = [[A, C - A], [B, D - B]]
    g2 = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
    chi2 = stats.chi2_contingency(table, correction=False)
    golden(arrays.g2(A, B, C, D) - g2.statistic, 0, 9)
    golden(arrays.chi_square(A, B, C, D) - chi2.statistic, 0, 9)
    golden(arrays.chi_square_p(g2.statistic) - g2.pvalue, 0, 12)
    golden(arrays.odds_ratio(A, B, C, D) - Table2x2(np.array(table)).oddsratio, 0, 9)


@given(st.integers(0, 40), st.integers(1, 40), st.floats(0.5, 0.999))
def test_wilson_and_clopper_pearson_agree_with_statsmodels(count, more, level):
    total = count + more
    low, high = arrays.wilson(count, total, level)
    assert (low, high) == pytest.approx(proportion_confint(count, total, 1 - level, "wilson"), abs=1e-9)
    low, high = arrays.clopper_pearson(count, total, (1 - level) / 2)
    assert (low, high) == pytest.approx(proportion_confint(count, total, 1 - level, "beta"), abs=1e-9)


@given(st.integers(0, 30), st.integers(1, 30), st.integers(0, 30), st.integers(1, 30))
def test_difference_from_wilson_limits_is_newcombes(x1, y1, x2, y2):
    sides = [(x / n, *arrays.wilson(x, n)) for x, n in ((x1, x1 + y1), (x2, x2 + y2))]
    low, high = arrays.mover_difference(*sides)
    wanted = confint_proportions_2indep(x1, x1 + y1, x2, x2 + y2, method="newcomb", compare="diff")
    assert (low, high) == pytest.approx(wanted, abs=1e-9)


def plain_effective_wilson(x, m, level):
    """The interval written out step by step for one label."""
    total, count = sum(m), sum(x)
    p = count / total
    k = sum(mi > 0 for mi in m)
    variance = sum((xi - p * mi) ** 2 / (1 - mi / total) for xi, mi in zip(x, m, strict=True)) / total**2
    effect = 1.0 if p in (0, 1) else max(1.0, variance * total / (p * (1 - p)))
    weight = sum(mi * mi for mi in m) / total
    df = min(sum(xi > 0 for xi in x), sum(xi < mi for xi, mi in zip(x, m, strict=True)), k - 1) * total / weight / k
    shrunk = (df * effect + 1 + (weight - 1) * 0.3) / (df + 1)
    n, t = total / shrunk, stats.t.ppf((1 + level) / 2, df + 4)
    centre = (p + t * t / (2 * n)) / (1 + t * t / n)
    half = t * np.sqrt(p * (1 - p) / n + t * t / (4 * n * n)) / (1 + t * t / n)
    return centre - half, centre + half


articles_of_two_labels = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=12).filter(
    lambda rows: sum(a + b > 0 for a, b in rows) >= 2
)


@given(articles_of_two_labels, st.sampled_from([0.8, 0.95, 0.99]))
def test_effective_wilson_equals_the_formula_written_out(rows, level):
    x, m = [a for a, _ in rows], [a + b for a, b in rows]
    low, high = arrays.effective_wilson(arrays.pool_units(np.array(x)[:, None], m), level)
    assert (low[0], high[0]) == pytest.approx(plain_effective_wilson(x, m, level), abs=1e-9)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=2, max_size=12))
def test_rate_interval_equals_the_formula_written_out(rows):
    c, length = np.array([r[0] for r in rows]), np.array([r[1] / 4 for r in rows])
    total, n = length.sum(), len(rows)
    rate = c.sum() / total
    variance = ((c - rate * length) ** 2 / (1 - length / total)).sum() / total**2
    effect = max(1, variance * total / rate) if c.sum() else 1
    df = min((c > 0).sum(), n - 1)
    effect = (df * effect + 3 * (1 + max(rate, 1 / total) * 1.5 * (length**2).sum() / total)) / (df + 3)
    t, size, count = stats.t.ppf(0.975, df + 3), total / effect, c.sum() / effect
    wanted = [(count + t * t / 2 + sign * t * np.sqrt(count + t * t / 4)) / size for sign in (-1, 1)]
    low, high = arrays.rate_interval(arrays.pool_units(c[:, None], length))
    assert (low[0], high[0]) == pytest.approx(wanted, abs=1e-9)


@given(articles_of_two_labels, articles_of_two_labels)
def test_pool_of_entries_equals_pool_of_tables(first, second):
    rows = np.array(first + second)
    cell = np.array([0] * len(first) + [1] * len(second))
    unit, slot = np.nonzero(rows)
    counts = arrays.Entries(unit, slot, rows[unit, slot])
    sizes = arrays.Entries(np.arange(len(rows)), np.zeros(len(rows), dtype=int), rows.sum(1))
    laid = arrays.lay(counts, sizes, np.array([0, 0]), cell)
    for found, place in itertools.product((arrays.pool(laid, 2), arrays.pool(laid.joined(), 2)), (0, 1)):
        mine = rows[cell == place]
        wanted = arrays.pool_units(mine, mine.sum(1))
        for one, other in zip(found.arrays[:7], wanted.arrays[:7], strict=True):
            assert one[place] == pytest.approx(other, abs=1e-9)


@given(articles_of_two_labels, articles_of_two_labels)
@settings(max_examples=50)
def test_p_is_where_the_interval_touches_zero_and_swapping_flips_the_sign(first, second):
    from framing.measure.formulas.intervals import effective_limits

    one, two = (arrays.pool_units(np.array(rows)[:, :1], np.array(rows).sum(1)) for rows in (first, second))

    def limits(a, b):
        sides = [lambda alpha, s=s: (s.share, *effective_limits(s, alpha)) for s in (a, b)]
        return lambda alpha, rows: arrays.mover_difference(sides[0](alpha), sides[1](alpha))

    p = arrays.inverted_p(limits(one, two), one.share - two.share)
    assert p == pytest.approx(arrays.inverted_p(limits(two, one), two.share - one.share))
    low, high = limits(one, two)(p, None)
    if one.share[0] == two.share[0]:
        assert p[0] == 1
    else:
        assert (low if one.share[0] > two.share[0] else high)[0] == pytest.approx(0, abs=1e-6)


def test_ratio_is_the_difference_of_logarithms_and_infinite_beside_nothing():
    low, high = arrays.mover_ratio((0.4, 0.3, 0.5), (0.2, 0.1, 0.3))
    golden(low, np.log(2) - np.hypot(np.log(4 / 3), np.log(1.5)), 9)
    golden(high, np.log(2) + np.hypot(np.log(5 / 4), np.log(2)), 9)
    low, high = arrays.mover_ratio((0.0, 0.0, 0.1), (0.5, 0.3, 0.7))
    assert low == -np.inf
    golden(high, np.log(0.1) - 0.5 * np.log(0.3 * 0.7), 9)
    mirrored = arrays.mover_ratio((0.5, 0.3, 0.7), (0.0, 0.0, 0.1))
    assert mirrored == (pytest.approx(-high), np.inf)
    assert np.isnan(arrays.mover_ratio((0.0, 0.0, 0.1), (0.0, 0.0, 0.2))).all()


@given(st.lists(st.floats(0.001, 1), min_size=1, max_size=20))
def test_q_values_agree_with_statsmodels(p):
    assert arrays.benjamini_hochberg(p) == pytest.approx(multipletests(p, method="fdr_bh")[1])


def test_conservative_log_ratio_is_nought_unless_the_interval_is_clear_of_it():
    low = stats.beta.ppf(0.025 / 10, 150, 91)
    wanted = np.log2(D / C * low / (1 - low))
    found = arrays.conservative_log_ratio(([150, 15], [90, 9]), (C, D), compared=10)
    assert wanted < 0
    assert found.tolist() == [0.0, 0.0]
    low = stats.beta.ppf(0.025 / 10, 300, 91)
    found = arrays.conservative_log_ratio(([300], [90]), (C, D), compared=10)
    golden(found[0], np.log2(D / C * low / (1 - low)), 9)
    golden(arrays.conservative_log_ratio(([90], [300]), (D, C), compared=10)[0], -found[0], 9)


def test_dispersion_of_the_published_example():
    golden(arrays.dp([10, 0, 10], [0.5, 0.3, 0.2]), 0.30)
    golden(arrays.dp_norm([10, 0, 10], [0.5, 0.3, 0.2]), 0.375)


distributions = st.lists(st.integers(0, 30), min_size=4, max_size=4).filter(sum)


@given(distributions, distributions, distributions)
def test_jensen_shannon_is_a_metric_and_scipys(p, q, r):
    from scipy.spatial.distance import jensenshannon

    def root(a, b):
        return np.sqrt(arrays.jensen_shannon(a, b))

    assert root(p, q) == pytest.approx(jensenshannon(p, q, 2), abs=1e-7)
    assert root(p, q) == pytest.approx(root(q, p))
    assert root(p, r) <= root(p, q) + root(q, r) + 1e-9
    assert 0 <= root(p, q) <= 1


def test_story_correlation_is_shrunk_and_never_negative():
    a = np.array([[1.0, 1], [2, -2], [3, 3], [4, -1]])
    r = np.corrcoef(a[:, 0], 2 * a[:, 0] + a[:, 1])[0, 1]
    found = arrays.story_correlation(a[:, :1], 2 * a[:, :1] + a[:, 1:])
    golden(found[0], r * 2 / 9, 9)
    assert arrays.story_correlation(a[:, :1], -a[:, :1])[0] == 0


def drawn(rows, interval, level=0.95):
    """Return the limits of the first label's share of one outlet by an interval that needs the articles themselves."""
    from framing.measure.formulas.distributions import pool_for

    rows = np.array(rows)
    unit, slot = np.nonzero(rows)
    sizes = arrays.Entries(np.arange(len(rows)), np.zeros(len(rows), dtype=int), rows.sum(1))
    laid = arrays.lay(
        arrays.Entries(unit, slot, rows[unit, slot]), sizes, np.array([0, 0]), np.zeros(len(rows), dtype=int)
    )
    low, high = arrays.share_limits(pool_for(laid, 1, interval), 1 - level, interval)
    return float(low[0, 0]), float(high[0, 0])


@pytest.mark.parametrize(("count", "total"), [(3, 10), (12, 40), (1, 30)])
def test_beta_binomial_posterior_of_single_mentions_is_jeffreys(count, total):
    rows = [[1, 0]] * count + [[0, 1]] * (total - count)
    wanted = stats.beta(count + 0.5, total - count + 0.5).ppf([0.025, 0.975])
    assert drawn(rows, "beta-binomial") == pytest.approx(wanted, abs=2e-4)


def test_beta_binomial_posterior_equals_the_integral_written_out():
    rows = [[3, 0], [0, 2], [1, 1], [0, 4], [5, 0]]
    share = np.sin((np.arange(1500) + 0.5) / 1500 * np.pi / 2) ** 2
    rho = (np.arange(300) + 0.5) / 300
    density = np.zeros((len(share), len(rho)))
    for x, y in rows:
        s = (1 - rho) / rho
        density += stats.betabinom.logpmf(x, x + y, share[:, None] * s, (1 - share[:, None]) * s)
    posterior = np.exp(density - density.max()).sum(1)
    reached = np.cumsum(posterior) / posterior.sum()
    wanted = [share[np.searchsorted(reached, p)] for p in (0.025, 0.975)]
    assert drawn(rows, "beta-binomial") == pytest.approx(wanted, abs=5e-3)


def test_bootstrap_of_articles_is_that_of_a_plain_loop():
    rng = np.random.default_rng(0)
    rows = rng.integers(0, 5, (20, 2))
    rows = rows[rows.sum(1) > 0]
    again = [rows[rng.integers(0, len(rows), len(rows))].sum(0) for _ in range(4000)]
    wanted = np.quantile([x / (x + y) for x, y in again], [0.025, 0.975])
    assert drawn(rows, "bootstrap of articles") == pytest.approx(wanted, abs=0.02)


def test_korn_graubard_of_single_mentions_widens_clopper_pearson_by_its_t():
    """One mention an article: no design effect above 1 and as many articles as mentions, so nothing is widened."""
    rows = np.array([[1, 0]] * 4 + [[0, 1]] * 8)
    low, high = arrays.share_limits(arrays.pool_units(rows, rows.sum(1)), 0.05, "Korn-Graubard")
    pool = arrays.pool_units(rows, rows.sum(1))
    effect = max(1.0, float(pool.variance[0] * 12 / (4 / 12 * 8 / 12)))
    n = 12 / effect
    wanted = [stats.beta.ppf(0.025, n / 3, n * 2 / 3 + 1), stats.beta.ppf(0.975, n / 3 + 1, n * 2 / 3)]
    assert (low[0], high[0]) == pytest.approx(wanted)


def test_korn_graubard_of_clumped_mentions_is_clopper_pearson_on_fewer():
    """Korn & Graubard (1998): M / deff, times the squared ratio of t with M - 1 and with articles - 1."""
    x, m = np.array([4.0, 0, 3, 1, 0, 5]), np.array([5.0, 4, 3, 6, 2, 5])
    share, total = x.sum() / m.sum(), m.sum()
    variance = (((x - share * m) ** 2) / (1 - m / total)).sum() / total**2
    effect = variance * total / (share * (1 - share))
    assert effect > 1
    t_many, t_few = stats.t.ppf(0.95, [total - 1, len(m) - 1])
    n = total / effect * (t_many / t_few) ** 2
    wanted = [stats.beta.ppf(0.05, share * n, n - share * n + 1), stats.beta.ppf(0.95, share * n + 1, n - share * n)]
    low, high = arrays.share_limits(arrays.pool_units(x[:, None], m), 0.1, "Korn-Graubard")
    assert (low[0], high[0]) == pytest.approx(wanted)


def of_single_mentions(count, articles):
    return arrays.pool_units([[1]] * count + [[0]] * (articles - count), [1] * articles)


def difference_p(one, two):
    both = arrays.two_shares(one, two)
    estimate = one.share - two.share
    return arrays.inverted_p(lambda alpha, rows: arrays.mover_difference(*both.take(rows).limits(alpha)), estimate)[0]


def test_a_share_near_0_does_not_blur_a_difference_the_other_side_makes():
    one, two = of_single_mentions(41, 102), of_single_mentions(1, 97)
    assert difference_p(one, two) < 1e-6
    assert difference_p(two, one) == pytest.approx(difference_p(one, two), rel=1e-6)
    low, high = arrays.mover_difference(*arrays.two_shares(one, two).limits(0.05))
    assert 0.28 < low[0] < high[0] < 0.5
    assert difference_p(of_single_mentions(5, 20), of_single_mentions(0, 20)) > 0.02


def test_only_the_side_that_makes_less_of_the_variance_is_lifted():
    rng = np.random.default_rng(5)
    m = rng.integers(1, 7, (2, 25, 300))
    one, two = (arrays.pool_units(rng.binomial(sizes, rng.beta(1, 4, sizes.shape)), sizes) for sizes in m)
    own = np.stack([arrays.effective_mentions(pool)[1] for pool in (one, two)])
    df = arrays.two_shares(one, two).df
    assert (df >= own).all()
    assert ((df == own).any(axis=1)).all(), "one of both sides keeps its own"
    assert (df > own).any()
    assert (df <= own.max(axis=0) + own.min(axis=0) + 1e-9).all(), "no more than Satterthwaite's most"


def test_many_tables_are_scaled_at_once_as_each_alone():
    rng = np.random.default_rng(8)
    tables = rng.poisson(3.0, (30, 8, 6)) * (rng.random((30, 1, 6)) > 0.2)
    tables[:, :, 0] += 1
    tables[3, :, 1:] = 0
    position = arrays.scale(tables[0][:, tables[0].sum(0) > 0]).position
    found = arrays.scale_again(tables, position)
    np.testing.assert_array_equal(found[3], position)
    for table, mine in zip(np.delete(tables, 3, axis=0), np.delete(found, 3, axis=0), strict=True):
        alone = arrays.scale(table[:, table.sum(0) > 0]).position
        np.testing.assert_allclose(mine, alone * np.sign(alone @ position), atol=1e-6)


def test_scaling_is_the_mode_of_the_poisson_model_with_its_priors():
    """Slapin & Proksch (2008): positions normal with variance 1, weights with variance 10, levels free."""
    counts = np.array([[30, 4, 9, 1], [12, 10, 14, 5], [6, 15, 3, 18], [2, 22, 8, 30]], dtype=float)

    def unlikely(free):
        row, column, t, w = free.reshape(4, 4)
        line = row[:, None] + column + np.outer(t, w)
        return (np.exp(line) - counts * line).sum() + (t @ t + w @ w / 10) / 2 + 1e-9 * (row @ row)

    start = np.concatenate([np.log(counts.sum(1)), np.zeros(4), [-1, -0.5, 0.5, 1], [-0.5, 0.1, 0, 0.5]])
    _, _, t, w = optimize.minimize(unlikely, start, options={"gtol": 1e-8, "maxiter": 5000}).x.reshape(4, 4)
    sign = np.sign(w[np.abs(w).argmax()])
    found = arrays.scale(counts)
    assert found.position == pytest.approx(sign * (t - t.mean()) / t.std(), abs=1e-4)
    assert found.weight == pytest.approx(sign * w * t.std(), abs=1e-4)
