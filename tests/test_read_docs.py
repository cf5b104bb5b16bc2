"""What docs/input.md says is what happens."""

import re
from pathlib import Path

import yaml

from framing.clean import KEEPABLE, clean
from framing.read import READERS
from test_read_folder import read_files

DOC = (Path(__file__).resolve().parents[1] / "docs" / "input.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"`data/raw/([^`\n]+)`[^\n]*:\n\n```\w+\n(.*?)```", DOC, re.S))
PROBLEMS = re.search(r"```text\n(Daily Example/cut.txt.*?)```", DOC, re.S).group(1).splitlines()


def test_the_examples_are_read_as_the_page_says(tmp_path):
    assert len(EXAMPLES) == 4
    reading, problems = read_files(tmp_path, EXAMPLES)
    assert problems == []
    articles, removed = clean(reading.raw, reading.removed)
    columns = ["outlet", "title", "byline"]
    assert articles[columns].fillna("").values.tolist() == [
        ["Daily Example", "Senate votes on the region", "Ann Lee"],
        ["Evening Example", "Senate votes", "Bob Roe"],
        ["Daily Example", "Reactions", "Ann Lee"],
        ["Evening Example", "", ""],
    ]
    days = articles["date"].dt.strftime("%Y-%m-%d").fillna("")
    assert days.tolist() == ["2020-11-25", "2020-11-25", "2020-11-26", ""]
    assert articles["text"].tolist()[:2] == [
        "The senate voted on Wednesday.",
        "The vote on the breakaway region was taken late on Wednesday evening.",
    ]
    assert {"byline", "dateline", "footer", "furniture", "headline"} <= set(removed["reason"])


def test_the_problems_read_as_the_page_says(tmp_path):
    files = {
        "Daily Example/cut.txt": "“Rain,” he said, and —".encode()[:-2],
        "Daily Example/empty.txt": "",
        "Daily Example/scan.pdf": b"%PDF",
        "export.csv": "outlet,date,title,text\nBBC,,,Rain\nBBC,03/04/2020,,Rain\nBBC,,Rain\n",
        "metadata.csv": "path,title\nDaily Example/gone.txt,Gone\n",
        "stray.txt": "Rain fell.",
    }
    reading, problems = read_files(tmp_path, files)
    assert problems == PROBLEMS
    assert len(reading.raw) == 1


def test_every_ending_and_every_reason_is_on_the_page():
    assert all(f"`{ending}`" in DOC for ending in READERS)
    assert all(f"`{reason}`" in DOC for reason in KEEPABLE)
    kept = yaml.safe_load(re.search(r"```yaml\n(.*?)```", DOC, re.S).group(1))
    assert set(kept["keep"]) <= set(KEEPABLE)
