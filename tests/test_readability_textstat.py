"""textstat beside us: its numbers to the last digit, and textstat itself without a network."""

import os
import random
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from framing.errors import ChoiceError, FramingError
from framing.readability import readability, use_textstat_offline
from framing.readability.textstat_counts import TextCounts
from framing.readability.textstat_scores import MEASURES

ORDINARY = (
    "the army government said parliament Azerbaijan territory of and to in resolution rejected negotiators it was a "
    "Nobody separatist town independence Thursday leaders international fighting ceasefire we they ministry's don't I"
).split()
ODD = (
    "U.S. 3.5 2,000 1990s don’t 'tis it's IT'S rock'n'roll ''ve they'll -- — ... ! ?! (see self-proclaimed “quoted” "
    "a.m. http://www.example.org/a-b?c=d @name #tag hmm Mr. e.g. İstanbul ẞ ΟΔΟΣ ünïcödé ﬁnally 𝒳y x² ½ _ __init__ "
    "\x00 \x1c o'c well-to-do naïve 👍 '(s ' '' 'S Ⅷ ٣ 谈判 s't ’s"
).split(" ")
ENDS = [". ", "! ", "? ", ".\n\n", '." ', ".", " ", "...", "\n", ".’ ", "\u2028", "\u00a0"]


def random_text(rng: random.Random) -> str:
    sentences = rng.choice([0, 1, 2, 4, 9])
    odd = rng.choice([0, 0.1, 0.5])
    words = (
        [rng.choice(ODD if rng.random() < odd else ORDINARY) for _ in range(rng.randrange(30))]
        for _ in range(sentences)
    )
    return "".join(" ".join(sentence) + rng.choice(ENDS) for sentence in words)


@pytest.fixture(scope="module")
def textstat(tmp_path_factory):
    import nltk

    use_textstat_offline(tmp_path_factory.mktemp("nltk"))
    import textstat

    yield textstat
    nltk.data.path.pop(0)


def test_every_measure_is_textstats_on_four_hundred_random_texts(textstat):
    rng = random.Random(11)
    texts = ["", " ", ".", "a", "'", "Go!", "\n", *(random_text(rng) for _ in range(400))]
    counts = TextCounts(texts)
    for name, function in MEASURES.items():
        given = {"float_output": True} if name == "text_standard" else {}
        theirs = [getattr(textstat, name)(text, **given) for text in texts]
        assert function(counts) == pytest.approx(np.array(theirs, dtype=float), abs=1e-9), name


def articles_of(*texts: str, language: str = "en") -> pd.DataFrame:
    ids = [f"a{number}" for number in range(len(texts))]
    return pd.DataFrame({"article_id": ids, "title": "Talks fail", "text": list(texts), "language": language})


def test_the_table_holds_textstats_numbers_for_headlines_bodies_and_voices(textstat):
    text = 'He said: "We will never leave this land." The army of the U.S. moved at 3.5 miles an hour to the town.'
    start = text.index('"We')
    passages = pd.DataFrame(
        {"article_id": ["a0"], "part": "body", "start": start, "end": start + 32, "voice": "quotation"}
    )
    table = readability(articles_of(text), passages=passages, definitions="textstat")
    value = table.set_index(["part", "voice", "measure"])["value"]
    spoken = {"all": text, "quotation": text[: start + 32], "narration": text[start + 33 :]}
    for voice, said in spoken.items():
        assert value["body", voice, "gunning_fog"] == pytest.approx(textstat.gunning_fog(said), abs=1e-9)
    assert value["headline", "all", "lix"] == pytest.approx(textstat.lix("Talks fail"), abs=1e-9)
    assert table["n_sentences"].tolist()[10] == textstat.sentence_count(text) == 4


def test_an_empty_text_scores_zero_as_in_textstat_and_says_so():
    table = readability(articles_of(""), definitions="textstat", measures=["flesch_reading_ease"])
    assert (table["value"].iloc[1], table["notes"].iloc[1]) == (0.0, "textstat scores an empty text 0.0")
    assert table["notes"].iloc[0] == ""


def test_other_languages_are_na_under_textstats_definitions():
    table = readability(articles_of("Die Armee ging.", language="de"), definitions="textstat")
    assert table["value"].isna().all() and (table["n_syllables"] == 0).all()
    assert set(table["notes"]) == {"textstat's definitions are for English, not 'de'"}


def test_a_measure_textstat_does_not_have_is_refused():
    with pytest.raises(
        ChoiceError, match=r"measure: 'forcast' is not one of: automated_readability_index, .*text_standard"
    ):
        readability(articles_of("A text."), definitions="textstat", measures=["forcast"])


NEW_USER = """
import socket
def refuse(*_): raise OSError("no network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from framing.readability import use_textstat_offline
use_textstat_offline()
import textstat
print(textstat.flesch_reading_ease("The ministry rejected the motion on Thursday."))
"""


def test_textstat_works_for_a_new_user_without_a_network(tmp_path):
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", NEW_USER], env=environment, capture_output=True, text=True, check=True)
    assert float(done.stdout) == pytest.approx(42.61571428571432)
    assert list(tmp_path.rglob("cmudict"))[-1].is_file()


def test_the_dictionary_is_laid_out_once_whole_and_readable_by_all(tmp_path, monkeypatch):
    import nltk

    monkeypatch.setattr(nltk.data, "path", [])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    home = use_textstat_offline()
    laid = home / "corpora" / "cmudict" / "cmudict"
    written = laid.stat()
    assert stat.S_IMODE(written.st_mode) == 0o644 and nltk.data.path == [str(home)]
    assert use_textstat_offline() == home and nltk.data.path == [str(home)]
    assert laid.stat().st_mtime_ns == written.st_mtime_ns and [path.name for path in laid.parent.iterdir()] == [
        "cmudict"
    ]
    lines = laid.read_text(encoding="ascii").splitlines()
    assert len(lines) == 135_166 and "aalborg 2 AA1 L B AO0 R G" in lines and not any("#" in line for line in lines)


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    file = Path(tmp_path, "file")
    file.write_text("")
    with pytest.raises(FramingError, match=r"cannot write CMU's dictionary to .*file.*; pass folder="):
        use_textstat_offline(file)
