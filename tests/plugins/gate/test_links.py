"""Every link and image of a text leads to something that is published."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from plugins.gate.links import Target, broken_links, doubled_places
from plugins.shared.html import ids
from plugins.shared.problems import Problem

NOT_THERE = "“{target}” leads to a file that does not exist."
TODAY = date(2026, 11, 22)
LATER = TODAY + timedelta(days=10)
THERE = {
    ("filename", "estomac.md"): Target("published", '<h2 id="repas">Repas</h2>'),
    ("filename", "brouillon.md"): Target("draft", '<h2 id="repas">Repas</h2>'),
    ("filename", "cache.md"): Target("hidden"),
    ("filename", "prevu.md"): Target("draft", '<h2 id="repas">Repas</h2>', LATER),
    ("static", "/images/a.png"): Target(),
    ("attach", "/images/b.pdf"): Target(),
    ("tag", "dos"): Target(),
    ("index", ""): Target(),
}


def messages(html: str, online: date | None = TODAY) -> list[Problem]:
    """Return what is told of a text seen from a day on, where only a few things are there."""
    return list(broken_links(html, lambda *asked: THERE.get(asked), online=online))


def link(target: str) -> str:
    return f'<p>Voir <a title="x" href="{target}">ici</a>.</p>'


def image(target: str) -> str:
    return f'<p><img alt="" src="{target}"></p>'


@pytest.mark.parametrize(
    "target",
    [
        "{filename}estomac.md",
        "{filename}estomac.md#repas",
        "{filename}estomac.md?a=b#repas",
        "{filename}cache.md",
        "{static}/images/a.png",
        "{attach}/images/b.pdf",
        "{tag}dos",
        "{index}",
        "#repas",
        "#d%C3%A9but",
        "https://a.example/",
        "http://a.example/",
        "mailto:a@b.example",
        "tel:15",
    ],
)
def test_a_link_that_leads_somewhere_passes(target: str):
    """Articles, their anchors, files of the images, keywords, other sites, mail, telephone."""
    assert messages(f'<h2 id="repas">x</h2><h2 id="début">y</h2>{link(target)}') == []


@pytest.mark.parametrize(
    ("target", "what", "fix"),
    [
        ("{filename}absent.md", NOT_THERE, "Correct"),
        (
            "{static}/images/absent.png",
            NOT_THERE,
            "Put the file into content/images",
        ),
        ("{tag}absent", NOT_THERE, "Correct"),
        ("{filenme}estomac.md", NOT_THERE, "Correct"),
        (
            "{filename}brouillon.md",
            "“{target}” leads to a draft, which has no page online.",
            "Publish",
        ),
        (
            "{filename}estomac.md#absent",
            "“{target}” leads to a place of the page that does not exist.",
            "Write #",
        ),
        ("#absent", "“{target}” leads to a place of the page that does not exist.", "Write #"),
        ("#", "“{target}” leads to a place of the page that does not exist.", "Write #"),
        ("estomac.md", "“{target}” leads nowhere.", "Write {{filename}}"),
        ("/estomac/", "“{target}” leads nowhere.", "Write {{filename}}"),
        ("//evil.example/", "“{target}” leads nowhere.", "Write {{filename}}"),
        ("|filename|estomac.md", "“{target}” leads nowhere.", "Write {{filename}}"),
        ("%7Bfilename%7Destomac.md", "“{target}” leads nowhere.", "Write {{filename}}"),
        ("javascript:x", "“{target}” leads nowhere.", "Write {{filename}}"),
        ("xhttps://a.example", "“{target}” leads nowhere.", "Write {{filename}}"),
    ],
)
def test_a_link_that_leads_nowhere_is_told(target: str, what: str, fix: str):
    """It is told with its own words, why, and what to do."""
    (problem,) = messages(link(target))

    assert problem.what == what
    assert problem.fix.startswith(fix)
    assert problem.quote == problem.values["target"] == target


@pytest.mark.parametrize("target", ["{static}/images/a.png", "{attach}/images/b.pdf"])
def test_an_image_of_the_blog_passes(target: str):
    """An image comes from the folder images."""
    assert messages(image(target)) == []


@pytest.mark.parametrize(
    "target",
    [
        "https://t.example/p.gif",
        "a.png",
        "/images/a.png",
        "{filename}estomac.md",
        "{static}",
        "x{static}/images/a.png",
    ],
)
def test_an_image_from_elsewhere_is_told(target: str):
    """Another site would learn who reads the page."""
    (problem,) = messages(image(target))

    assert problem.what in (
        "“{target}” is not an image of the blog.",
        NOT_THERE,
    )
    assert problem.fix


def test_an_image_that_is_not_there_is_told():
    """An image of the blog must be in its folder."""
    (problem,) = messages(image("{static}/images/absent.png"))

    assert problem.what == NOT_THERE


@pytest.mark.parametrize(
    ("online", "told"),
    [(TODAY, 1), (LATER - timedelta(days=1), 1), (LATER, 0), (LATER + timedelta(days=1), 0)],
)
def test_nobody_is_led_to_an_article_before_its_day(online: date, told: int):
    """A text may lead to a planned article if it is planned itself, for that day or a later one."""
    found = messages(link("{filename}prevu.md#repas"), online)

    assert [problem.what[:42] for problem in found] == [
        "“{target}” leads to an article that is pla",
    ] * told


def test_a_planned_article_leads_to_no_draft():
    """On its day the draft would still have no page."""
    assert len(messages(link("{filename}brouillon.md"), LATER)) == 1


def test_a_draft_may_lead_to_a_draft():
    """Neither has a page online; but a place in it must exist."""
    assert messages(link("{filename}brouillon.md#repas"), None) == []
    assert len(messages(link("{filename}brouillon.md#absent"), None)) == 1


def test_what_was_written_is_quoted():
    """Signs that HTML writes otherwise are shown as the doctor wrote them."""
    (problem,) = messages(link("a.md?b=1&amp;c=2"))

    assert problem.quote == "a.md?b=1&c=2"


def test_every_link_of_a_text_is_looked_at():
    """Not only the first, nor only the links."""
    assert len(messages(link("a") + image("b") + link("c") + link("https://a.example"))) == 3


def test_the_places_of_a_text():
    """A place is what has an identifier."""
    assert set(ids('<h2 id="a">x</h2><p data-id="b" id="c">y</p>')) == {"a", "c"}


def test_a_place_is_named_once():
    """A heading that would be another place's namesake is told by its words."""
    html = '<h2 id="a">Un &amp; deux</h2><p id="a">x</p><h3 id="page-content">Page content</h3>'
    problems = list(doubled_places(html))

    assert [(p.values["name"], p.quote) for p in problems] == [
        ("a", "Un & deux"),
        ("page-content", "Page content"),
    ]
    assert list(doubled_places('<h2 id="a">x</h2><p id="b">y</p>')) == []


def test_a_note_that_is_called_nowhere_is_told():
    """In the words of the doctor, not in those of Markdown."""
    (problem,) = messages(link("#fnref:3"))

    assert problem.what == "nothing in the text refers to the note {target}."
    assert problem.quote == problem.values["target"] == "[^3]"
    assert messages(f'<sup id="fnref:3">3</sup>{link("#fnref:3")}') == []


def test_a_link_to_nothing_is_told():
    """An empty address is found by the words around which it stands."""
    (problem,) = messages(link(""))

    assert problem.what == "this link has no address."
    assert problem.quote == "ici"
