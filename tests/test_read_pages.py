"""Saved pages: the text a reader sees, with everything around the article marked, however bad the page."""

import pytest
import trafilatura
from lxml import html

from framing.clean import clean
from framing.read import page as page_module
from framing.read.blocks import text_blocks
from framing.read.item import UnreadableError
from framing.read.page import read_page
from framing.read.pagefacts import page_facts
from test_read_folder import read_files

LONG = "The vote on the breakaway region was taken late on Wednesday evening, after hours of debate."
LAST = "Nobody in the chamber was willing to say what would follow from the vote, or for whom it would follow."


def page(body=f"<p>{LONG}</p><p>{LAST}</p>", head="", around="{}"):
    return f"<html lang='en-GB'><head>{head}</head><body>{around.format(f'<article>{body}</article>')}</body></html>"


def text_and_cut(source):
    """Return the article's text and the pieces marked in it by reason."""
    (item,) = read_page(source.encode())
    cut = {}
    for start, end, reason in item.furniture:
        cut.setdefault(reason, []).append(item.text[start:end])
    return item, cut


def kept(source, folder):
    """Return the cleaned text of a page."""
    reading, problems = read_files(folder, {"B/a.html": source})
    assert problems == []
    return clean(reading.raw, reading.removed)[0].loc[0, "text"]


def test_menus_and_footers_are_furniture_and_the_headline_is_named():
    around = "<header><a href='/'>Home</a></header><nav><ul><li><a href='/p'>Politics</a></li></ul></nav>{}"
    item, cut = text_and_cut(page(f"<h1>Senate votes</h1><p>{LONG}</p><p>{LAST}</p>", around=around))
    assert cut == {"furniture": ["Home", "Politics"], "headline": ["Senate votes"]}
    assert item.text == "\n\n".join(["Home", "Politics", "Senate votes", LONG, LAST])
    assert item.facts == {"title": "Senate votes", "language": "en"}


def test_no_prose_is_lost(tmp_path):
    pieces = {
        "<p>{}</p>": ["Yes."],
        "<p>{}<br>{}<br/>{}</p>": ["Short one.", "Second short.", "By the road."],
        "<h2>{}</h2>": ["What follows"],
        "<ul><li>{}</li><li>{}</li></ul>": ["First point", "Second point"],
        "<blockquote><p>{}</p></blockquote>": ["“It is over,” he said."],
        "<table><tr><td>{}</td><td>{}</td></tr></table>": ["In favour 305", "Against 1"],
        "<p>{}</p><!-- no comment -->": ["“Artsakh” – the name – isn’t new & not old."],
    }
    body = "".join(form.format(*map(html_escape, texts)) for form, texts in pieces.items())
    text = kept(page(f"<p>{LONG}</p>{body}<p>{LAST}</p>"), tmp_path)
    assert text.split("\n\n") == [LONG, *(piece for texts in pieces.values() for piece in texts), LAST]


def html_escape(text):
    return text.replace("&", "&amp;").replace("’", "&rsquo;")


def test_what_a_browser_does_not_show_is_not_there():
    hidden = (
        "<script>var a = 1;</script><style>p {}</style><p hidden>Hidden one</p><p style='display: none'>Hidden two</p>"
        "<noscript>Hidden three</noscript><!-- Hidden four --><button>Share</button><template>Hidden five</template>"
    )
    assert text_blocks(html.document_fromstring(page(hidden + f"<p>{LONG}</p>"))) == [LONG]


def test_white_space_folds_and_words_stay_apart():
    blocks = text_blocks(html.document_fromstring("<div>a\n  <b>b</b>c<p>d&nbsp;e</p>f<br>g<span>h</span> i</div>"))
    assert blocks == ["a bc", "d e", "f", "gh i"]


@pytest.mark.parametrize("depth", [300, 1500])
def test_deep_pages_are_read(depth):
    (item,) = read_page(page(f"<p>{LONG}</p>{'<div>' * depth}{LAST}{'</div>' * depth}").encode())
    assert item.text == f"{LONG}\n\n{LAST}"


@pytest.mark.parametrize("tag", ["div", "span", "b", "table"])
def test_pages_too_deep_for_the_parser_are_refused_not_cut_short(tag):
    with pytest.raises(UnreadableError, match="too large or too deep"):
        read_page(page(f"<{tag}>" * 50_000 + LONG).encode())


def test_walking_a_tree_does_not_recurse():
    tree = html.Element("div")
    inner = tree
    for _ in range(5_000):
        inner = html.etree.SubElement(inner, "div")
    inner.text = "deep"
    assert text_blocks(tree) == ["deep"]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("", "not an HTML page (Document is empty)"),
        ("   \n", "not an HTML page (Document is empty)"),
        ("<html></html>", "the page shows no text; save it again once it has loaded, or its text as .txt"),
        (
            "<script>var a = 1;</script>",
            "the page shows no text; save it again once it has loaded, or its text as .txt",
        ),
        (
            "<html><frameset><frame src='a.html'><noframes>Old</noframes></frameset></html>",
            "the page shows no text; save it again once it has loaded, or its text as .txt",
        ),
    ],
)
def test_a_page_without_an_article_is_one_line(tmp_path, source, why):
    assert read_files(tmp_path, {"B/a.html": source})[1] == [f"B/a.html: {why}"]


@pytest.mark.parametrize("found", [None, ""])
def test_a_page_nothing_is_found_in(monkeypatch, found):
    monkeypatch.setattr(trafilatura, "extract", lambda *args, **kwargs: found)
    with pytest.raises(UnreadableError, match="no article was found"):
        read_page(page().encode())


@pytest.mark.parametrize("error", [RecursionError, ValueError, KeyError, AttributeError])
def test_whatever_a_page_does_to_the_library_the_others_are_read(tmp_path, monkeypatch, error):
    real = trafilatura.extract

    def extract(tree, **options):
        if "boom" in tree.text_content():
            raise error("boom")
        return real(tree, **options)

    monkeypatch.setattr(trafilatura, "extract", extract)
    reading, problems = read_files(tmp_path, {"B/a.html": page("<p>boom</p>"), "B/b.html": page()})
    assert problems == [f"B/a.html: the page cannot be taken apart ({error.__name__}); save its text as .txt"]
    assert len(reading.raw) == 1


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (page("<p>Сенат принял резолюцию о Карабахе.</p>", "<meta charset=windows-1251>").encode("cp1251"), "Сенат"),
        (page("<p>Şuşa şehri.</p>", "<META content='text/html; charset=ISO-8859-9'>").encode("cp1254"), "Şuşa"),
        ("<?xml version='1.0' encoding='cp1252'?>" + page("<p>Le Sénat</p>"), "Sénat"),
        (("\ufeff" + page("<p>Şuşa</p>", "<meta charset=latin-1>")).encode(), "Şuşa"),
        (page("<p>Şuşa</p>").encode("utf-16"), "Şuşa"),
    ],
)
def test_encodings(data, text):
    data = data if isinstance(data, bytes) else data.encode("cp1252")
    (item,) = read_page(data)
    assert text in item.text


def test_references_to_no_character_become_a_sign_that_can_be_stored():
    (item,) = read_page(page(f"<p>a&#xD800;&#0;b</p><p>{LONG}</p>").encode())
    assert item.text.encode("utf-8").startswith("a\ufffd\ufffdb".encode())


ANN = "<meta name='author' content='Ann'>"
LINKED = """<script type="application/ld+json">{"@context": "x", "@graph": [{"@type": "WebSite", "name": "BBC"},
{"@type": ["NewsArticle"], "headline": "Linked title", "datePublished": "2020-11-26", "author": [{"name": "Ann Lee"},
{"name": "Bob Roe"}], "publisher": {"name": "BBC"}, "articleSection": ["World", "Caucasus"]}]}</script>"""


@pytest.mark.parametrize(
    ("head", "body", "facts"),
    [
        ("<title>Rain | BBC</title><meta property='og:site_name' content='BBC'>", "", {"title": "Rain"}),
        ("<meta property='og:site_name' content='BBC'>", "", {"outlet": "BBC"}),
        ("<title>Rain - and snow</title>", "", {"title": "Rain - and snow"}),
        ("<meta property='og:title' content='Rain | BBC'>", "<h1>Rain</h1>", {"title": "Rain"}),
        ("<meta property='og:title' content='Rain'>", "<h1>BBC</h1>", {"title": "Rain"}),
        ("<title>T</title>", "<h1>One</h1><h1>Two</h1>", {"title": "T"}),
        ("", "<h1> One <b>two</b></h1>", {"title": "One two"}),
        ("<meta name='Author' content=' Ann Lee '>", "", {"byline": "Ann Lee"}),
        ("<meta property='article:author' content='https://x.com/a'>" + ANN, "", {"byline": "Ann"}),
        ("<meta name='date' content=''><meta itemprop='datePublished' content='2020'>", "", {"date": "2020"}),
        (LINKED, "", {"title": "Linked title", "date": "2020-11-26", "byline": "Ann Lee, Bob Roe", "outlet": "BBC",
                      "section": "World, Caucasus"}),
        (LINKED + "<meta property='og:title' content='Open title'>", "", {"title": "Open title"}),
        ("<script type='application/ld+json'>{not json}</script>", "<h1>A</h1>", {"title": "A"}),
        ("<script type='application/ld+json'>" + "[" * 100_000 + "</script>", "<h1>A</h1>", {"title": "A"}),
        ("<script type='application/ld+json'>[1, null, {'@type': 5}]</script>".replace("'@type'", '"@type"'), "", {}),
        ("<meta><meta name='title'><title></title>", "", {}),
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself(head, body, facts):
    found = page_facts(html.document_fromstring(f"<html><head>{head}</head><body>{body}<p>x</p></body></html>"))
    assert {name: found.get(name) for name in facts} == facts
    assert facts or found == {}


def test_a_block_without_letters_is_no_headline():
    (item,) = read_page(page(f"<p>{LONG}</p><p>* * *</p><p>{LAST}</p>").encode())
    assert "headline" not in {reason for _, _, reason in item.furniture}


def test_the_folder_comes_before_what_a_page_says_of_its_outlet(tmp_path):
    source = page(head="<meta property='og:site_name' content='Example Online'>")
    reading, _ = read_files(tmp_path, {"Example/a.html": source, "b.html": source})
    assert reading.raw["outlet"].tolist() == ["Example", "Example Online"]


def test_the_text_that_is_kept_is_not_the_librarys_but_the_pages():
    main = page_module._Main("Voters said “no”\nA | B |")
    assert [main.holds(block) for block in ("Voters said “no”", "B", "Voters", "")] == [True, True, False, False]
