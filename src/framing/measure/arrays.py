"""The bare formulas in one place: arrays in, arrays out, NumPy and SciPy only."""

from framing.measure.formulas.association import log_odds_ratio
from framing.measure.formulas.contrasts import (
    benjamini_hochberg,
    fisher_exact,
    inverted_p,
    mover_difference,
    mover_ratio,
    story_correlation,
)  # fmt: skip
from framing.measure.formulas.distances import chance_distance, distance_limits, effective_size
from framing.measure.formulas.intervals import (
    clopper_pearson,
    effective_mentions,
    effective_wilson,
    rate_interval,
    share_limits,
    wilson,
)  # fmt: skip
from framing.measure.formulas.keyness import (
    bic,
    chi_square,
    chi_square_p,
    conservative_log_ratio,
    expected,
    g2,
    log_odds,
    log_odds_given,
    log_odds_limits,
    log_ratio,
    odds_ratio,
    percent_difference,
    pooled_prior,
)  # fmt: skip
from framing.measure.formulas.maps import adjusted_residuals, correspondence, scale, scale_again
from framing.measure.formulas.pool import Entries, Laid, Pool, lay, pool, pool_units
from framing.measure.formulas.resampling import dealt_anew
from framing.measure.formulas.sides import TwoShares, two_shares
from framing.measure.formulas.spread import dp, dp_norm, jensen_shannon

__all__ = [
    "Entries", "Laid", "Pool", "TwoShares", "adjusted_residuals",
    "benjamini_hochberg", "bic", "chance_distance", "chi_square", "chi_square_p",
    "clopper_pearson", "conservative_log_ratio", "correspondence", "dealt_anew", "distance_limits", "dp", "dp_norm",
    "effective_mentions", "effective_size", "effective_wilson", "expected", "fisher_exact", "g2", "inverted_p",
    "jensen_shannon", "lay", "log_odds", "log_odds_given", "log_odds_limits", "log_odds_ratio", "log_ratio", "mover_difference",
    "mover_ratio", "odds_ratio", "percent_difference", "pool", "pool_units", "pooled_prior", "rate_interval",
    "scale", "scale_again", "share_limits", "story_correlation", "two_shares", "wilson",
]  # fmt: skip
