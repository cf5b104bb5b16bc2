"""Every example in docs/codebook.md is run: what is bold there is found, and nothing else."""

import re
from pathlib import Path

import pytest
import yaml

from framing import schema
from framing.codebook import load_codebook
from framing.tag import Tagger
from framing.text import article_texts, read_words
from test_tag import articles_of, codebook_of, passage, tag

TEXT = (Path(__file__).parents[1] / "docs" / "codebook.md").read_text(encoding="utf-8")
CLASSES = {"land": ["region", "territory", "enclave", "republic"]}


def rows_under(*headings):
    """Return the cells of the tables under these headings, without their head."""
    rows = []
    for heading in headings:
        part = re.search(rf"^## {heading}$(.*?)(?=^## |\Z)", TEXT, re.S | re.M).group(1)
        lines = [line for line in part.splitlines() if line.startswith("|")][2:]
        rows += [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return rows


def term_of(cell):
    text = cell.strip("`")
    return yaml.safe_load(text) if text.startswith("{") else text


def expected(marked):
    return re.findall(r"\*\*(.*?)\*\*", marked), marked.replace("**", "")


@pytest.mark.parametrize(("term", "marked"), rows_under("Patterns", "Conditions", "Misspellings"))
def test_examples(term, marked):
    surfaces, text = expected(marked)
    scare = re.search("“.*?”", text)
    passages = schema.rows("passages", [passage(text, scare.group(), "scare")] if scare else [])
    assert tag(codebook_of(term_of(term), classes=CLASSES), text, passages=passages)["surface"].tolist() == surfaces


@pytest.mark.parametrize(("language", "term", "marked"), rows_under("Other languages"))
def test_examples_in_other_languages(language, term, marked):
    surfaces, text = expected(marked)
    assert tag(codebook_of(term_of(term), language=language.strip("`")), text)["surface"].tolist() == surfaces


@pytest.mark.parametrize(("term", "distant", "negated"), rows_under("Distance and negation"))
def test_examples_of_distance_and_negation(term, distant, negated):
    found = tag(codebook_of(term_of(term)), distant, negated)
    assert found[["distance", "negated"]].to_numpy().tolist() == [[True, False], [False, True]]


@pytest.mark.parametrize(("term", "denied", "used"), rows_under("Denied or used"))
def test_examples_of_names_denied_and_used(term, denied, used):
    assert tag(codebook_of(term_of(term)), denied, used)["negated"].tolist() == [True, False]


def test_the_file_shown_is_a_codebook(tmp_path):
    path = tmp_path / "codebook.yaml"
    path.write_text(re.search("```yaml\n(.*?)```", TEXT, re.S).group(1), encoding="utf-8")
    articles = articles_of("The so-called republic, a breakaway region.")
    found = Tagger(load_codebook(path)).tag(articles, read_words(article_texts(articles)), schema.empty("passages"))
    assert found["label"].tolist() == ["so-called republic", "breakaway region"]
