"""Count the cue forms and fit the weights that ``framing.voice`` ships, from annotated attributions.

    python benchmarks/train_voice.py PATH [--out FOLDER] [--hold-out]

PATH is a folder with ``*_articles.parquet`` and ``*_attributions.jsonl`` (see ``voice_corpus.py``); only the split
"train" is read. ``--hold-out`` leaves every fifth article out, for ``voice.py --hold-out`` to score.
"""

import argparse
import csv
import sys
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression
from voice_corpus import Attribution, Corpus, find_corpora, read_corpus

from framing.voice import cues, edges, kinds, phrases, sources, stretches, weights
from framing.voice.pairing import find_quotes
from framing.voice.stream import Stream, read_stream

FOLDS = 5
FAR_FROM = 3
PACKAGE = Path(weights.__file__).parent / "data"
AROUND = (
    "form form+n1 form+p1 form+lp form+np n1 n2 n3 p1 p2 p3 n1+n2 p1+p2 p1+n1 sort+n1 sort+p1 sort+np lp+lp_far lp+segment "
    "cue_far+last_cue cue_far+p1 sort+cue_far sort+that_far sort+quote_after sort+position sort+rest np+after_stop p1+lp "
    "lp_far+np_far+lp"
).split()
LED = "led led+p1 led+n1 led+form led+lp led+np led+sort".split()
SOURCE = (
    "side side+score side+head side+tail side+behind side+ahead side+p1 side+p2 side+n1 side+gap side+length side+commas "
    "side+passed side+alike side+led side+sort side+form tail+ahead head+tail behind+head tail+p1 ahead+p1 head+n1 score+alike "
    "side+score+alike gap+commas tail+sort head+length side+p1+n1 ahead+gap"
).split()
PHRASE = (
    "form next_form p1 p2 p3 n1 n2 words+case words+spoken spoken sentence spoken+sentence article ending+n1 ending single "
    "repeated quotes+long quotes+spoken cue_before cue_after begins+closes p1+words p1+case p2+p1 n1+spoken p1+spoken "
    "case+spoken words+article words+ending form+words cue_before+spoken cue_after+n1 owner owner_sort+spoken "
    "owner_sort+owner_far owner_far+spoken head tail head+spoken p1+n1 head+words tail+n1 p1+head"
).split()
GAP = (
    "form n1 n2 n3 p1 n1+p1 n1+n2 p1+p2 n1+far p1+far commas+n1 commas+p1 passed+n1 bracket+n1 bracket+p1 ahead+n1 here+p1 "
    "far+rest sort+far before_origin+n1 origin+p1 n1+np_far g1+h1+h2+h3 h1+h2+h3+h4 g2+g1+h1+h2 verbs+n1 verbs+h1+h2+h3 "
    "commas+h1+h2+h3 verbs+commas+h1 verbs+p1"
).split()


@dataclass(frozen=True)
class Lead:
    """An attribution as seen from its leading word: units of the head, of speech on each side, and of the source."""

    attribution: Attribution
    head: int
    right: tuple[int, int] | None
    left: tuple[int, int] | None
    source: tuple[int, int] | None


def units_of(stream: Stream, span: tuple[int, int]) -> tuple[int, int]:
    """Return the units that a token span touches."""
    return (
        int(np.searchsorted(stream.first, span[0], side="right")) - 1,
        int(np.searchsorted(stream.first, span[1] - 1, side="right")),
    )


def spelling(stream: Stream) -> list[str]:
    forms = np.array([kinds.plain(form) for form in stream.tokens.forms], dtype=object)
    return forms[stream.form].tolist()


def cue_units(stream: Stream, attribution: Attribution, spelt: list[str]) -> list[int]:
    units = [u for span in attribution.cue for u in range(*units_of(stream, span)) if not stream.folded[u]]
    return [u for u in units if spelt[u][0].isalpha() or spelt[u] == ":"]


def find_heads(
    stream: Stream, found: list[Attribution], use: np.ndarray
) -> tuple[list[int], dict[str, tuple[float, int]]]:
    """Return the leading unit of each attribution (-1: none) and for each form its share and count over articles in
    ``use``.

    The leading word of a cue is the one whose form leads most often, so both are found in turn.
    """
    spelt = spelling(stream)
    article = stream.tokens.text[stream.first] // 2
    total = Counter(form for form, plain, a in zip(spelt, ~stream.folded, article, strict=True) if plain and use[a])
    options = [cue_units(stream, attribution, spelt) for attribution in found]
    led: Counter[str] = Counter()
    for attribution, units in zip(found, options, strict=True):
        if use[attribution.article]:
            for unit in units:
                led[spelt[unit]] += 1 / len(units)
    for _ in range(4):
        share = {form: count / (total[form] + 3) for form, count in led.items()}
        heads = [max(units, key=lambda u: (share.get(spelt[u], 0), -u), default=-1) for units in options]
        led = Counter(spelt[h] for a, h in zip(found, heads, strict=True) if h >= 0 and use[a.article])
    return heads, {form: (count / (total[form] + 3), count) for form, count in led.items()}


def cue_table(shares: dict[str, tuple[float, int]]) -> list[dict]:
    """Return the rows of cues.csv: forms that lead at least twice and in at least 2 % of their places, most frequent first."""
    kept = [(f, s, c) for f, (s, c) in shares.items() if c >= 2 and s >= cues.MIN_SHARE and " " not in f]
    kept.sort(key=lambda row: (-row[2], row[0]))
    return [{"form": form, "share": f"{share:.3f}", "count": count} for form, share, count in kept]


def as_table(rows: list[dict]) -> cues.Table:
    names = {row["form"]: i for i, row in enumerate(rows, start=1)}
    share = np.array([0.0, *(float(row["share"]) for row in rows)])
    return cues.make_table(names, share, np.array([0.0, *(float(row["count"]) for row in rows)]))


def lead_of(stream: Stream, attribution: Attribution, head: int) -> Lead | None:
    """Return what the head leads within its sentence; None where there is no head outside quotation marks."""
    if head < 0:
        return None
    low, high = int(stream.low[head]), int(stream.high[head])
    spans = [units_of(stream, span) for span in attribution.content]
    right = [span for span in spans if head < span[0] < high]
    left = [span for span in spans if span[1] <= head and span[1] > low]
    source = [span for span in (units_of(stream, s) for s in attribution.source) if low <= span[0] < high]
    return Lead(
        attribution,
        head,
        (min(s for s, _ in right), min(max(e for _, e in right), high)) if right else None,
        (max(min(s for s, _ in left), low), max(e for _, e in left)) if left else None,
        (min(s for s, _ in source), max(e for _, e in source)) if source else None,
    )


class Encoder:
    """Columns to a sparse matrix of template keys, those seen at least ``least`` times."""

    def __init__(self, templates: list[str], sizes: dict[str, weights.Column], least: int = 3):
        self.templates, self.sizes, self.least = templates, sizes, least
        self.keys: list[np.ndarray] = []

    def values(self, columns: weights.Columns, template: str) -> np.ndarray:
        value = np.zeros(len(next(iter(columns.values()))), dtype=np.int64)
        for name in template.split("+"):
            value = value * self.sizes[name].size + columns[name]
        return value

    def fit(self, columns: weights.Columns) -> "Encoder":
        for template in self.templates:
            found, counts = np.unique(self.values(columns, template), return_counts=True)
            self.keys.append(found[counts >= self.least])
        return self

    def matrix(self, columns: weights.Columns) -> sp.csr_matrix:
        rows, cols, offset = [], [], 0
        for template, keys in zip(self.templates, self.keys, strict=True):
            value = self.values(columns, template)
            at = np.minimum(np.searchsorted(keys, value), len(keys) - 1)
            hit = np.flatnonzero(keys[at] == value) if len(keys) else np.array([], dtype=np.int64)
            rows.append(hit)
            cols.append(at[hit] + offset)
            offset += len(keys)
        row, col = np.concatenate(rows), np.concatenate(cols)
        n = len(next(iter(columns.values())))
        return sp.csr_matrix((np.ones(len(row)), (row, col)), shape=(n, offset))

    def rows(self, name: str, fit: LogisticRegression, forms: list[str], least: float = 0.005) -> list[dict]:
        """Return the coefficients as rows of weights.csv."""
        out = [{"model": name, "template": "bias", "key": "", "weight": f"{fit.intercept_[0]:.3f}"}]
        coefficients, offset = fit.coef_[0], 0
        for template, keys in zip(self.templates, self.keys, strict=True):
            names = template.split("+")
            for key, weight in zip(keys, coefficients[offset : offset + len(keys)], strict=True):
                if abs(weight) >= least:
                    values = np.unravel_index(int(key), [self.sizes[n].size for n in names])
                    spelt = weights.spell_key(tuple(map(int, values)), [self.sizes[n].holds for n in names], forms)
                    out.append({"model": name, "template": template, "key": spelt, "weight": f"{weight:.3f}"})
            offset += len(keys)
        return out


def join(parts: list[weights.Columns]) -> weights.Columns:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def logistic(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, l1_ratio=1, solver="liblinear", random_state=0, max_iter=300)


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
        self._edges()
        write(self.folder, self.table_rows, self.out)
        self._reload()
        self._sources()
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
        for side, strength in (("right", 0.5), ("left", 0.5)):
            label = speaks[side][unit]
            self.out += encoder.rows(side, logistic(strength).fit(matrix, label), self.forms)
            for k in range(FOLDS):
                other = logistic(strength).fit(matrix[fold != k], label[fold != k])
                chance = other.predict_proba(matrix[fold == k])[:, 1]
                self.chance[side][unit[fold == k]] = chance
            print(side, len(unit), label.sum(), file=sys.stderr)

    def _edges(self) -> None:
        accepted = np.flatnonzero(np.maximum(*self.chance.values()) >= stretches.LIKELY)
        self.around = edges.survey(self.stream, self.row, self.table.sort, accepted)
        right = [lead for lead in self.leads if lead.right]
        left = [lead for lead in self.leads if lead.left]
        head = lambda leads: [lead.head for lead in leads]  # noqa: E731
        self._edge("right_start", head(right), head(right), [lead.right[0] for lead in right])
        self._edge("right_end", head(right), [lead.right[0] for lead in right], [lead.right[1] for lead in right])
        self._edge("left_end", head(left), head(left), [lead.left[1] for lead in left])
        self._edge("left_start", head(left), [lead.left[1] for lead in left], [lead.left[0] for lead in left])
        side = self._sides()
        before = [lead for lead, where in zip(self.leads, side, strict=True) if where == "before"]
        after = [lead for lead, where in zip(self.leads, side, strict=True) if where == "after"]
        opening = sources.subject_start(self.stream, np.array([lead.head for lead in self.leads])).tolist()
        subject = [lead for lead, at in zip(self.leads, opening, strict=True) if lead.source and lead.source[0] == at]
        self._edge("before_end", head(before), head(before), [lead.source[1] for lead in before])
        self._edge(
            "before_start", head(before), [lead.source[1] for lead in before], [lead.source[0] for lead in before]
        )
        self._edge(
            "subject_end", head(subject), [lead.source[0] for lead in subject], [lead.source[1] for lead in subject]
        )
        self._edge("after_start", head(after), head(after), [lead.source[0] for lead in after])
        self._edge("after_end", head(after), [lead.source[0] for lead in after], [lead.source[1] for lead in after])

    def _reload(self) -> None:
        """Let the package read the tables written so far."""
        weights.DATA = self.folder
        for cached in (weights.cue_table, weights.tables, cues.table, stretches.edge):
            cached.cache_clear()

    def _sources(self) -> None:
        """Fit which of a cue's candidates is its source: the one that ends where the annotated source ends."""
        leads = sorted(self.leads, key=lambda lead: lead.head)
        cue, keep = np.unique([lead.head for lead in leads], return_index=True)
        leads = [leads[i] for i in keep]
        led = np.array([(lead.right is not None) + 2 * (lead.left is not None) for lead in leads])
        end = np.array([lead.source[1] if lead.source else -1 for lead in leads])
        found = sources.find_candidates(self.around, cue, led)
        parts = [sources.candidate_columns(self.around, cue, led, found, side) for side in range(len(sources.SIDES))]
        real = (found.last > found.first).ravel()
        columns = {name: values[real] for name, values in join(parts).items()}
        label = (found.last == end).ravel()[real]
        encoder = Encoder(SOURCE, sources.columns_of(len(self.forms) - 1)).fit(columns)
        self.out += encoder.rows("source", logistic(0.3).fit(encoder.matrix(columns), label), self.forms)
        print("source", len(label), label.sum(), file=sys.stderr)

    def _phrases(self) -> None:
        """Fit which short quoted phrases are someone's words: those mostly inside annotated content."""
        unit = np.flatnonzero(np.maximum(*self.chance.values()) > 0)
        found = cues.Cues(self.row, unit, self.chance["right"][unit], self.chance["left"][unit])
        spoken = stretches.find_stretches(self.around, found)[1]
        columns = phrases.columns(self.stream, self.quotes, found, spoken)
        unit, first, last = phrases.outermost(self.stream, self.quotes)
        words = phrases.word_counts(self.stream, first, last)
        title = phrases.find_titles(self.stream, first, last)
        use = (words <= phrases.SHORT) & ~title & self.use[self.article[unit]]
        columns = {name: values[use] for name, values in columns.items()}
        encoder = Encoder(PHRASE, phrases.columns_of(len(self.forms) - 1)).fit(columns)
        label = attributed(self.corpus, first, last)[use]
        fit = LogisticRegression(C=0.1, solver="liblinear", random_state=0).fit(encoder.matrix(columns), label)
        self.out += encoder.rows("phrase", fit, self.forms, least=0.02)
        print("phrase", len(label), label.sum(), file=sys.stderr)

    def _sides(self) -> list[str]:
        """Fit where the source of a cue stands, and return it for every lead."""
        seen: dict[tuple[int, tuple[int, int]], int] = {}
        side = []
        for lead in sorted(self.leads, key=lambda lead: lead.head):
            key = (int(self.stream.low[lead.head]), lead.source)
            side.append((lead, self._side(lead, lead.source is not None and key in seen)))
            seen[key] = lead.head
        where = {id(lead): found for lead, found in side}
        sides = [where[id(lead)] for lead in self.leads]
        unit = np.array([lead.head for lead in self.leads])
        columns = cues.columns(self.stream, unit, self.row, self.table)
        columns["led"] = np.array([(lead.right is not None) + 2 * (lead.left is not None) for lead in self.leads])
        sizes = sources.side_columns_of(len(self.forms) - 1)
        encoder = Encoder([*AROUND, *LED], sizes).fit(columns)
        matrix = encoder.matrix(columns)
        for name in sources.SIDES:
            label = np.array([where == name for where in sides])
            self.out += encoder.rows(f"source_{name}", logistic(0.3).fit(matrix, label), self.forms)
            print("source", name, label.sum(), file=sys.stderr)
        return sides

    def _side(self, lead: Lead, shared: bool) -> str:
        if lead.source is None:
            return "none"
        if shared:
            return "shared"
        if lead.source[1] > lead.head:
            return "after" if lead.source[0] > lead.head else "none"
        opens = int(sources.subject_start(self.stream, np.array([lead.head]))[0])
        return "far" if lead.source[0] == opens and lead.head - lead.source[1] > FAR_FROM else "before"

    def _edge(self, name: str, cue: list[int], origin: list[int], edge: list[int]) -> None:
        route = edges.ROUTES[name]
        cue, origin, edge = (np.array(x, dtype=np.int64) for x in (cue, origin, edge))
        walk = edges.lay_out(self.stream, origin, cue, route)
        furthest = edges.bound(self.stream, origin, cue, route)[walk.item]
        use = ((walk.gap - edge[walk.item]) * route.way <= 0) & (walk.gap != furthest)
        use &= self.around.breaks[walk.gap] | (not route.breaks)
        kept = edges.Walk(walk.item[use], walk.gap[use], walk.first)
        seen = edges.columns(self.around, kept, origin, cue, route.way)
        encoder = Encoder(GAP, edges.columns_of(len(self.forms) - 1)).fit(seen)
        label = kept.gap == edge[kept.item]
        self.out += encoder.rows(name, logistic(0.25).fit(encoder.matrix(seen), label), self.forms)
        print(name, len(label), label.sum(), file=sys.stderr)


def attributed(corpus: Corpus, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Tell which token ranges lie mostly inside annotated content."""
    inside = np.zeros(len(corpus.tokens), dtype=np.int64)
    for attribution in corpus.attributions:
        for a, b in attribution.content:
            inside[a:b] = 1
    total = np.concatenate(([0], np.cumsum(inside)))
    return (total[last] - total[first]) * 2 > last - first


def write(folder: Path, table: list[dict], model: list[dict]) -> None:
    for name, rows in (("cues.csv", table), ("weights.csv", model)):
        with (folder / name).open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def held_out(corpus: Corpus) -> np.ndarray:
    """Return every fifth article, by a checksum of its name."""
    return np.array([zlib.crc32(name.encode()) % 5 == 0 for name in corpus.articles["article_id"]])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--out", type=Path, default=PACKAGE)
    parser.add_argument("--hold-out", action="store_true")
    options = parser.parse_args()
    corpus = read_corpus(*find_corpora(options.path)[0], split="train")
    use = ~held_out(corpus) if options.hold_out else np.ones(len(corpus.articles), dtype=bool)
    Trainer(corpus, use, options.out).train()


if __name__ == "__main__":
    main()
