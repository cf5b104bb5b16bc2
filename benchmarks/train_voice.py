"""Count the cue forms and fit the weights that ``framing.voice`` ships, from annotated attributions.

    python benchmarks/train_voice.py PATH [--out FOLDER] [--hold-out]

PATH is a folder with ``*_articles.parquet`` and ``*_attributions.jsonl`` (see ``voice_corpus.py``); only the split
"train" is read. ``--hold-out`` leaves every fifth article of it out: what is learnt so is scored on these by
``voice.py PATH --hold-out FOLDER``.
"""

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from voice_corpus import Corpus, find_corpora, is_held_out, read_corpus
from voice_fit import Encoder, choice, join, logistic
from voice_gold import Lead, attributed, cut_source, find_heads, gold_sources, lead_of, true_candidates

from framing.voice import cues, edges, phrases, sources, stretches, titles, weights
from framing.voice.pairing import find_quotes
from framing.voice.stream import read_stream

FOLDS = 5
PACKAGE = Path(weights.__file__).parent / "data"
AROUND = (
    "form form+n1 form+p1 form+lp form+np n1 n2 n3 p1 p2 p3 n1+n2 p1+n1 sort+n1 lp+lp_far lp+segment cue_far+last_cue "
    "sort+cue_far sort+that_far sort+quote_after np+after_stop p1+lp lp_far+np_far+lp tag n1_tag form+n1_tag "
    "form+p1_tag tag+p1_tag+n1_tag"
).split()
SOURCE = (
    "order+led order+head order+p1 order+quotes order+spoken head p1 p1+head p2+p1 own+led opens+commas+passed "
    "opens+head spoken sort+p1 head+cue_p1 tail next+head next+p1 next+cue_p1 opens+next head_class h1_class "
    "tail_class p1_class tail_class+order p1_class+head cue_p1_class+order head_tag h1_tag p1_tag head_tag+h1_tag "
    "next_tag+after_tag p1_tag+head_tag p2_tag+p1_tag cue_tag+order next_tag+order head_tag+order "
    "tail_tag+next_tag+after_tag cue_tag+cue_p1_tag+order p1_tag+tail_tag+next_tag p2_tag+p1_tag+head_tag finite "
    "finite+order finite+commas finite+next_tag finite+p1_tag finite+next_tag+cue_tag"
).split()
PHRASE = (
    "form p1 p2 words+case spoken article ending+n1 ending single quotes+spoken cue_before p1+words p1+case p2+p1 "
    "p1+spoken case+spoken form+words owner p1+n1 head+words person+spoken later later+spoken case+quotes "
    "case+quotes+ending p2_class n1_class head_class p1_class+words p1_class+spoken p1_class+head_class "
    "n1_class+spoken owner_class+spoken n1_tag head_tag p1_tag+tail_tag tail_tag+n1_tag head_tag+words "
    "owner_tag+spoken verbs+words verbs+spoken echo echo+spoken echo+p1 echo+case"
).split()
GAP = (
    "form n1 n2 n3 p1 n1+p1 n1+n2 p1+p2 n1+far p1+far commas+n1 commas+p1 passed+n1 bracket+n1 bracket+p1 ahead+n1 here+p1 "
    "far+rest sort+far before_origin+n1 origin+p1 n1+np_far g1+h1+h2+h3 h1+h2+h3+h4 g2+g1+h1+h2 verbs+n1 verbs+h1+h2+h3 "
    "commas+h1+h2+h3 verbs+commas+h1 verbs+p1"
).split()
LEFT_OUT = {
    "right_start": "n1+np_far verbs+n1 verbs+h1+h2+h3 ahead+n1 g2+g1+h1+h2",
    "right_end": "g2+g1+h1+h2 verbs+n1 p1+far verbs+h1+h2+h3",
    "left_end": "n1+np_far g2+g1+h1+h2 passed+n1 bracket+n1",
    "left_start": "n1+n2 p1+far passed+n1 g1+h1+h2+h3 h1+h2+h3+h4 g2+g1+h1+h2 verbs+n1 verbs+h1+h2+h3 commas+h1+h2+h3 verbs+p1",
}
"""Templates of ``GAP`` that cost time and gain nothing for an edge, by cross-validation within the training articles."""
SOURCE_END = (
    "form n2 p1+far commas+n1 commas+p1 passed+n1 bracket+p1 ahead+n1 here+p1 sort+far before_origin+n1 origin+p1 "
    "g2+g1+h1+h2 verbs+commas+h1 verbs+p1 side+rest cue_p1+commas side+commas+n1 p1_class n2_class side+n1_class "
    "side+p1_class side+n1_class+n2 n1+p1_class n1_class+p1_class cue_class+n1 commas+n1_class verbs+n1_class p1_tag "
    "p1_tag+n1_tag n1_tag+n2_tag p2_tag+p1_tag n1_tag+n2_tag+n3_tag side+n1_tag side+p1_tag+n1_tag n1_tag+far "
    "cue_p1_tag+n1_tag cue_tag+n1_tag p1_tag+n1_tag+n2_tag finite finite+n1_tag finite_rest+n1_tag "
    "finite_rest+n1_tag+n2_tag finite_rest+commas+n1_tag"
).split()


def cue_table(shares: dict[str, tuple[float, int]]) -> list[dict]:
    """Return the rows of cues.csv: forms that lead at least twice and in at least 2 % of their places, most frequent first."""
    kept = [(f, s, c) for f, (s, c) in shares.items() if c >= 2 and s >= cues.MIN_SHARE and " " not in f]
    kept.sort(key=lambda row: (-row[2], row[0]))
    return [{"form": form, "share": f"{share:.3f}", "count": count} for form, share, count in kept]


def as_table(rows: list[dict]) -> cues.Table:
    names = {row["form"]: i for i, row in enumerate(rows, start=1)}
    share = np.array([0.0, *(float(row["share"]) for row in rows)])
    return cues.make_table(names, share, np.array([0.0, *(float(row["count"]) for row in rows)]))


class Trainer:
    """Fits every model on the articles in ``use``."""

    def __init__(self, corpus: Corpus, use: np.ndarray, folder: Path):
        self.corpus, self.use, self.folder = corpus, use, folder
        self.quotes = find_quotes(corpus.tokens)
        self.stream = read_stream(corpus.tokens, self.quotes)
        self.article = corpus.tokens.text[self.stream.first] // 2
        self.fold = np.arange(len(corpus.articles)) % FOLDS
        self.out: list[dict] = []

    def train(self) -> None:
        """Write the table of cues and the weights into the folder."""
        heads, shares = find_heads(self.stream, self.corpus.attributions, self.use)
        self.table_rows = cue_table(shares)
        self.table = as_table(self.table_rows)
        self.row = cues.cue_rows(self.stream, self.table)
        self.forms = [weights.OTHER, *(row["form"] for row in self.table_rows)]
        leads = [lead_of(self.stream, a, h) for a, h in zip(self.corpus.attributions, heads, strict=True)]
        self.leads = [lead for lead in leads if lead is not None and self.use[lead.attribution.article]]
        self._cues()
        self._survey()
        led_by = self._unseen()
        self.out += self._edges(self.leads) + self._source_ends()
        write(self.folder, self.table_rows, self.out)
        self._reload()
        self._sources(led_by)
        self._phrases()
        write(self.folder, self.table_rows, self.out)

    def _cues(self) -> None:
        """Fit the models of cues, with each fold's shares counted on the other folds."""
        speaks = {side: np.zeros(len(self.stream), dtype=bool) for side in ("right", "left")}
        for lead in self.leads:
            for side, spans in (("right", lead.right), ("left", lead.left)):
                speaks[side][lead.head] |= spans is not None
        sizes = cues.columns_of(len(self.forms) - 1)
        parts, units, folds = [], [], []
        for fold in range(FOLDS):
            shares = find_heads(self.stream, self.corpus.attributions, self.use & (self.fold != fold))[1]
            table = as_table(
                [
                    {"form": f, "share": shares.get(f, (0, 0))[0], "count": shares.get(f, (0, 0))[1]}
                    for f in self.forms[1:]
                ]
            )
            unit = cues.candidates(self.stream, self.row, self.table)
            unit = unit[self.use[self.article[unit]] & (self.fold[self.article[unit]] == fold)]
            parts.append(cues.columns(self.stream, unit, self.row, table))
            units.append(unit)
            folds.append(np.full(len(unit), fold))
        seen, unit, fold = join(parts), np.concatenate(units), np.concatenate(folds)
        encoder = Encoder(AROUND, sizes).fit(seen)
        matrix = encoder.matrix(seen)
        self.chance = {side: np.zeros(len(self.stream)) for side in speaks}
        for side, strength in (("right", 0.2), ("left", 0.2)):
            label = speaks[side][unit]
            self.out += encoder.rows(side, logistic(strength).fit(matrix, label), self.forms)
            for k in range(FOLDS):
                other = logistic(strength).fit(matrix[fold != k], label[fold != k])
                chance = other.predict_proba(matrix[fold == k])[:, 1]
                self.chance[side][unit[fold == k]] = chance
            print(side, len(unit), label.sum(), file=sys.stderr)

    def _survey(self) -> None:
        """Note the cues as they would be found in articles not seen, and what stands around."""
        accepted = np.flatnonzero(np.maximum(*self.chance.values()) >= stretches.LIKELY)
        self.around = edges.survey(self.stream, self.row, self.table.sort, accepted)
        unit = np.flatnonzero(np.maximum(*self.chance.values()) > 0)
        self.found = cues.Cues(self.row, unit, self.chance["right"][unit], self.chance["left"][unit])

    def _unseen(self) -> stretches.Stretches:
        """Return the stretches of each half of the articles by edges fitted on the other half, and keep who leads what:
        what is fitted along them should meet them as they are in articles not seen."""
        chance, owner = np.zeros(len(self.stream)), np.full(len(self.stream), -1)
        halves = []
        for half in (0, 1):
            own = self.article % 2 == half
            rows = self._edges([lead for lead in self.leads if lead.attribution.article % 2 != half])
            write(self.folder, self.table_rows, rows)
            self._reload()
            found, spoken = stretches.find_stretches(self.around, self.found)
            halves.append([column[own[found.cue]] for column in vars(found).values()])
            chance[own], owner[own] = spoken.chance[own], spoken.owner[own]
        self.spoken = stretches.Spoken(chance, owner)
        columns = [np.concatenate(pair) for pair in zip(*halves, strict=True)]
        order = np.lexsort((-columns[3], columns[2]))
        return stretches.Stretches(*(column[order] for column in columns))

    def _edges(self, leads: list[Lead]) -> list[dict]:
        """Return the coefficients of where speech begins and ends on both sides of a cue."""
        right = [lead for lead in leads if lead.right]
        left = [lead for lead in leads if lead.left]
        head = lambda leads: [lead.head for lead in leads]  # noqa: E731
        return [
            *self._edge("right_start", head(right), head(right), [lead.right[0] for lead in right]),
            *self._edge("right_end", head(right), [lead.right[0] for lead in right], [lead.right[1] for lead in right]),
            *self._edge("left_end", head(left), head(left), [lead.left[1] for lead in left]),
            *self._edge("left_start", head(left), [lead.left[1] for lead in left], [lead.left[0] for lead in left]),
        ]

    def _reload(self) -> None:
        """Let the package read the tables written so far."""
        weights.DATA = self.folder
        for cached in (weights.cue_table, weights.tables, cues.table, stretches.edge):
            cached.cache_clear()

    def _sources(self, led_by: stretches.Stretches) -> None:
        """Fit which candidate of a cue is its source, along the stretches found."""
        led = sources.find_led(led_by)
        true = gold_sources(self.stream, self.leads, led_by)
        candidates = sources.find_candidates(self.around, led)
        seen = sources.columns(self.around, led, self.spoken, candidates)
        label = true_candidates(candidates, led.cue, true)
        use = np.bincount(candidates.item, label, len(led.cue))[candidates.item] > 0
        columns = {name: values[use] for name, values in seen.items()}
        encoder = Encoder(SOURCE, sources.columns_of()).fit(columns)
        fit = choice(encoder.matrix(columns), candidates.item[use], label[use], strength=0.1)
        self.out += encoder.rows("source", fit, self.forms, least=0.04)
        print("source", use.sum(), label.sum(), file=sys.stderr)

    def _source_ends(self) -> list[dict]:
        """Return the coefficients of where a source ends."""
        pairs = [(lead.head, *cut_source(lead.source, lead.head)) for lead in self.leads if lead.source]
        head, first, last = (list(column) for column in zip(*pairs, strict=True))
        return self._edge("source_end", head, first, last, SOURCE_END, strength=0.15, least=0.03)

    def _phrases(self) -> None:
        """Fit which short quoted phrases are someone's words: those mostly inside annotated content."""
        columns = phrases.columns(self.stream, self.quotes, self.found, self.spoken)
        unit, first, last = phrases.outermost(self.stream, self.quotes)
        words = phrases.word_counts(self.stream, first, last)
        title = titles.find_titles(self.stream, first, last)
        use = (words <= phrases.SHORT) & ~title & self.use[self.article[unit]]
        columns = {name: values[use] for name, values in columns.items()}
        encoder = Encoder(PHRASE, phrases.columns_of(len(self.forms) - 1), 3).fit(columns)
        label = attributed(self.corpus, first, last)[use]
        fit = LogisticRegression(C=0.05, solver="liblinear", random_state=0).fit(encoder.matrix(columns), label)
        self.out += encoder.rows("phrase", fit, self.forms, least=0.01)
        print("phrase", len(label), label.sum(), file=sys.stderr)

    def _edge(
        self,
        name: str,
        cue: list[int],
        origin: list[int],
        edge: list[int],
        templates: Sequence[str] | None = None,
        strength: float = 0.1,
        least: float = 0.08,
    ) -> list[dict]:
        route = edges.ROUTES[name]
        if templates is None:
            templates = [template for template in GAP if template not in LEFT_OUT[name].split()]
        cue, origin, edge = (np.array(x, dtype=np.int64) for x in (cue, origin, edge))
        walk = edges.lay_out(self.stream, origin, cue, route)
        furthest = edges.bound(self.stream, origin, cue, route)[walk.item]
        use = ((walk.gap - edge[walk.item]) * route.way <= 0) & (walk.gap != furthest)
        use &= self.around.breaks[walk.gap] | (not route.breaks)
        kept = walk.of(use)
        seen = edges.columns(self.around, kept, origin, cue, route)
        encoder = Encoder(list(templates), edges.columns_of(len(self.forms) - 1)).fit(seen)
        label = kept.gap == edge[kept.item]
        print(name, len(label), label.sum(), file=sys.stderr)
        return encoder.rows(name, logistic(strength).fit(encoder.matrix(seen), label), self.forms, least)


def write(folder: Path, table: list[dict], model: list[dict]) -> None:
    for name, rows in (("cues.csv", table), ("weights.csv", model)):
        with (folder / name).open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--out", type=Path, default=PACKAGE)
    parser.add_argument("--hold-out", action="store_true")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    corpus = read_corpus(*find_corpora(options.path)[0], split="train")
    use = ~is_held_out(corpus.articles["article_id"]) if options.hold_out else np.ones(len(corpus.articles), dtype=bool)
    Trainer(corpus, use, options.out).train()


if __name__ == "__main__":
    main()
