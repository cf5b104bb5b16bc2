"""Models as the tables of weights give them."""

import numpy as np
import pytest

from framing.voice import cues, edges, phrases, sources, weights

HOW_MANY = len(cues.table().rows)
COLUMNS = {
    "right": cues.columns_of(HOW_MANY),
    "source": sources.columns_of(),
    "source_end": edges.columns_of(HOW_MANY),
    "phrase": phrases.columns_of(HOW_MANY),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_score_is_the_sum_of_the_weights_of_the_values(name):
    columns = COLUMNS[name]
    forms = [weights.OTHER, *cues.table().rows]
    rng = np.random.default_rng(5)
    drawn = {column: rng.integers(0, held.size, 40) for column, held in columns.items()}
    table = {template: dict(entries) for template, entries in weights.tables()[name].items()}
    # half of the rows have the values of a rare key of the longest templates, the others any
    for row, template in enumerate(sorted(set(table) - {"bias"}, key=lambda template: -template.count("+"))[:20]):
        key = list(table[template])[-1]
        for column, part in zip(template.split("+"), key.split(" "), strict=True):
            held = columns[column]
            drawn[column][row] = weights._value(part, held.holds, {form: at for at, form in enumerate(forms)})
    expected = np.full(40, table.pop("bias")[""])
    for template, entries in table.items():
        names = template.split("+")
        for row in range(40):
            values = tuple(int(drawn[column][row]) for column in names)
            expected[row] += entries.get(weights.spell_key(values, [columns[c].holds for c in names], forms), 0.0)
    np.testing.assert_allclose(weights.load_model(name, columns).score(drawn), expected, atol=1e-5)
