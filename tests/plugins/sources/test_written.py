"""References written by hand are kept as typed, linked, called, followed, or refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from plugins.shared.problems import ERROR
from plugins.sources.entries import status_as_written
from plugins.sources.library import Library
from plugins.sources.status import GRAVITY
from plugins.sources.written import automatic_key, read_reference
from tests.support.citing import TEXTS
from tests.support.replaying import Services, cite, message, replaying
from tests.support.sites import ARTICLE, KIT, SOURCES, Site
from tests.support.written import read, refused

HEAD = "---\ntitle: Essai\ndate: 2026-10-01\nconditions: reflux\n---\n"
WAKEFIELD = "10.1016/s0140-6736(97)11096-0"
PAGE = (KIT / "content" / "pages" / "sources.md").read_text("utf-8")


# As typed.


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("*Rev*. **12**. 2020", "<em>Rev</em>. <strong>12</strong>. 2020"),
        ("_Lancet_ 2011", "<em>Lancet</em> 2011"),
        ("***Les deux***", "<strong><em>Les deux</em></strong>"),
        ("L&rsquo;&eacute;tude &amp; co", "L’étude &amp; co"),
        ("&lt;b&gt; &amp;rsquo;", "&lt;b&gt; &amp;rsquo;"),
        ("5*2 mg et 3*1 mg", "5*2\u00a0mg et 3*1\u00a0mg"),
        ("un_nom_long et 2 * 3 * 4", "un_nom_long et 2 * 3 * 4"),
        ("1985. Une année", "1985. Une année"),
        ("# dièse et > 5", "# dièse et &gt; 5"),
        ("CO<sub>2</sub>, <i>in vivo</i>", "CO<sub>2</sub>, <em>in vivo</em>"),
        ("<b>x</b> <script>y</script>", "&lt;b&gt;x&lt;/b&gt; &lt;script&gt;y&lt;/script&gt;"),
        ("doi:10.1000/a--b_c_d...e", "doi:10.1000/a--b_c_d...e"),
        (r"Titre \[Internet\], p \< 0,05 \& \~ 3", "Titre [Internet], p &lt; 0,05 &amp; ~ 3"),
    ],
)
def test_a_reference_is_kept_as_typed(typed: str, html: str):
    """Its Markdown is rendered, its entities are read once, no sign of it is lost."""
    assert str(read_reference(typed, "en").text).replace("\u2026", "...") == html


@pytest.mark.parametrize(
    ("typed", "address", "words"),
    [
        (
            "[PubMed](https://www.ncbi.nlm.nih.gov/pubmed/123)",
            "pubmed.ncbi.nlm.nih.gov/123/",
            "PubMed",
        ),
        ("www.has-sante.fr", "www.has-sante.fr", "www.has-sante.fr"),
        ("<https://a.example/x>", "a.example/x", "https://a.example/x"),
        (
            "https://doi.org/10.1000/x?utm_source=y",
            "doi.org/10.1000/x",
            "https://doi.org/10.1000/x",
        ),
        (r"https://a.example/\?x\=1\~2", "a.example/?x=1~2", "https://a.example/?x=1~2"),
        ("http://dx.doi.org/10.1000/X", "doi.org/10.1000/x", None),
        ("(https://fr.wikipedia.org/wiki/A_(B)).", "fr.wikipedia.org/wiki/A_(B)", None),
        ("https://revue.example/doi/10.5555/8", "revue.example/doi/10.5555/8", None),
        (
            "https://pmc.ncbi.nlm.nih.gov/articles/pmc12/",
            "pmc.ncbi.nlm.nih.gov/articles/PMC12/",
            None,
        ),
    ],
)
def test_an_address_becomes_a_link(typed: str, address: str, words: str | None):
    """To what it names, in whatever spelling; its words stay."""
    (link,) = LexborHTMLParser(read_reference(f"A. 2020. {typed}", "fr").text).css("a")

    assert link.attributes["href"] == f"https://{address}"
    assert link.text() == (words or typed.strip("().") + ")" * ("(" in typed[1:]))
    assert set(str(link.attributes["rel"]).split()) == {"external", "noreferrer"}


def test_its_identifiers_are_linked():
    """Numbers become the same links as those of the other sources; what is linked is so once."""
    _, messages, _ = read(
        "Un [1].\n\n## Sources\n"
        "1. A B. T. 2020. doi : 10.5555/1. PMID : 12. PMCID: PMC13.\n"
        "2. C D. T. 2021. [[PubMed](https://pubmed.ncbi.nlm.nih.gov/14/)]\n"
    )

    assert [[(link.kind, link.url) for link in entry.links] for entry in messages.entries] == [
        [
            ("doi", "https://doi.org/10.5555/1"),
            ("pubmed", "https://pubmed.ncbi.nlm.nih.gov/12/"),
            ("pmc", "https://pmc.ncbi.nlm.nih.gov/articles/PMC13/"),
        ],
        [],
    ]
    assert messages.citations == [
        "https://doi.org/10.5555/1",
        "https://pubmed.ncbi.nlm.nih.gov/14/",
    ]


# Called.


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("Un [1], deux [2], [1, 3].", ["[1]", "[2]", "[1, 3]"]),
        ("Un [1, 3–5].", ["[1–4]"]),
        ("Un [1-3] et [1;2].", ["[1–3]", "[1, 2]"]),
        ("Un [1]–[3], deux [1]-[3], trois [2] – [3].", ["[1–3]", "[1–3]", "[2]", "[3]"]),
        ("Un [2]–[9], puis [3]-[1].", ["[1]", "[2]", "[3]"]),
        ("Un [1, 2 et 3]. Deux [1 et 3]. Trois [1 à 3].", ["[1–3]", "[1, 3]", "[1–3]"]),
        ("Un [1, 2, and 3].", ["[1–3]"]),
        ("Un [ 2 ]. Deux [1][2].", ["[1]", "[2]", "[1]"]),
        ("Rare (3 % [1]). En 2020 [1, 2].", ["[1]", "[1, 2]"]),
        ("Un [@un2020], puis [@UN2020, p. 3].", ["[1]", "[1 (p.\u00a03)]"]),
        ("Un [@livre2021; @10.5555/3].", ["[1, 2]"]),
        ("Un [@un2020; @livre2021].", ["[1, 2]"]),
        ("Un [@pmid: 4] et [@https://pubmed.ncbi.nlm.nih.gov/4/].", ["[1]", "[1]"]),
        # What is no call.
        ("Un `[1]`, \\[1], [1](https://a.example), [9].", []),
        ("IC 95 % [1, 3], 12 [1-3], 5 mg [1–2], étendue : [2 ; 4].", []),
        ("IC 95 % [1 à 3], entre [2 et 4].", []),
        ("De [3-1].", []),
    ],
)
def test_a_reference_is_called(text: str, calls: list[str]):
    """By its number, by the name it was given, by an automatic one, by its identifiers."""
    found, _, numbering = read(
        f"{text}\n\n## Sources\n1. [@un2020]: A. Le premier. 2020.\n2. Livre A. Deux. 2021.\n"
        "3. C. Trois. 2022. doi:10.5555/3\n4. D. Quatre. 2023. PMID : 4\n5. E. Cinq. 2024.\n"
    )

    assert found == calls
    assert refused(numbering) == []


@pytest.mark.parametrize(
    "text",
    [
        "Un [@has2020] et [@oms].\n\n## Sources\n\n{}\n{}\n",
        "Un [@has2020] et [@oms].\n\n### Références\n- {}\n- {}\n",
        "Un [@has2020] et [@oms].\n\n## Bibliographie\n1. {}\n2. {}\n",
        "Un [@has2020] et [@oms].\n\n{}\n{}\n",
    ],
)
def test_a_line_with_a_name_is_no_link_definition(text: str):
    """Markdown would print nothing of it; it is a source in the list, or at the end of the text."""
    lines = ("[@has2020]: https://www.has-sante.fr/psoriasis", "[@oms]: OMS. *Un guide*. 2019.")
    calls, messages, numbering = read(text.format(*lines))

    assert calls == ["[1]", "[2]"]
    assert [entry.anchor for entry in messages.entries] == [
        "source-a-fr-1",
        "source-a-fr-2",
    ]
    assert 'href="https://www.has-sante.fr/psoriasis"' in messages.entries[0].text
    assert refused(numbering) == []


@pytest.mark.parametrize(
    "lines",
    [
        "[1] A. Un. 2020.\n[2] B. Deux. 2021.",
        "[1]: A. Un. 2020.\n[2]: B. Deux. 2021.",
        "(1) A. Un. 2020.\n(2) B. Deux. 2021.",
        "1) A. Un. 2020.\n2) B. Deux. 2021.",
        "- A. Un. 2020.\n- B. Deux. 2021.",
        "• A. Un. 2020.\n• B. Deux. 2021.",
        "1. A. Un. 2020.\n1. B. Deux. 2021.",
        "A. Un. 2020.\nB. Deux. 2021.",
    ],
)
def test_the_numbers_of_the_lines(lines: str):
    """Those typed, in whatever way, or the places of the lines."""
    calls, messages, _ = read(f"Deux [2], un [1].\n\n## Sources\n{lines}\n")

    assert calls == ["[1]", "[2]"]
    assert [str(entry.text) for entry in messages.entries] == ["B. Deux. 2021.", "A. Un. 2020."]


def test_a_link_by_number_stays_a_link():
    """[1]: below the heading defines a link where the text has words for it."""
    calls, messages, _ = read(
        "Un [mot][1], [1].\n\n## Sources\n- A. Un. 2020.\n\n[1]: https://a.example\n"
    )

    assert calls == ["[1]"]
    assert len(messages.entries) == 1


def test_the_automatic_names_are_shown():
    """One remark gives those that no sentence leads to, each different, none of the library."""
    _, _, numbering = read(
        "Un [1].\n\n## Sources\n1. HAS. A. 2020.\n2. HAS. B. 2020.\n3. Chey WD. 2024.\n"
        "4. L’Assurance maladie. 2021.\n5. [@nom]: C. Un livre. 2022.\n"
    )
    (remark,) = numbering.problems

    assert remark.level != ERROR
    assert remark.line == 5
    assert remark.values["names"] == "[@has2020b], [@chey2024b], [@assurance2021]"


@pytest.mark.parametrize(
    ("plain", "key"),
    [
        ("Essai. arXiv:1706.03762. 2017.", "essai2017"),
        ("HAS. Avis. doi:10.5555/1999.x. 2021.", "has2021"),
        ("https://www.has-sante.fr/2020/x", "has2020"),
        ("doi:10.5555/1999.x", "source1999"),
    ],
)
def test_the_year_of_an_automatic_name(plain: str, key: str):
    """It is that of the reference, not four figures of its number."""
    assert automatic_key(plain, lambda _: False) == key


def test_a_source_of_the_list_in_her_own_words():
    """A line that names a known source keeps its words; status and calls are the source's."""
    calls, messages, numbering = read(
        "Un [@chey2024], deux [1].\n\n## Sources\n"
        "1. Chey, *avec mes mots*. https://www.ncbi.nlm.nih.gov/pubmed/?term=39626064\n"
    )
    (entry,) = messages.entries

    assert calls == ["[1]", "[1]"]
    assert entry.id == "chey2024"
    assert "<em>avec mes mots</em>" in entry.text
    assert [item["id"] for item in messages.items] == ["chey2024"]
    assert numbering.problems == []


@settings(deadline=None)
@given(TEXTS | st.text(), st.sampled_from(["fr", "en"]))
def test_any_line_is_read(words: str, language: str):
    """Whatever is typed runs nothing, and its links lead to the web."""
    written = read_reference(words, language)
    tree = LexborHTMLParser(written.text)

    assert not tree.css("script, img, style, iframe, data, [onclick], [onerror]")
    for link in tree.css("a"):
        assert re.match(r"https?://|\{", link.attributes["href"] or "")


# Real builds.


@pytest.fixture
def services() -> Iterator[Services]:
    with replaying() as found:
        found.article(WAKEFIELD, message("crossref/wakefield.json"))
        yield found


def test_a_blog_of_written_references_alone(site: Site):
    """No list of sources: the article has its box, the page of all sources has them."""
    site.write("articles/estomac.md", f"{HEAD}Un [1].\n\n## Sources\n1. HAS. *Un guide*. 2020.\n")
    site.write("sources/sources.json", "[]")
    site.write("pages/sources.md", PAGE)
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert "<em>Un guide</em>" in built.page("estomac")
    listed = LexborHTMLParser(built.page("sources"))
    (entry,) = listed.css(".references__entry")
    assert "HAS. Un guide. 2020." in entry.text()
    assert entry.css_first(".references__use a").text() == "Essai"
    assert not listed.css(".source-files")
    assert not list(built.output.rglob("sources.bib"))


@pytest.mark.parametrize(
    "address",
    [
        "https://ansm.sante.fr/x?utm_source=y",
        "<https://ansm.sante.fr/x?fbclid=y>",
        "[ANSM](https://ansm.sante.fr/x?utm_source=y&utm_medium=z).",
        "(https://www.google.com/url?q=https://ansm.sante.fr/x&sa=D)",
    ],
)
def test_an_address_that_followed_readers(site: Site, address: str):
    """A line of the final list is published without what is taken out of its address."""
    site.write(
        "articles/estomac.md", f"{HEAD}Un [1].\n\n## Sources\n- ANSM. Avis. 2021. {address}\n"
    )
    built = site.build()

    assert built.status == 0, built.said
    (link,) = LexborHTMLParser(built.page("estomac")).css(".sources__list a[rel~=external]")
    assert link.attributes["href"] == "https://ansm.sante.fr/x"


def test_a_note_on_a_written_reference(site: Site):
    """The doctor's notes go by the short name, as those on the other sources."""
    lines = "- [@un]: [RETRACTED] A. Un. 2010.\n- HAS. Un guide. 2020.\n"
    site.write("articles/estomac.md", f"{HEAD}Un [@un; @has2020].\n\n## Sources\n{lines}")
    site.write(
        "sources/annotations.toml",
        '[un]\nacknowledged = "Pour l’histoire."\n[has2020]\ngrade = "B"\n',
    )
    built = site.build()

    assert built.status == 0, built.said
    words = LexborHTMLParser(built.page("estomac")).css_first(".sources").text()
    assert "Pour l’histoire." in words
    assert "Grade B sur l’échelle HAS" in words


def test_written_references_are_followed(site: Site, services: Services):
    """``cite --check`` reads what became of them; the next build refuses what was retracted."""
    site.write("sources/sources.json", "[]")
    site.write(
        "articles/estomac.md",
        f"{HEAD}Un [1].\n\n## Sources\n1. Wakefield A. 1998. doi:{WAKEFIELD}\n",
    )
    assert site.build().status == 0
    done = cite(site, services, "--check")
    followed = json.loads((site.content / "sources" / "followed.json").read_text("utf-8"))

    assert done.status == 1
    assert '["wakefield1998"]' in done.said
    assert followed[f"doi:{WAKEFIELD}"]["state"] == "retracted"
    built = site.build()
    assert built.status == 1
    assert "ligne 9" in built.said
    assert "a été rétractée" in built.said

    site.write("sources/annotations.toml", '[wakefield1998]\nacknowledged = "Pour l’histoire."\n')
    assert cite(site, services, "--check").status == 0
    built = site.build()
    assert built.status == 0, built.said
    assert LexborHTMLParser(built.page("estomac")).css("s.sources__text")


def test_calls_to_the_list_are_not_looked_up(site: Site, services: Services):
    """``cite --article`` asks nobody about the names and numbers of an article's own lines."""
    text = f"{HEAD}Un [@has2020], deux [2].\n\n## Sources\n- HAS. A. 2020.\n- Un livre. 2021.\n"
    site.write("articles/estomac.md", text)
    done = cite(site, services, "--article", "estomac")

    assert done.status == 0
    assert services.asked == []


@pytest.mark.parametrize(("less", "more"), pairwise(GRAVITY))
@pytest.mark.parametrize("turned", [False, True])
def test_the_gravest_of_what_is_known(less: str, more: str, *, turned: bool):
    """Of what is known of a publication by each of its names, the gravest is told."""
    written = read_reference("Doe J. A title. 2020. doi:10.1000/x. PMID: 9500320", "fr")
    names = sorted(one.name for one in written.identifiers)
    assert len(names) == 2
    states = (more, less) if turned else (less, more)
    followed = {name: {"state": state} for name, state in zip(names, states, strict=True)}

    assert status_as_written(Library(followed=followed), written, "", "fr").state == more


def test_the_audit_knows_what_is_followed(site: Site, tmp_path: Path):
    """A page that does not say what became of a written reference is not put online."""
    from audit.retracted import retracted  # noqa: PLC0415 - beside what it proves

    site.write("sources/followed.json", '{"doi:10.5555/w": {"state": "retracted"}, "pmid:1": {}}')
    site.write("sources/sources.json", SOURCES)

    assert retracted(site.content) == {"https://doi.org/10.5555/w"}


@pytest.mark.parametrize(
    "heading", ["## Sources et références", "## **Sources**", "Sources\n-------"]
)
def test_a_retracted_paper_is_found_under_any_heading_of_sources(site: Site, heading: str):
    """Other programs, and other habits, write the heading otherwise: the list is the same."""
    paper = "- Wakefield A. RETRACTED: Ileal hyperplasia. Lancet. 1998. PMID: 9500320"
    site.write("articles/estomac.md", f"{ARTICLE}\n{heading}\n\n{paper}\n")
    built = site.build()

    assert built.status == 1
    assert "a été rétractée" in built.said
    assert "tracent un trait" not in built.said


@pytest.mark.parametrize(
    ("heading", "line", "warned"),
    [
        ("## Mes sources", "- HAS. Le reflux. 2020.", True),
        ("## Sources et liens", "1. Wu X. doi:10.5555/w", True),
        ("## Les sources de fer", "- Les lentilles. Le boudin.", False),
        ("## Quand consulter", "- HAS. Le reflux. 2020.", False),
    ],
)
def test_a_list_that_is_not_read_is_told(site: Site, heading: str, line: str, warned: bool):
    """References below a heading that only speaks of sources: she learns that they are text."""
    site.write("articles/estomac.md", f"{ARTICLE}\n{heading}\n\n{line}\n")
    built = site.build()

    assert built.status == 0, built.said
    assert ("n’est pas lue comme les sources" in built.said) == warned
