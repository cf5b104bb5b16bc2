"""What is kept when a codebook goes to another program and back."""

import yaml

from framing.codebook import export_codebook, import_codebook, load_codebook

TEXT = """\
codebook: c
version: "1"
language: en
classes:
  which: [{which}]
  land: [region, territory]
referents:
  place:
    labels:
      Shire: {{bare: true, terms: [Shire]}}
      breakaway: {{frame: far, terms: ["breakaway [<which>] [<which>] <land>"]}}
"""


def codebook_of(tmp_path, many):
    path = tmp_path / "c.yaml"
    path.write_text(TEXT.format(which=", ".join(f"w{number}" for number in range(many))), encoding="utf-8")
    return load_codebook(path)


def test_bare_labels_are_bare_after_csv_and_back(tmp_path):
    (tmp_path / "out.csv").write_text(export_codebook(codebook_of(tmp_path, 2), "csv")[0], encoding="utf-8")
    (tmp_path / "back.yaml").write_text(import_codebook(tmp_path / "out.csv")[0], encoding="utf-8")
    labels = load_codebook(tmp_path / "back.yaml").labels().set_index("label")
    assert labels["bare"].to_dict() == {"Shire": True, "breakaway": False}


def test_a_term_of_too_many_phrases_keeps_its_shortest(tmp_path):
    text, remarks = export_codebook(codebook_of(tmp_path, 60), "quanteda")
    phrases = yaml.safe_load(text)["place"]["breakaway"]
    assert {"breakaway region", "breakaway territory", "breakaway w7 region"} <= set(phrases)
    assert len(phrases) == 2 + 60 * 2
    told = next(remark for remark in remarks if "longest forms" in remark)
    assert "as 122 of 7,322 phrases" in told


def test_a_term_of_few_phrases_is_whole(tmp_path):
    text, remarks = export_codebook(codebook_of(tmp_path, 2), "quanteda")
    assert "breakaway w0 w1 region" in yaml.safe_load(text)["place"]["breakaway"]
    assert not any("longest forms" in remark for remark in remarks)
