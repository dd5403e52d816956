"""The whole life of an article’s dates, a real blog built on each of its days."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from audit import audit
from tests.support.publishing import publish, run
from tests.support.sites import ARTICLE, BLOG, Built, Site
from tests.support.spoiling import findings

# Published on 10 January 2026, reviewed on 1 March, hence due on 1 March 2027.
OLD = ARTICLE.replace("2026-10-01", "2026-01-10\nreviewed: 2026-03-01\ntags: dos").replace(
    "L'estomac", "Le dos"
)
LISTS = ("", "articles", "rubrique/divers", "mot-cle/dos", "sources")
FEEDS = ("all", "fr", "rubrique/divers")
SAID = "Cette page devait être relue le 1er mars 2027\u00a0: parlez-en à votre médecin"


def living(site: Site) -> Site:
    """Give the blog a clock that runs, an article with dates, and the page of all sources."""
    site.write("blog.toml", BLOG.replace("as_of = 2026-11-22\n", ""))
    site.write("articles/dos.md", OLD)
    site.write("pages/sources.md", "---\ntitle: Les sources\n---\nToutes.\n")
    return site


def on(site: Site, day: str) -> Built:
    """Build the site as it is published on a day, with other articles, which are kept reviewed.

    Every list thus has something left when an article leaves: that of a key word needs three.
    """
    year = date.fromisoformat(day).year
    text = ARTICLE.replace("2026-10-01", f"2026-01-10\nreviewed: {year - 1}-12-31\ntags: dos")
    for name in ("estomac", "foie", "rate"):
        site.write(f"articles/{name}.md", text.replace("L'estomac", f"De {name}"))
    # A publication is made in a folder of its own.
    shutil.rmtree(site.output, ignore_errors=True)
    built = site.build(base="publishconf", on=f"{day} 12:00")
    assert built.status == 0, built.said
    return built


def audited(built: Built, site: Site, day: str) -> list[str]:
    """Return what the audit says of a site built on a day."""
    return findings(built.output, site.content, date.fromisoformat(day), None)


def cautions(html: str) -> list[LexborNode]:
    """Return what a page, or an entry of a feed, says at its top of its dates."""
    return LexborHTMLParser(html).css(".caution")


def listed(built: Built) -> dict[str, bool]:
    """Tell, of each list and feed, whether the article is in it."""
    there = {name: "dos/" in built.page(name).replace("mot-cle/dos/", "") for name in LISTS}
    for name in FEEDS:
        feed = (built.output / "feeds" / f"{name}.atom.xml").read_text("utf-8")
        there[f"feeds/{name}"] = "carnet.example/dos/" in feed
    return there


@pytest.mark.parametrize(
    ("day", "warned", "overdue", "hidden"),
    [
        ("2026-11-22", False, False, False),
        ("2026-11-30", False, False, False),
        ("2026-12-01", True, False, False),
        ("2027-02-28", True, False, False),
        ("2027-03-01", True, True, False),
        ("2028-02-29", True, True, False),
        ("2028-03-01", True, True, True),
        ("2031-01-01", True, True, True),
    ],
)
def test_the_life_of_a_review(site: Site, day: str, *, warned: bool, overdue: bool, hidden: bool):
    """Published, nearly due, due, long overdue: warning, sentence, lists and robots follow."""
    built = on(living(site), day)
    page = built.page("dos")

    # By itself, or among others of which the same is said.
    places = ("articles/dos.md\n  ! ligne 4", "! articles/dos.md, ligne 4")
    assert any(place in built.said for place in places) == warned
    assert (
        "> reviewed: 2026-03-01" in built.said or "reviewed: 2026-03-01" in built.said
    ) == warned
    assert [SAID in node.text() for node in cautions(page)] == [True] * overdue
    assert ('name="robots" content="noindex"' in page) == hidden
    assert set(listed(built).values()) == {not hidden}
    assert audited(built, site, day) == []


def test_the_sentence_comes_right_after_the_disclaimer(site: Site):
    """Second of all that the article says, on the page and in the feed, its day for machines."""
    built = on(living(site), "2027-06-01")
    (page,) = cautions(built.page("dos"))
    feed = (built.output / "feeds" / "all.atom.xml").read_text("utf-8")

    assert page.attributes["role"] == "note"
    before = page.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    assert before is not None
    assert "disclaimer" in (before.attributes["class"] or "")
    assert [t.attributes["datetime"] for t in page.css("time")] == ["2027-03-01"]
    assert feed.count("caution__overdue") == 1


def test_news_of_the_practice_worry_nobody(site: Site):
    """They may not be right any more; there is nothing in them to rely on, nor to ask a doctor."""
    news = OLD.replace("conditions: reflux", "kind: practice").replace(" [@chey2024]", "")
    living(site).write("articles/dos.md", news)
    built = on(site, "2027-06-01")
    (said,) = cautions(built.page("dos"))

    assert "elle n’est peut-être plus exacte" in said.text()
    assert "médecin" not in said.text()
    assert audited(built, site, "2027-06-01") == []


def test_an_edit_or_a_history_brings_nothing_back(site: Site):
    """Only a review does: a new “modified” and a correction leave the page as it is."""
    edited = OLD.replace(
        "tags: dos", "modified: 2028-02-01\nchanges:\n  - 2028-02-02 correction : un mot\ntags: dos"
    )
    living(site).write("articles/dos.md", edited)
    built = on(site, "2028-04-01")
    assert len(cautions(built.page("dos"))) == 1
    assert set(listed(built).values()) == {False}

    site.write("articles/dos.md", edited.replace("2026-03-01", "2028-03-30"))
    built = on(site, "2028-04-01")
    assert cautions(built.page("dos")) == []
    assert set(listed(built).values()) == {True}
    assert audited(built, site, "2028-04-01") == []


def test_the_blog_decides_how_long(site: Site):
    """Three months after the review was due, where the blog says so."""
    living(site)
    blog = (site.content / "blog.toml").read_text("utf-8")
    site.write("blog.toml", f"{blog}\n[review]\nhidden_after = 3\n")

    for day, hidden in (("2027-05-31", False), ("2027-06-01", True)):
        built = on(site, day)
        assert set(listed(built).values()) == {not hidden}
        assert audited(built, site, day) == []


def test_a_blog_of_nothing_but_lapsed_articles(site: Site):
    """Nothing is in the lists, every page is at its address."""
    site.write("blog.toml", BLOG.replace("as_of = 2026-11-22\n", ""))
    built = site.build(base="publishconf", on="2031-01-01 12:00")

    assert built.status == 0, built.said
    assert "noindex" in built.page("estomac")
    assert audited(built, site, "2031-01-01") == []


def test_what_lapsed_is_not_removed(site: Site):
    """An article out of the lists has its page: publishing it is no removal. One hidden is."""
    built = on(living(site), "2029-01-01")
    day = date(2029, 1, 1)

    assert "dos/index.html" in audit(built.output, site.content, day).articles
    site.write("articles/dos.md", OLD.replace("tags:", "status: hidden\ntags:"))
    built = on(site, "2029-01-01")
    assert "dos/index.html" not in audit(built.output, site.content, day).articles


def test_what_lapsed_stops_no_publication(site: Site):
    """An article that lapsed since the last publication is no removal, nor is its return."""
    page = site.root / "public" / "estomac" / "index.html"
    for year, hidden in ((2026, False), (2031, True)):
        site.write("blog.toml", BLOG.replace("2026-11-22", f"{year}-11-22"))
        done = publish(site)
        assert "--allow-removal" not in done.stderr
        assert ("noindex" in page.read_text("utf-8")) == hidden
    site.write(
        "articles/estomac.md", ARTICLE.replace("2026-10-01", "2026-10-01\nreviewed: 2031-11-01")
    )
    publish(site)
    assert "noindex" not in page.read_text("utf-8")


def test_check_warns_without_stopping(site: Site):
    """An overdue article is a warning of ``check``, with its line; all the rest holds."""
    site.write("articles/estomac.md", ARTICLE.replace("2026-10-01", "2025-10-01"))
    done = run(site, "check")

    assert done.returncode == 0, done.stderr
    assert "! ligne 3\u00a0: la relecture devait être faite avant le 2026-10-01" in done.stderr
    assert "quittera les listes le 2027-10-01" in done.stderr


def translated(site: Site, original: str, translation: str, more: str = "") -> Built:
    """Build a blog with an article in two languages, each last reviewed on a day."""
    living(site)
    site.write("articles/dos.md", OLD.replace("2026-03-01", original + more))
    english = OLD.replace("2026-03-01", f"{translation}\ninterests: None.")
    site.write("articles/dos.en.md", english.replace("conditions: reflux", "conditions: K21"))
    return on(site, "2026-11-22")


@pytest.mark.parametrize(
    ("original", "translation", "older"),
    [
        ("2026-03-01", "2026-02-28", True),
        ("2026-03-01", "2026-03-01", False),
        ("2026-03-01", "2026-03-02", False),
    ],
)
def test_a_translation_older_than_its_original_says_so(
    site: Site, original: str, translation: str, *, older: bool
):
    """At its top, with both days and a link to the original; the original says nothing."""
    built = translated(site, original, translation)
    found = cautions(built.page("en/dos"))

    assert len(found) == older
    assert cautions(built.page("dos")) == []
    for caution in found:
        days = [t.attributes["datetime"] for t in caution.css("time")]
        assert days == [translation, original]
        (link,) = caution.css("a")
        assert link.attributes == {
            "class": "caution__link",
            "href": "https://carnet.example/dos/",
            "hreflang": "fr",
        }
        assert "This translation was last reviewed on 28 February 2026" in caution.text()
    assert audited(built, site, "2026-11-22") == []


def test_a_hidden_original_is_not_linked(site: Site):
    """Nothing leads to what is hidden, but the reader is told all the same."""
    built = translated(site, "2026-03-01", "2026-02-28", "\nstatus: hidden")
    (caution,) = cautions(built.page("en/dos"))

    assert caution.css("a") == []
    assert audited(built, site, "2026-11-22") == []


def test_a_draft_is_no_original(site: Site):
    """What nobody can read is compared with nothing."""
    built = translated(site, "2026-03-01", "2026-02-28", "\nstatus: draft")

    assert cautions(built.page("en/dos")) == []
    assert not Path(built.output, "dos").exists()
    assert audited(built, site, "2026-11-22") == []
