"""The sample codebook knows the English names that real outlets used in autumn 2020, read off forty articles."""

import pandas as pd
import pytest

import framing as fr
from conftest import ROOT
from framing import schema

# naming | referent | label: what was seen in narration or in quoted words, each put into one plain sentence.
SEEN = """
Artsakh | territory | Artsakh
Nagorno Karabakh Republic | territory | Nagorno-Karabakh Republic
Republics of Artsakh | territory | Republic of Artsakh
people of Nagorno Karabakh | population | people of Artsakh
Nagorno Karabakh | territory | Nagorno-Karabakh
Nagorno-Karabakh | territory | Nagorno-Karabakh
Stepanakert | main town | Stepanakert
Artsakh President | authorities | government of Artsakh
Artsakh lands | districts | Artsakh lands
handover of Artsakh lands | districts | Artsakh lands
Karvachar | place names | Armenian place names
Martakert | place names | Armenian place names
Artsakh capital Stepanakert | main town | capital
Karabakh | territory | Karabakh
Independent Artsakh Republic | territory | independent republic
Republic of Artsakh | territory | Republic of Artsakh
attacked Nagorno-Karabakh | 2020 war | Azerbaijani aggression
Shushi | place names | Armenian place names
Kelbajar | place names | Azerbaijani place names
Agdam | place names | Azerbaijani place names
Nagorno-Karabakh Republic | territory | Nagorno-Karabakh Republic
Nagorno-Karabakh Republic", illegally created | territory | Nagorno-Karabakh Republic
so-called 'Nagorno-Karabakh Republic' | territory | so-called republic
illegal regime | authorities | regime
biased resolution | resolution | biased
as an independent state | territory | independent republic
so-called Nagorno-Karabakh Republic | territory | so-called republic
internationally recognized territory of Azerbaijan | territory | part of Azerbaijan
liberated | transfer | liberated
Armenian occupation | territory | occupation
Shusha | place names | Azerbaijani place names
Khankendi | main town | Khankendi
Gubadli | place names | Azerbaijani place names
Azerbaijan's Nagorno-Karabakh breakaway region | territory | breakaway region
occupied territories of Azerbaijan | territory | occupied territories
liberated from occupation | territory | occupation
occupied by Armenian forces | territory | occupied
Zangilan | place names | Azerbaijani place names
Azerbaijani territory | territory | region of Azerbaijan
republic | territory | independent republic
biased and provocative | resolution | provocation
region internationally recognised as part of Azerbaijan | territory | part of Azerbaijan
independent Republic | territory | independent republic
liberating vast swathes | transfer | liberated
Upper Karabakh | territory | Upper Karabakh
Nagorno-Karabakh region | territory | Nagorno-Karabakh region
occupying forces | forces | occupying forces
Zengilan | place names | Azerbaijani place names
disputed region | territory | disputed region
captured | transfer | captured
highland region | territory | highland region
disputed territory | territory | disputed region
enclave | territory | the enclave
Nagorno-Karabakh conflict | 1990s war | Karabakh conflict
Azerbaijan lost control of | territory | out of Baku's control
unrecognized republic of Nagorno-Karabakh | territory | unrecognised republic
tried to return the region by force | transfer | returned
breakaway region | territory | breakaway region
ethnic Armenian enclave of Azerbaijan | territory | ethnic Armenian enclave
Armenian separatists | forces | separatists
separatist authorities | authorities | separatist authorities
separatist region | territory | separatist region
historically an ethnic Armenian region | territory | ethnic Armenian enclave
Artsakh Republic | territory | Republic of Artsakh
occupied Azerbaijani lands | territory | occupied territories
liberation from the Azerbaijani presence | 1990s war | liberation struggle
liberating | transfer | liberated
independent republic | territory | independent republic
integral part of Azerbaijan | territory | part of Azerbaijan
majority ethnic Armenian | territory | ethnic Armenian enclave
Stepanakert, the capital of Nagorno-Karabakh | main town | capital
taken a critical town | transfer | captured
leader of the Nagorno-Karabakh region | authorities | Karabakh leadership
retaken | transfer | regained
separatists in Nagorno-Karabakh | territory | Nagorno-Karabakh
wild enemy | forces | wild enemy
captured the territory | transfer | captured
Aghdam | place names | Azerbaijani place names
Wild enemy | forces | wild enemy
disputed Nagorno-Karabakh region | territory | disputed region
STEPANAKERT, Azerbaijan | main town | Azerbaijani town
reclaimed | transfer | regained
Kalbajar | place names | Azerbaijani place names
Karvatchar | place names | Armenian place names
ethnic Armenian forces backed by Armenia | forces | ethnic Armenian forces
regain control | transfer | regained
"""

# Words that name a referent only in company: whole sentences.
IN_COMPANY = """
In 1991 Armenian forces occupied Nagorno-Karabakh. | territory | occupied
Kalbajar was handed over to Azerbaijan. | transfer | handed over
Troops set out to free the Karabakh villages. | transfer | liberated
Baku called the French resolution a provocation. | resolution | provocation
He called the resolution of the French Senate a dirty political campaign. | resolution | provocation
They welcomed a historic resolution of the French Senate. | resolution | historic
Armenia is losing control of the district of Lachin. | transfer | lost
Ankara called the French vote absurd and biased. | resolution | biased
The agreement on Karabakh is not a victory. | agreement | victory
Armenia lost the district of Aghdam. | transfer | lost
Armenia ceded the district of Aghdam. | transfer | ceded
Azerbaijan will recover the district of Aghdam. | transfer | regained
Armenia handed back the district of Kalbajar. | transfer | returned
The Kalbajar district was transferred to Azerbaijan. | transfer | handed over
"""


def rows(block: str) -> list[list[str]]:
    return [line.split(" | ") for line in block.strip().splitlines()]


def tagged(texts: list[str]) -> pd.DataFrame:
    """Return the mentions in these texts, with the number of the text each is in."""
    ids = [f"{i:03d}" for i in range(len(texts))]
    facts = {
        "outlet": "A",
        "source_file": "a.txt",
        "raw_sha256": "0",
        "n_characters": 1,
        "n_words": 1,
        "n_sentences": 1,
    }
    articles = pd.DataFrame({"article_id": ids, "source_item": ids, "text": texts}).assign(**facts)
    columns = [column.name for column in schema.TABLES["articles"].columns]
    codebook = fr.load_codebook(ROOT / "data" / "codebooks" / "nagorno-karabakh.yaml")
    mentions = fr.tag(schema.check(articles.reindex(columns=columns), "articles"), codebook)
    return mentions.assign(text=mentions["article_id"].astype(int))


@pytest.fixture(scope="module")
def seen() -> pd.DataFrame:
    return tagged([f"They wrote of {naming} in Nagorno-Karabakh." for naming, _, _ in rows(SEEN)])


@pytest.fixture(scope="module")
def in_company() -> pd.DataFrame:
    return tagged([sentence for sentence, _, _ in rows(IN_COMPANY)])


@pytest.mark.parametrize(
    ("i", "row"), list(enumerate(rows(SEEN))), ids=lambda value: value[0] if isinstance(value, list) else ""
)
def test_a_name_that_was_seen_is_known(seen, i, row):
    naming, referent, label = row
    found = seen[(seen["text"] == i) & (seen["start"] < len("They wrote of ") + len(naming))]
    assert (referent, label) in set(zip(found["referent"], found["label"], strict=True))


@pytest.mark.parametrize(
    ("i", "row"), list(enumerate(rows(IN_COMPANY))), ids=lambda value: value[0] if isinstance(value, list) else ""
)
def test_a_name_in_company_is_known(in_company, i, row):
    found = in_company[in_company["text"] == i]
    assert (row[1], row[2]) in set(zip(found["referent"], found["label"], strict=True))


def test_the_same_words_about_something_else_are_not_tagged():
    found = tagged(["The occupation of teacher is free to all; she lost her keys and returned a library book."])
    assert found["label"].tolist() == []
