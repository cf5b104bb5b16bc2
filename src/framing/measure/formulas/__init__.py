"""Bare formulas: NumPy and SciPy only, no tables. ``framing.measure.arrays`` names them all in one place."""
