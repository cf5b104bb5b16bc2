"""What a result was made by: its measures, its intervals, how many comparisons, as the manifest keeps it."""

import pandas as pd

CONSTANTS = ("prior", "alpha_0", "variance")


def summary(table: pd.DataFrame) -> dict:
    """Return what the methods section says of a result: measures with a value, intervals, tests, constant settings.

    ``tested`` counts the p values, ``compared`` are the numbers of comparisons q was taken over.

    >>> table = pd.DataFrame({"measure": ["share"], "interval": ["Wilson"], "p": [None]})
    >>> summary(table)
    {'rows': 1, 'measures': ['share'], 'intervals': ['Wilson'], 'tested': 0, 'compared': []}
    """
    given = table[table["estimate"].notna()] if "estimate" in table else table
    tested = table[table["p"].notna()] if "p" in table else table.iloc[:0]
    told = {
        "rows": len(table),
        "measures": _distinct(given, "measure") + ["DPnorm"] * ("dp_norm" in table and len(table) > 0),
        "intervals": _distinct(table, "interval"),
        "tested": len(tested),
        "compared": sorted({int(number) for number in _distinct(tested, "compared")}),
    }
    constants = {name: _distinct(table, name) for name in CONSTANTS if name in table}
    return told | {name: values[0] for name, values in constants.items() if len(values) == 1}


def _distinct(table: pd.DataFrame, column: str) -> list:
    return table[column].dropna().unique().tolist() if column in table else []
