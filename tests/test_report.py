"""The report and the methods: what they say, that they are safe, and that they say nothing they do not know."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pandas as pd
import pytest
import yaml
from typer.testing import CliRunner

import framing as fr
from conftest import ARTICLES, CODEBOOK, ROOT, write_study
from framing.cli import app
from framing.errors import InputError
from framing.pipeline import run
from framing.report.page import SCREEN, prose, reference_list, sentence
from framing.report.pdf import BrowserError, print_pdf
from framing.report.recognition import accuracy
from framing.report.references import bibliography, cited, works
from framing.report.statistics import INTERVALS, MEASURES, READABILITY, bounded
from framing.reporting import write_report
from framing.runs import open_run
from framing.study import load_study

NASTY = 'Evil <script>alert(1)</script> & "quoted" قال إن'
TRICKY = "Tricky *outlet* [@evil] & <b>"


class Page(HTMLParser):
    """A page read by a parser: its tags with their attributes, its text, and whether every tag is closed."""

    VOID = frozenset({"meta", "link", "img", "br", "col"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.words, self.open = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).replace("\xa0", " ").split())


def report_of(folder) -> Page:
    """Return the report in a run's folder, read by a parser."""
    page = Page((folder / "reports" / "report.html").read_text(encoding="utf-8"))
    assert page.open == []
    return page


def ran(tmp_path, articles=ARTICLES, codebook=CODEBOOK, study="codebook: codebook.yaml\n") -> fr.Run:
    """Return a run of a small study."""
    file = write_study(tmp_path, articles, codebook, study)
    run(load_study(file), notebooks=False)
    return open_run(file.parent / "processed")


def test_the_report_says_what_the_run_said(sample_folder):
    page, closing = report_of(sample_folder), (sample_folder / "closing.txt").read_text(encoding="utf-8")
    sentences = re.findall(r"^  \d\. (.*)$", closing, re.M)
    assert len(sentences) == 5
    for told in sentences:
        assert " ".join(told.split()) in page.text
    assert "1 article without a date" in page.text


def test_the_report_asks_nobody_and_runs_nothing(sample_folder):
    html = (sample_folder / "reports" / "report.html").read_text(encoding="utf-8")
    page = report_of(sample_folder)
    assert not [tag for tag, _ in page.tags if tag in ("script", "iframe", "object", "embed", "base", "form")]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    for tag, attrs in page.tags:
        for name in ("src", "href", "srcset", "data"):
            assert attrs.get(name, "data:").startswith(("data:", "#")), (tag, attrs[name])
    assert "@import" not in html
    assert "url(" not in html
    assert "default-src 'none'" in html


def test_every_figure_is_in_the_report_with_words(sample):
    page = report_of(sample.folder)
    images = [attrs for tag, attrs in page.tags if tag == "img"]
    assert len(images) == len(sample.manifest["figures"]) > 10
    assert all(len(attrs["alt"]) > 20 for attrs in images)
    captions = [int(number) for number in re.findall(r"Figure (\d+)\. ", page.text)]
    assert captions == list(range(1, len(images) + 1))
    shown = {attrs["id"] for tag, attrs in page.tags if tag == "figure"}
    assert shown == {f"figure-{name}" for name in sample.manifest["figures"]}
    assert SCREEN > 1


def test_anchors_lead_somewhere_and_stand_once(sample_folder):
    page = report_of(sample_folder)
    names = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(names) == len(set(names))
    assert {attrs["href"][1:] for tag, attrs in page.tags if tag == "a"} <= set(names)
    assert {"findings", "corpus", "naming", "differences", "readability", "evidence", "methods"} <= set(names)


def test_tables_of_the_report_are_files_too(sample_folder):
    names = set(re.findall(r"files tables/(\w+)\.\*", report_of(sample_folder).text))
    assert {"corpus", "frames_outlet", "frame_contrasts_group", "readability_outlet"} <= names
    found = {path.name for path in (sample_folder / "tables").iterdir()}
    assert found == {f"{name}.{ending}" for name in names for ending in ("csv", "xlsx", "tex", "html", "docx")}


def test_headings_of_evidence_stay_with_their_lines_on_paper(sample_folder):
    page = (sample_folder / "reports" / "report.html").read_text(encoding="utf-8")
    evidence = page[page.index('id="evidence"') : page.index('id="methods"')]
    assert (
        evidence.count("<h4>")
        == len(re.findall(r'<div class="together"><h4>.*?</h4><table class="kwic">', evidence))
        > 1
    )
    assert evidence.count('<div class="lead"><h3>') >= 1
    paper = page[page.index("@media print") :]
    assert ".lead, .together { break-inside: avoid; }" in paper
    assert re.search(r"h3, h4, \.lead, summary.* \{ break-after: avoid; \}", paper)
    assert not re.search(r"^ +(table )?tbody tr:nth", paper, re.M), (
        "rules for the rows of all tables break the lines apart"
    )


def test_evidence_of_every_finding_by_outlet(sample):
    page = report_of(sample.folder)
    text = page.text[page.text.index("“statehood” in context") :]
    for outlet in sample.manifest["settings"]["outlets"]:
        assert re.search(rf"{outlet} \(\d+( of \d+)?\)", text)
    assert "Two articles on one story" in text
    assert "cosine of tf-idf at least 0.25" in text
    assert sum(tag == "mark" for tag, _ in page.tags) > 5


def test_lines_of_a_finding_are_the_mentions_it_counts(sample):
    """Bare names are no part of a share, and so none of the lines that stand for it."""
    frames = sample.result("frames_outlet").query("measure == 'share'")
    counted = frames.groupby(["referent", "frame"])["n"].sum()
    parts = report_of(sample.folder).text.split(" in context, by outlet (")
    told = [(re.findall(r"“(\w+)” for (\w+) ", before)[-1], int(after.split()[0])) for before, after in pairwise(parts)]
    assert len(told) > 2
    assert [n for _, n in told] == [counted[referent, frame] for (frame, referent), _ in told]


def test_the_same_run_gives_the_same_report(sample):
    """What the run wrote is what the stored run gives when it is asked again."""
    names = [*sample.folder.glob("reports/*"), *sample.folder.glob("tables/*")]
    before = {path: path.read_bytes() for path in names}
    again = write_report(replace(sample, manifest=sample.manifest | {"finished": "at another time"}))
    assert len(before) > 40
    assert {path: path.read_bytes() for path in again} == before


def test_texts_cannot_break_the_page(tmp_path, no_figures):
    text = f"{NASTY}. The breakaway region & the breakaway region. It said </details><style>x</style>.\n\nقال إن\n"
    articles = {f"{TRICKY}/2020-11-25-a.txt": text, "B/2020-11-26-b.txt": text, "B/2020-11-26-c.txt": text + "More."}
    done = ran(tmp_path, {name.replace("/b>", ""): of for name, of in articles.items()})
    page = report_of(done.folder)
    assert not [tag for tag, _ in page.tags if tag == "script"]
    assert sum(tag == "style" for tag, _ in page.tags) <= 2
    assert NASTY in page.text
    assert TRICKY in page.text
    assert "evil" not in cited(fr.methods(done).text)
    assert any(attrs.get("dir") == "auto" for _, attrs in page.tags)


def test_one_outlet_is_said(tmp_path, no_figures):
    done = ran(tmp_path, {name: text for name, text in ARTICLES.items() if name.startswith("North")})
    text = report_of(done.folder).text
    assert "There is one outlet only, North Post: nothing can be compared." in text
    assert "one outlet only, and nothing to compare it with" in text
    assert "There are no two articles on one story" in text
    assert "benjamini1995" not in fr.methods(done).references


def test_no_interval_is_promised_where_none_is_possible(tmp_path, no_figures):
    """One article an outlet, as somebody tries it first: the closing lines and the report say that there is none."""
    alone = {name: text for name, text in ARTICLES.items() if "vote" in name}
    file = write_study(tmp_path, alone, study="codebook: codebook.yaml\n")
    said = "\n".join(run(load_study(file), notebooks=False))
    page = report_of(file.parent / "processed").text
    for text in (said, page[: page.index("Manifest Study")]):
        assert "no intervals: they take 2 articles of an outlet that characterise a referent." in text
        assert "95 %" not in text


def test_a_referent_that_nobody_characterises_stops_nothing(tmp_path):
    book = CODEBOOK.replace("bare: true, ", "").replace("frame: ", "bare: true, frame: ")
    articles = ARTICLES | {"East Sun/2020-11-25-a.txt": "The region is calm.\n"}
    done = ran(tmp_path, articles, book)
    assert any("distances" in line for line in done.manifest["not_drawn"])
    assert "No mention characterises the main referent" in report_of(done.folder).text


def test_no_mention_and_no_date_are_said(tmp_path, no_figures):
    done = ran(tmp_path, {"A/x.txt": "It rained.", "B/y.txt": "It shone."})
    text = report_of(done.folder).text
    assert "No term of the codebook was found: there are no shares" in text
    assert "No article has a date" in text
    assert "no term of the codebook was found. framing check says" in text.lower()


def test_many_articles_of_one_text_are_one_line(tmp_path, no_figures):
    articles = {f"A/2020-11-{10 + n}-x.txt": f"The region {n // 5}.\n" for n in range(19)}
    done = ran(tmp_path, articles | {"B/2020-11-10-y.txt": "The breakaway region.\n"})
    text = report_of(done.folder).text
    assert text.count("Articles with exactly the same text") == 1
    assert text.count(" and 2 more; ") == 3
    assert "1 more group (in manifest.json)" in text


def test_what_was_skipped_is_said(tmp_path, no_figures):
    done = ran(tmp_path, ARTICLES | {f"South Mail/{n}.txt": "\x00\x01" for n in range(15)})
    text = report_of(done.folder).text
    assert text.count("Not read: ") == 13
    assert "3 more, listed in manifest.json" in text
    assert "15 items could not be read" in fr.methods(done).text


def test_methods_cite_exactly_their_references(sample, tmp_path):
    written = fr.methods(sample)
    keys = re.findall(r"^@\w+\{(\w+),$", written.references, re.M)
    assert sorted(keys) == cited(written.text)
    assert len(keys) > 20
    assert {"wilson1927", "monroe2008", "benjamini1995", "flesch1948", "zou2008"} <= set(keys)
    saved = written.save(tmp_path)
    assert [path.name for path in saved] == ["methods.md", "references.bib"]
    assert saved[0].read_text(encoding="utf-8") == written.text == str(written) == written._repr_markdown_()
    assert (sample.folder / "reports" / "methods.md").read_text(encoding="utf-8") == written.text


def test_methods_tell_what_the_figures_of_the_run_show(sample):
    """Residuals, the collocates' log-odds and keyness, whose q spans one outlet's phrases and not the table's."""
    text = fr.methods(sample).text
    assert "residuals [@haberman1973]" in text
    assert re.search(r"Collocates are .*log-odds ratio of standing near .*\[@monroe2008\]; all three", text)
    keyness = sample.result("keyness_outlet").dropna(subset="q")
    spanned = keyness.groupby("outlet")["q"].size()
    assert set(keyness["compared"]) == set(spanned)
    assert len(keyness) > spanned.max()
    assert "in keyness over the phrases of one outlet or group and its reference (comparisons" in text


def test_words_of_the_corpus_are_those_of_the_bodies(sample):
    words = sample.articles["n_words"].sum()
    assert f"({words:,} words without headlines)" in fr.methods(sample).text
    bodies = [len(re.findall(r"\w+", text)) for text in sample.articles["text"]]
    assert abs(sum(bodies) - words) < 0.05 * words


NUMBER = r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)*(?!\w)"


def numbers_in(value) -> set[str]:
    """Return every number in a piece of a manifest as the text writes it; the length of what is counted, too."""
    if isinstance(value, dict):
        return set().union({f"{len(value):,}"}, *map(numbers_in, value.values()))
    if isinstance(value, list):
        return set().union({f"{len(value):,}"}, *map(numbers_in, value))
    if isinstance(value, str):
        return set(re.findall(NUMBER, re.sub("[-_]", " ", value))) | {value}
    return {f"{value:,}"} if isinstance(value, int) else {f"{value:g}", f"{value:.1f}"}


def test_every_number_of_the_methods_is_the_manifests(sample):
    manifest = {key: value for key, value in sample.manifest.items() if key not in ("inputs", "counts", "undated")}
    counts, outlets = sample.manifest["counts"], manifest["corpus"].values()
    known = numbers_in(manifest) | numbers_in(counts["mentions_by_voice"]) | {f"{counts['mentions']:,}"}
    known |= {f"{sum(of[name] for of in outlets):,}" for name in ("articles", "words", "undated")}
    known |= numbers_in(list(manifest["settings"]["events"]))
    endings = [name.rsplit(".", 1)[-1] for name in sample.manifest["inputs"]]
    known |= {str(endings.count(ending)) for ending in set(endings)}
    known |= {f"{manifest['settings']['count']['level'] * 100:g}", str(sum(map(len, manifest["same_text"])))}
    text = fr.methods(sample).text.replace("per 1,000 words", "per words").replace("SHA-256", "")
    told = re.findall(NUMBER, re.sub(r"\[@[^\]]*\]", "", text))
    assert len(told) > 50
    assert set(told) - known == set()


@pytest.mark.parametrize(
    ("study", "told", "not_told"),
    [
        ("count: {voice: [quotation]}\n", "count mentions in quotation, in", "narration and scare"),
        ("count: {misspelt: false}\n", "misspelt mentions were not counted", "misspelt mentions were counted"),
        ("count: {negated: true}\n", "counted, negated ones were.", "negated ones were not"),
        ("count: {parts: [body]}\n", "in body;", "headline and body;"),
        ("count: {level: 0.9}\n", "a level of 90 %", "95 %"),
        ("indirect: broad\n", "Indirect speech was taken broadly", "Indirect speech was taken narrowly"),
        ("keep: [byline]\n", "Left in on purpose: byline", "byline (1)"),
        ("referent: territory\ngroups: {sea: [North Post]}\n", "sea (North Post)", "narration and quotation"),
    ],
)
def test_a_changed_setting_changes_the_methods(tmp_path, no_figures, study, told, not_told):
    plain = fr.methods(ran(tmp_path / "plain")).text
    changed = fr.methods(ran(tmp_path / "changed", study=f"codebook: codebook.yaml\n{study}")).text
    assert told not in plain
    assert told in changed
    assert not_told not in changed


def test_a_formula_without_a_value_is_not_cited(tmp_path, no_figures):
    """No English formula scores Armenian, so that none is told; LIX scores any language."""
    book = CODEBOOK.replace("language: en", "language: hy")
    written = fr.methods(ran(tmp_path, {"A/2020-11-25-x.txt": "Ես տուն եմ գնում այսօր երեկոյան։\n"}, book))
    assert "bjornsson1968" in written.references
    assert "flesch1948" not in written.references
    assert "the codebook's language is hy" in written.text


def test_that_codes_were_not_validated_is_said_with_what_would_do(sample):
    assert "The codes were not validated: no coder" in fr.methods(sample).text
    assert "coded by two people" in fr.methods(sample).text
    assert "not validated by coders" in report_of(sample.folder).text


def test_the_accuracy_of_voices_is_the_documented_one_in_the_setting_used(sample, tmp_path, no_figures):
    """The methods' numbers are the manifest's, the manifest's those of docs/voices.md."""
    rows = (ROOT / "docs" / "voices.md").read_text(encoding="utf-8").replace("**", "").splitlines()
    columns = [[cell.strip() for cell in row[1:-1].split("|")] for row in rows if row.startswith("| ")]
    found = {cells[0]: dict(zip(("broad", "strict"), cells[1:3], strict=True)) for cells in columns if len(cells) == 5}
    names = {
        "precision": "precision", "recall": "recall", "recall_with_a_mark": "recall where a mark stands in the content",
        "recall_of_indirect_speech": "recall of indirect speech",
        "speaker": "speaker: last word of the source, passages matched to 0.5",
    }  # fmt: skip
    told = (ROOT / "docs" / "voices.md").read_text(encoding="utf-8")
    for setting in ("strict", "broad"):
        given = accuracy(setting)
        assert {name: f"{given[name]:.1f}" for name in names} == {n: found[row][setting] for n, row in names.items()}
        assert f"on {given['fitted_on']} US news articles" in told
        assert f"on the {given['measured_on']} articles of {given['corpus']}" in told
    assert sample.manifest["voices"] == accuracy("strict")
    broad = fr.methods(ran(tmp_path, study="codebook: codebook.yaml\nindirect: broad\n"))
    for one, written in (("strict", fr.methods(sample)), ("broad", broad)):
        assert f"{accuracy(one)['recall_of_indirect_speech']:.1f} % in indirect speech" in written.text
        assert "the PolNeAR corpus [@newell2018]" in written.text


def test_the_software_is_cited_as_its_citation_file_says(sample):
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    entry = works()["framing"].at(sample.manifest["framing"])
    assert (entry.plain("author"), entry.plain("title")) == (cff["authors"][0]["name"], cff["title"])
    assert entry.fields["version"] == cff["version"] == fr.__version__
    assert entry.bibtex in fr.methods(sample).references
    assert f"Version {cff['version']}" in reference_list("[@framing]", {"framing": cff["version"]})


def test_packages_are_cited_only_where_they_were_used(sample, tmp_path, no_figures):
    text, plain = fr.methods(sample).text, fr.methods(ran(tmp_path))
    for name in ("numpy", "pandas", "scipy", "pyarrow"):
        assert re.search(rf"{name} [\d.]+ \[@\w+\]", plain.text)
    for name in ("matplotlib", "trafilatura"):
        assert re.search(rf"{name} [\d.]+ \[@\w+\]", text)
        assert name not in plain.text
    assert not re.search("textstat|scikit-learn", text + plain.text)
    assert f"version = {{{sample.manifest['packages']['pyarrow']}}}" in fr.methods(sample).references
    as_textstat = pd.DataFrame({"measure": ["linsear_write_formula"], "estimate": [7.0]})
    assert re.search(r"textstat [\d.]+ \[@textstat\]", fr.methods(sample, as_textstat).text)
    told = pd.DataFrame({"measure": ["balanced accuracy"], "estimate": [0.7]})
    assert "[@pedregosa2011]" in fr.methods(sample, told).text


def test_p_of_a_distance_is_told_apart_from_p_of_a_contrast(sample):
    text = fr.methods(sample).text
    assert "p of a contrast is the error" in text
    assert f"dealt anew {fr.Draws().permutations} times" in text
    assert "average linkage [@sokal1958]" in text
    without = {k: of for k, of in sample.manifest["results"].items() if not k.startswith("distances")}
    plain = fr.methods(sample.manifest | {"results": without}).text
    assert "dealt anew" not in plain
    assert "sokal1958" not in plain


def test_variety_of_words_is_told_with_its_windows(sample):
    assert "MATTR [@covington2010], over windows of 50 and 100 words" in fr.methods(sample).text


def test_methods_of_results_of_ones_own(sample):
    table = fr.scaling(sample.mentions, sample.articles, sample.codebook, draws=fr.Draws(draws=20))
    plain, more = fr.methods(sample), fr.methods(sample, table)
    assert "slapin2008" in more.references
    assert "slapin2008" not in plain.references
    assert fr.methods(sample.manifest).text == plain.text


def test_methods_of_an_earlier_version_say_what_would_do(sample):
    with pytest.raises(InputError, match="framing run"):
        fr.methods({key: value for key, value in sample.manifest.items() if key != "corpus"})


def test_every_work_is_cited_somewhere_and_complete():
    said = " ".join([*MEASURES.values(), *INTERVALS.values(), *bounded(["MOVER from Wilson"], ["share ratio (log2)"])])
    source = "".join(path.read_text("utf-8") for path in sorted(_package().glob("*.py")))
    for work in works().values():
        assert work.key in said or re.search(rf"['\"]{work.key}['\"]", source), work.key
        assert {"author", "title"} <= set(work.fields)
        assert work.key.endswith(work.fields["year"]) if work.kind != "software" else work.year == "n.d."
        assert work.year in work.listed
        assert work.plain("title").rstrip("?") in work.listed
        assert not set("{}\\") & set(work.listed)
        assert re.fullmatch(r"10\.\d{4,9}/\S+", work.fields.get("doi", "10.1000/x"))
    assert list(works()) == re.findall(
        r"^@\w+\{(\w+),", (_package() / "data" / "references.bib").read_text("utf-8"), re.M
    )


def _package():
    from framing.report import methods as function

    return __import__("pathlib").Path(function.__code__.co_filename).parent


def test_every_readability_measure_of_a_source_is_cited():
    from framing.readability.measures import FORMULAS
    from framing.report.references import works as known

    assert set(READABILITY) <= set(FORMULAS)
    assert {key for _, key in READABILITY.values()} <= set(known())


def test_citations_become_links_to_the_list():
    text = "**Statistics.** Wilson's [@wilson1927] and MOVER [@zou2008; @donner2012] \\*here\\* & <b>."
    html, listed = prose(text), reference_list(text)
    assert '(<a href="#ref-wilson1927">Wilson 1927</a>)' in html
    assert '<a href="#ref-zou2008">Zou &amp; Donner 2008</a>; <a' in html
    assert "<b>Statistics.</b>" in html
    assert "*here* &amp; &lt;b&gt;" in html
    assert re.findall(r'id="ref-(\w+)"', listed) == ["donner2012", "wilson1927", "zou2008"]
    assert bibliography(["zou2008"]).startswith("@article{zou2008,\n")


def test_sentences_keep_their_numbers_together():
    assert (
        sentence("55 % (q = 1.2e-05) <x>") == '55&nbsp;% (q&nbsp;=&nbsp;<span class="whole">1.2e-05</span>) &lt;x&gt;'
    )


def test_the_manifest_says_what_the_corpus_and_the_results_are(sample):
    manifest = json.loads((sample.folder / "manifest.json").read_text(encoding="utf-8"))
    days = sample.articles.groupby("outlet")["date"].max().dt.strftime("%Y-%m-%d")
    assert {name: of["last"] for name, of in manifest["corpus"].items()} == days.to_dict()
    words = sample.articles.groupby("outlet")["n_words"].sum()
    assert {name: of["words"] for name, of in manifest["corpus"].items()} == words.to_dict()
    contrasts = sample.result("contrasts_outlet")
    assert manifest["results"]["contrasts_outlet"]["tested"] == int(contrasts["p"].notna().sum())
    assert manifest["codebook"]["labels"] == len(sample.codebook.labels())


def test_the_report_can_be_written_again_and_says_when_there_is_no_browser(tmp_path, no_figures, monkeypatch):
    done = ran(tmp_path)
    before = (done.folder / "reports" / "report.html").read_bytes()
    (done.folder / "reports" / "report.html").unlink()
    monkeypatch.setattr("framing.report.pdf.find_browser", lambda: None)
    said = CliRunner().invoke(app, ["report", "--in", str(done.folder), "--pdf"])
    assert said.exit_code == 0, said.output
    assert "No PDF: there is no Chromium" in said.output
    assert (done.folder / "reports" / "report.html").read_bytes() == before
    assert not (done.folder / "reports" / "report.pdf").exists()


def test_an_older_pdf_does_not_stay_beside_a_newer_report(tmp_path, no_figures):
    folder = ran(tmp_path).folder
    page, printed = folder / "reports" / "report.html", folder / "reports" / "report.pdf"
    printed.write_bytes(b"%PDF-")
    said = CliRunner().invoke(app, ["report", "--in", str(folder)])
    assert (said.exit_code, printed.exists(), "removed" in said.output) == (0, True, False), "the same report"
    page.write_text("an earlier report", encoding="utf-8")
    said = CliRunner().invoke(app, ["report", "--in", str(folder)])
    assert (said.exit_code, printed.exists()) == (0, False)
    assert f"{printed}: removed, it was of an earlier report" in said.output


def test_a_browser_that_prints_nothing_is_one_line(tmp_path):
    with pytest.raises(BrowserError, match=r"report\.pdf"):
        print_pdf(tmp_path / "report.html", tmp_path / "report.pdf", "/bin/true")
    with pytest.raises(BrowserError, match="did not print"):
        print_pdf(tmp_path / "report.html", tmp_path / "report.pdf", "/bin/false")
    assert not (tmp_path / "report.pdf").exists()
