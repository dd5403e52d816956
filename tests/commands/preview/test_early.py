"""A page shown before its build is the page that the build makes, or it is not shown."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from commands.cli.paths import Paths
from commands.preview.early import Early
from tests.support.in_process import run_command
from tests.support.photographs import photograph, written
from tests.support.sites import ARTICLE, Site
from tests.support.warm_starts import warm_starts

PHOTO = written(photograph(1000, 750), "JPEG")
PICTURE = "![Un estomac vu de face]({static}/images/estomac.jpg)\n"
SECOND = ARTICLE.replace("L'estomac", "Le foie").replace("Un texte court", "Le foie filtre")


def build(site: Site) -> None:
    """Build the site as its doctor does."""
    status, out, said = run_command("build", site.root, os.environ | {"COLUMNS": "200"})
    assert status == 0, out + said


def begun(site: Site) -> Early:
    """Return what renders the pages of a site early, once it has read the blog."""
    early = Early(Paths(site.root))
    with warm_starts(site):
        early.begin()
    for _ in range(600):
        if early.is_ready:
            return early
        time.sleep(0.1)
    raise AssertionError


def as_built(site: Site, pages: dict[str, str]) -> None:
    """Fail unless pages that were shown early are those of the build that followed."""
    for page, html in pages.items():
        assert html == Path(site.output, page).read_text("utf-8"), page


@pytest.fixture
def early(site: Site) -> Iterator[Early]:
    """The process of a small blog of two articles and a photograph, built once."""
    site.write("images/estomac.jpg", PHOTO)
    site.write("articles/estomac.md", f"{ARTICLE}\n{PICTURE}")
    site.write("articles/foie.md", SECOND)
    build(site)
    process = begun(site)
    yield process
    process.end()


def test_it_is_the_page_of_the_build(demo_site: Site):
    """Of every article and page of the demonstration, once a sentence was added: the same bytes.

    A page of the doctor's own has what the law asks for above and below it, a list at its end.
    """
    build(demo_site)
    early = begun(demo_site)
    texts = [
        text
        for folder in ("articles", "pages")
        for text in sorted((demo_site.content / folder).rglob("*.md"))
    ]
    try:
        shown = []
        for text in texts:
            text.write_text(f"{text.read_text('utf-8')}\nUne phrase, en plus.\n", "utf-8")
            shown.append(early.render(text.relative_to(demo_site.content).as_posix()))
    finally:
        early.end()
    build(demo_site)

    assert all(shown)
    for pages in shown:
        assert "Une phrase" in next(iter(pages.values()))
        as_built(demo_site, pages)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("court", "nouveau"),
        lambda text: text.replace("L'estomac", "L'estomac et son acide"),
        lambda text: text.replace("title:", "summary: Un résumé.\ntitle:"),
        lambda text: text.replace(" [@chey2024]", " [@chey2024]. Et [@chey2024, p. 3]"),
        lambda text: text + "\n## Une partie\n\nPrendre 1 g*2/j, TA < 140 mmHg.\n",
        lambda text: text + "\n" + PICTURE.replace("face", "dos"),
    ],
)
def test_whatever_is_changed(site: Site, early: Early, change: Callable[[str], str]):
    """Text, title, summary, sources, parts, pictures: what is shown is what is built."""
    text = change(ARTICLE + PICTURE)
    site.write("articles/estomac.md", text)
    found = early.render("articles/estomac.md")
    build(site)

    assert "<picture>" in found["estomac/index.html"]
    as_built(site, found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("L'estomac", "L'estomac et son acide"),
        ("Un texte court", "Un texte bref"),
        ("title:", "reviewed: 2026-11-02\ntitle:"),
    ],
)
def test_lists_show_the_new_card(site: Site, early: Early, old: str, new: str):
    """The home page, the list of all, the category: whatever says of the article what changed."""
    site.write("articles/estomac.md", f"{ARTICLE}\n{PICTURE}".replace(old, new))
    found = early.render("articles/estomac.md")
    again = early.render("articles/estomac.md")
    build(site)

    lists = {"index.html", "articles/index.html", "rubrique/divers/index.html"}
    assert set(found) == {"estomac/index.html", *lists}
    assert set(again) == {"estomac/index.html"}
    as_built(site, found)


def test_of_many_pages_of_a_list_one_is_shown(site: Site):
    """That with the card of the article."""
    for number in range(25):
        title = ARTICLE.replace("L'estomac", f"Article {number}")
        site.write(
            f"articles/n{number}.md", title.replace("2026-10-01", f"2026-09-{number + 1:02}")
        )
    build(site)
    early = begun(site)
    try:
        new = ARTICLE.replace("L'estomac", "Un autre").replace("2026-10-01", "2026-09-05")
        site.write("articles/n4.md", new)
        found = early.render("articles/n4.md")
    finally:
        early.end()
    build(site)

    assert {"page/3/index.html", "rubrique/divers/page/3/index.html"} < set(found)
    assert "index.html" not in found
    as_built(site, found)


@pytest.mark.parametrize(
    "text",
    [
        # Something to correct: the page must not hide it.
        ARTICLE.replace("@chey2024", "@inconnu"),
        ARTICLE.replace(" [@chey2024]", ""),
        ARTICLE.replace("date: 2026-10-01", "date: hier"),
        ARTICLE + "\n<script>alert(1)</script>\n",
        ARTICLE + "\n" + "> " * 3000 + "profond\n",
        "",
        b"\xff\xfe\x00",
        # The page would be elsewhere, or in other lists.
        ARTICLE.replace("conditions: reflux", "conditions: infarctus du myocarde"),
        ARTICLE.replace("title:", "tags: a, b\ntitle:"),
        ARTICLE.replace("title:", "category: Estomac\ntitle:"),
        ARTICLE.replace("title:", "slug: autre\ntitle:"),
        ARTICLE.replace("title:", "status: draft\ntitle:"),
        ARTICLE.replace("title:", "lang: en\ntitle:"),
        ARTICLE.replace("2026-10-01", "2099-01-01"),
    ],
)
def test_what_only_a_build_can_tell(site: Site, early: Early, text: str | bytes):
    """Nothing is shown early; what comes after is."""
    site.write("articles/estomac.md", text)
    assert early.render("articles/estomac.md") == {}
    site.write("articles/estomac.md", ARTICLE.replace("court", "suivant"))
    found = early.render("articles/estomac.md")

    assert "Un texte suivant" in found["estomac/index.html"]
    # Compared with what was shown last.
    assert "index.html" in found


def test_what_is_not_there(site: Site, early: Early):
    """A text that is new, or gone, is for a build; nothing breaks."""
    site.write("articles/neuf.md", ARTICLE)
    assert early.render("articles/neuf.md") == {}
    (site.content / "articles" / "foie.md").unlink()
    assert early.render("articles/foie.md") == {}
    early.end()
    assert early.render("articles/estomac.md") == {}
