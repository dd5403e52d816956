"""A finished body gets typogrify's marks, once; code, addresses, boxes and programs get none."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import date
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from audit import audit
from plugins.shared.typography import NBSP, NNBSP, polish
from tests.support.sites import Site

TODAY = date(2026, 11, 22)
ATOM = "{http://www.w3.org/2005/Atom}"
MARKS = "span.caps, span.amp, span.dquo, span.quo"


def polished(html: str, language: str = "fr") -> str:
    """Polish; show a no-break space as ``~``, a narrow one as ``_``, a mark as brackets."""
    shown = polish(html, language).replace(NBSP, "~").replace(NNBSP, "_")
    return re.sub(r'<span class="(\w+)">([^<]*)</span>', r"[\1 \2]", shown)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("<p>HTA, IRM et TSH ici.</p>", "<p>[caps HTA], [caps IRM] et [caps TSH]~ici.</p>"),
        ("<p>l’HTA d’un IMC (B2B)</p>", "<p>l’[caps HTA] d’un [caps IMC] ([caps B2B])</p>"),
        ("<p>Le VIH/SIDA ici.</p>", "<p>Le [caps VIH]/[caps SIDA]~ici.</p>"),
        ("<p>Un anti-TNF ici.</p>", "<p>Un anti-[caps TNF]~ici.</p>"),
        ("<li><strong>HTA</strong> ici</li>", "<li><strong>[caps HTA]</strong>~ici</li>"),
        ("<td>HTA</td>", "<td>[caps HTA]</td>"),
        ("<p>Sang &amp; eau ici.</p>", "<p>Sang [amp &amp;] eau~ici.</p>"),
        ("<p>Le Dr est la</p>", "<p>Le Dr est~la</p>"),
    ],
)
def test_what_is_marked(language: str, written: str, printed: str):
    """Acronyms and ampersands are marked, and last words kept together, in both languages."""
    assert polished(written, language) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("<p>“Yes”, he said.</p>", "<p>[dquo “]Yes”, he~said.</p>"),
        ("<p>\u2018Yes’, he said.</p>", "<p>[quo \u2018]Yes’, he~said.</p>"),
        ("<li><em>“Yes”</em>, so.</li>", "<li><em>[dquo “]Yes”</em>,~so.</li>"),
        ("<p>He said “yes” twice.</p>", "<p>He said “yes”~twice.</p>"),
        ("<p><code>x</code> “yes” twice.</p>", "<p><code>x</code> “yes”~twice.</p>"),
        ("<p>« Oui », dit-il là.</p>", "<p>« Oui », dit-il~là.</p>"),
    ],
)
def test_first_quotes_hang(written: str, printed: str):
    """A curled quote that begins a paragraph is marked; one further on, or a « , is not."""
    assert polished(written, "en") == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (f"<p>Que faire{NNBSP}?</p>", "<p>Que~faire_?</p>"),
        (f"<p>Oui{NNBSP}! Non{NNBSP}; quoi{NNBSP}?</p>", "<p>Oui_! Non_;~quoi_?</p>"),
        (f"<p>Quoi{NBSP}? Là\u2009!</p>", "<p>Quoi_? Là_!</p>"),
        (f"<p>Quoi {NNBSP}? bien sûr</p>", "<p>Quoi_? bien~sûr</p>"),
        (f"<p>ceci{NNBSP}: cela, oui</p>", "<p>ceci~: cela,~oui</p>"),
        (f"<p>«{NNBSP}oui\u2009» et non</p>", "<p>«~oui~» et~non</p>"),
        (f"<p>Coûte 12{NNBSP}000</p>", "<p>Coûte~12_000</p>"),
        (f"<p>Prendre 5{NBSP}mg</p>", "<p>Prendre~5~mg</p>"),
        (f'<p lang="en">What{NBSP}? “A”</p>', '<p lang="en">What~?~“A”</p>'),
        (f"<p><code>x{NBSP}?</code></p>", "<p><code>x~?</code></p>"),
    ],
)
def test_french_spaces_come_back(written: str, printed: str):
    """Narrow spaces stay narrow, whatever stood there: widont widens none, the author's go."""
    assert polished(written, "fr") == printed


@pytest.mark.parametrize("language", ["fr", "en"])
def test_english_keeps_its_spaces(language: str):
    """Narrow spaces in numbers are nobody's to widen, in any language."""
    assert polished(f"<p>It is 12{NNBSP}000</p>", language) == "<p>It is~12_000</p>"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "html",
    [
        "<pre><code>HTA &amp; B\n“IRM” et fin</code></pre>",
        "<code>HTA &amp; IRM</code>",
        "<kbd>CTRL</kbd>",
        "<samp>HTA et <b>IRM</b> ici</samp>",
        '<p><img alt="HTA &amp; IRM" src="{static}/images/IRM.png" title="IRM &amp; B"></p>',
        '<h2 id="HTA-et-IRM" title="une IRM">Titre</h2>',
        '<p><a href="https://a.example/IRM?A=1&amp;TSH">https://a.example/IRM</a></p>',
        "<p>10.1000/ABC123</p>",
        "<p>COVID-19, HLA-B27. (SARS-CoV-2) CIM-10:K21 CHU.example DR@CHU.example A_HTA</p>",
        '<sup class="sources-call"><a href="#source-HTA" role="doc-biblioref">1</a></sup>',
        '<aside class="disclaimer"><p>En cas d’HTA &amp; IRM, le ? 15</p></aside>',
        "<p>Ligne<br>\nfin</p>",
        '<p><img alt="" src="a.png"> fin</p>',
        "<p>Tapez la commande <code>ls</code> maintenant<br></p>",
        "<p>anticonstitutionnellement différenciées</p>",
        '<p>Voir <a class="footnote-backref" href="#fnref:1">↩</a></p>',
        "<!-- HTA et IRM -->",
        "<p>ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ</p>",
        "",
    ],
)
def test_what_is_left_alone(html: str, language: str):
    """Code, attributes, addresses, DOIs, codes, calls, boxes and wide words stay as they are."""
    assert polish(html, language) == html


WORDS = (
    "HTA|IRM|A.B.|A. B. |COVID-19|10.1000/AB1|12|&amp;|&lt;b&gt;|“oui”|\u2018|'|\"|« x »|?|;|:|mot|"
    "<p>|</p>|<li>|<em>|</em>|<span>|</span>|<code>|</code>|<br>|<!-- HTA -->|œ|É|&#160;"
    '|<a href="#A B" title="HTA &amp; B">|</a>|<sup class="sources-call">|</sup>|<aside>|</aside>'
).split("|")
BODIES = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(["", " ", "\n", NBSP, NNBSP])), max_size=15
).map(lambda pairs: "".join(word + space for word, space in pairs))


@given(BODIES, st.sampled_from(["fr", "en"]))
def test_marks_and_spaces_alone_are_new(html: str, language: str):
    """Without the marks a polished body has every letter and tag of the first, in order."""
    marked = re.sub(
        r'<span class="(?:caps|amp|d?quo)">([^<]*)</span>', r"\1", polish(html, language)
    )

    assert "".join(unescape(marked).split()) == "".join(unescape(html).split())


@given(BODIES, st.sampled_from(["fr", "en"]))
def test_marks_are_well_nested(html: str, language: str):
    """Each mark holds words alone, and closes."""
    new = polish(html, language)
    marks = re.findall(r'<span class="(?:caps|amp|d?quo)">[^<>]+</span>', new)

    assert len(marks) == len(re.findall(r"<span class=", new))
    assert new.count("</span>") - len(marks) == html.count("</span>")


# In a build.

ARTICLE = """\
---
title: "L'HTA & l'IRM : faut-il y penser ?"
date: 2026-10-01
conditions: reflux
---
Une IRM, ou faut-il attendre ? Oui : l'HTA & le reste [@chey2024].

## Le SMUR & vous

Un mot de TSH[^1] : `HTA & IRM`, COVID-19, <kbd>CTRL</kbd> et [une adresse](https://doi.org/10.1000/ABC123).

## Appelez le 15 si :

- la VIII vous gêne ;
- une SPO2 basse.

## Suite

| HTA | IRM |
| --- | --- |
| TSH | PTH |

[^1]: Une note sur la CRP.
"""


@pytest.fixture
def hypertension(site: Site) -> Site:
    """A blog with an article full of acronyms."""
    site.write("articles/hta.md", ARTICLE)
    return site


def test_a_build_polishes_the_body_once(hypertension: Site):
    """Each acronym of a body is marked, once, in cards, tables and notes too; the audit agrees."""
    built = hypertension.build()
    assert built.status == 0, built.said
    assert audit(built.output, hypertension.content, TODAY).findings == []
    tree = LexborHTMLParser(built.page("hta"))
    marks = [node.text() for node in tree.css("span.caps")]

    assert Counter(marks) == Counter("IRM HTA SMUR TSH VIII SPO2 HTA IRM TSH PTH CRP".split())
    assert [node.text() for node in tree.css("span.amp")] == ["&", "&"]
    assert not tree.css("span.caps span, span.amp span")
    assert not tree.css("aside span[class=caps], section.sources .caps, h1 span, code span")
    assert {node.text() for node in tree.css("code, kbd")} == {"HTA & IRM", "CTRL"}
    assert [node.attributes["href"] for node in tree.css(".sources-call a")] == ["#source-hta-fr-1"]
    assert tree.css_first('a[href="https://doi.org/10.1000/ABC123"]')
    assert tree.css_first('li[id="fn:1"] .caps')


def test_what_programs_read_is_plain(hypertension: Site):
    """No mark and no U+2060 in titles and metadata; JSON-LD and feed titles have plain spaces."""
    built = hypertension.build()
    assert built.status == 0, built.said
    page = LexborHTMLParser(built.page("hta"))
    head = page.css_first("head")
    said = [node.text() for node in head.css("title")]
    said += [node.attributes.get("content") or "" for node in head.css("meta")]
    described = [words for words in said if "faut-il" in words]
    (data,) = [node.text() for node in page.css('script[type="application/ld+json"]')]
    feed = ET.parse(built.output / "feeds/all.atom.xml").getroot()
    titles = [node.text or "" for node in feed.iter(f"{ATOM}title")]
    summaries = [node.text or "" for node in feed.iter(f"{ATOM}summary")]

    assert len(described) >= 4
    assert not [words for words in said if re.search("\u2060|span|class=", words)]
    assert "faut-il y penser ?" in json.dumps(json.loads(data), ensure_ascii=False)
    assert not re.search("[\u00a0\u202f\u2060]|<span|caps", data)
    assert [title for title in titles if "faut-il" in title]
    assert not [title for title in titles if "\u2060" in title or "<" in title]
    assert not [summary for summary in summaries if "caps" in summary]
    assert "caps" not in (built.output / "index.html").read_text("utf-8")


def test_a_page_of_the_doctor_is_polished(site: Site):
    """Pages are like articles; the notice at the top of the page of contact keeps its words."""
    site.write("pages/irm.md", "---\ntitle: IRM\n---\nUne IRM, ici.\n")
    built = site.build()
    assert built.status == 0, built.said

    assert f'Une <span class="caps">IRM</span>,{NBSP}ici.' in built.page("irm")
    notice = LexborHTMLParser(built.page("contact")).css_first("aside.disclaimer--emergency")
    assert not notice.css(MARKS)
    assert NBSP not in notice.text()
