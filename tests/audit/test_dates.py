"""What a page says of its dates, and whether lists lead to it, is read again by the audit."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from audit.dates import Dates, read_dates, read_day
from tests.support.sites import ARTICLE, Site, small
from tests.support.spoiling import findings, spoil

TODAY = date(2026, 11, 22)
OVERDUE, LAPSED, FRESH = "retard/index.html", "oubli/index.html", "estomac/index.html"
TRANSLATED = "en/estomac/index.html"
TOP = "at its top what is overdue"
SAID = "what the page says of its dates is not what it must say."
PLACE = "what the page says of its dates does not stand at its top, seen."


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A blog with an article that is fine, one overdue, one lapsed, and an older translation."""
    site = small(tmp_path_factory.mktemp("dates"))
    site.write("articles/retard.md", ARTICLE.replace("2026-10-01", "2025-10-01"))
    site.write("articles/oubli.md", ARTICLE.replace("2026-10-01", "2024-10-01"))
    english = "2026-09-30\ninterests: None."
    site.write("articles/estomac.en.md", ARTICLE.replace("2026-10-01", english))
    site.write("pages/sources.md", "---\ntitle: Les sources\n---\nToutes.\n")
    built = site.build(base="publishconf")
    assert built.status == 0, built.said
    return site


@pytest.fixture
def site(blog: Site, tmp_path: Path) -> Site:
    """The same, free to be spoilt."""
    shutil.copytree(blog.content, tmp_path / "content")
    shutil.copytree(blog.output, tmp_path / "output")
    return Site.at(tmp_path)


def said(site: Site) -> str:
    """Return what the audit says of a site."""
    return "\n".join(findings(site.output, site.content, TODAY, None))


def test_nothing_is_wrong_with_it(site: Site):
    """Unspoilt, it passes."""
    assert said(site) == ""


def caution(page: Path) -> str:
    """Return what a page says of its dates, as HTML."""
    html = page.read_text("utf-8")
    start = html.index('<div class="caution"')
    return html[start : html.index("</div>", start) + len("</div>")]


@pytest.mark.parametrize("page", [OVERDUE, LAPSED, TRANSLATED])
def test_a_sentence_that_is_missing_is_found(site: Site, page: str):
    """An article that is overdue, or older than its original, and does not say so."""
    spoil(site.output / page, caution(site.output / page), "")

    assert page in said(site)
    assert TOP in said(site)


def test_a_sentence_too_many_is_found(site: Site):
    """An article that is not overdue does not say that it is."""
    messages = caution(site.output / OVERDUE)
    spoil(site.output / FRESH, "</aside>", f"</aside>{messages}")

    assert TOP in said(site)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('datetime="2026-10-01"', 'datetime="2027-10-01"'),
        ('class="caution__overdue"', 'class="caution__overdue" hidden'),
        ('class="caution__overdue"', 'class="caution__overdue" style="opacity:0"'),
        ('class="caution__overdue"', 'class="caution__overdue" inert'),
        ('class="caution__overdue"', 'class="caution__overdue" popover'),
        ('class="caution__overdue"', 'class="caution__overdue" aria-hidden="true"'),
        ('class="caution__overdue"', 'class="caution__overdue skip-link"'),
        ('class="caution__overdue"', 'class="caution__other"'),
        ("parlez-en à votre médecin avant de vous y fier", ""),
    ],
)
def test_another_sentence_is_found(site: Site, old: str, new: str):
    """The right day, in words that are seen, in the right place."""
    messages = caution(site.output / OVERDUE)
    assert old in messages
    spoil(site.output / OVERDUE, messages, messages.replace(old, new))
    if not new:
        emptied = caution(site.output / OVERDUE)
        spoil(site.output / OVERDUE, emptied, emptied.replace("Cette page devait être relue", ""))

    assert SAID in said(site)


def test_a_day_of_the_original_that_is_wrong_is_found(site: Site):
    """A translation names the last review of the original, no other."""
    messages = caution(site.output / TRANSLATED)
    spoil(site.output / TRANSLATED, messages, messages.replace("2026-10-01", "2026-09-30"))

    assert SAID in said(site)


@pytest.mark.parametrize(
    "around",
    ['<div class="skip-link">{it}</div>', "<p>Avant.</p>{it}", "Avant.{it}"],
)
def test_a_sentence_elsewhere_is_found(site: Site, around: str):
    """Nothing surrounds it, nothing comes between the disclaimer and it."""
    messages = caution(site.output / OVERDUE)
    spoil(site.output / OVERDUE, messages, around.format(it=messages))

    assert PLACE in said(site)


@pytest.mark.parametrize("more", ['class="caution skip-link"', 'class="caution" hidden'])
def test_a_sentence_that_is_hidden_is_found(site: Site, more: str):
    """Nothing on it hides it."""
    spoil(site.output / OVERDUE, 'class="caution"', more)

    assert PLACE in said(site)


def test_a_feed_that_does_not_say_so_is_found(site: Site):
    """An entry of a feed says it as its page does."""
    spoil(site.output / "feeds/all.atom.xml", "caution__overdue", "caution__other")

    assert "feeds/all.atom.xml" in said(site)
    assert SAID in said(site)


@pytest.mark.parametrize(
    ("page", "old", "new", "what"),
    [
        (LAPSED, 'content="noindex"', 'content="index"', "it must ask not to be found."),
        (FRESH, "<head>", '<head><meta name="robots" content="noindex">', "although it is publ"),
        (FRESH, "<head>", '<head><meta name="ROBOTS" content="NONE">', "although it is"),
    ],
)
def test_what_robots_are_told_is_found(site: Site, page: str, old: str, new: str, what: str):
    """What lapsed asks not to be found, what is published does not."""
    spoil(site.output / page, old, new)

    assert what in said(site)


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [
        ("index.html", "/retard/", "/oubli/"),
        ("articles/index.html", "/retard/", "/oubli/"),
        ("rubrique/divers/index.html", "/retard/", "/oubli/"),
        ("sources/index.html", "/retard/", "/oubli/"),
        ("404.html", "</main>", '<a href="https://carnet.example/oubli/">x</a></main>'),
    ],
)
def test_a_list_that_leads_to_what_lapsed_is_found(site: Site, page: str, old: str, new: str):
    """No list has an article that nobody reviewed for long."""
    spoil(site.output / page, old, new)

    assert "a list leads to an article that is hidden." in said(site)
    assert page in said(site)


def test_a_doctor_may_lead_to_what_lapsed(site: Site):
    """A link in the words of an article or of a page is the doctor's own business."""
    link = '<p><a href="https://carnet.example/oubli/">x</a></p>'
    spoil(site.output / "sources/index.html", "<p>Toutes.</p>", link)
    spoil(site.output / FRESH, "</aside>", f"</aside>{link}")

    assert "hidden" not in said(site)


def test_a_feed_that_names_what_lapsed_is_found(site: Site):
    """No feed has an article that nobody reviewed for long."""
    spoil(site.output / "feeds/all.atom.xml", "carnet.example/retard/", "carnet.example/oubli/", 9)

    assert "the feed names a page that is no published article." in said(site)


@pytest.mark.parametrize("day", ["2025-10-01", "2026-10-01"])
def test_each_date_is_in_the_box(site: Site, day: str):
    """Publication, last review and next one are those of the header."""
    html = (site.output / OVERDUE).read_text("utf-8")
    box = html[html.index('<section class="review"') :]
    spoil(site.output / OVERDUE, box, box.replace(f'datetime="{day}"', 'datetime="2026-01-01"'))

    assert "the dates of publication, review and next review are not all there." in said(site)


def test_the_history_is_none_of_the_dates(site: Site):
    """A day among the changes does not stand for that of the next review."""
    page = site.output / FRESH
    row = '<time datetime="2027-10-01">'
    spoil(page, row, '<time datetime="2027-11-01">')
    spoil(
        page,
        "</dl>",
        f'<div><dt>x</dt><dd><ul class="review__changes"><li>{row}x</time></li>'
        "</ul></dd></div></dl>",
    )

    assert "the dates of publication, review and next review are not all there." in said(site)


@pytest.mark.parametrize(
    ("header", "rules", "due", "overdue", "lapsed"),
    [
        ({}, {}, date(2025, 10, 1), True, True),
        ({"reviewed": "2025-11-22"}, {}, TODAY, True, False),
        ({"reviewed": "2025-11-23"}, {}, date(2026, 11, 23), False, False),
        ({"review_by": "2025-11-22"}, {}, date(2025, 11, 22), True, True),
        ({"review_by": "2025-11-23"}, {}, date(2025, 11, 23), True, False),
        ({}, {"months": 36}, date(2027, 10, 1), False, False),
        ({}, {"months": 0}, date(2025, 10, 1), True, True),
        ({"reviewed": "2026-01-31"}, {"months": 1}, date(2026, 2, 28), True, False),
        ({"review_by": "2026-10-22"}, {"hidden_after": 1}, date(2026, 10, 22), True, True),
        ({"review_by": "2026-10-22"}, {"hidden_after": 37}, date(2026, 10, 22), True, False),
    ],
)
def test_dates_are_read_again(
    header: dict[str, str], rules: dict[str, int], due: date, *, overdue: bool, lapsed: bool
):
    """From the header and blog.toml alone, by the audit's own reading."""
    found = read_dates({"date": "2024-10-01 08:00", **header}, rules, TODAY)

    assert (found.published, found.due) == (date(2024, 10, 1), due)
    assert (found.overdue, found.lapsed) == (overdue, lapsed)


@pytest.mark.parametrize("text", ["", "hier", "9999-12-31", "0001-01-01", "2026-13-01"])
def test_a_day_that_is_none_breaks_nothing(text: str):
    """Whatever stands in the header, the audit goes on."""
    assert read_day(text) == date.min
    assert read_dates({"date": text}, {}, TODAY) == Dates()
    assert not read_dates({"date": "2026-10-01", "review_by": text}, {}, TODAY).overdue
