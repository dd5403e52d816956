"""A page is taken from the last release only where rendering would make that very page."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from plugins.output.kept_pages import RECORD, KeptPages
from plugins.output.page_signatures import texts_stay_apart
from plugins.search import index
from plugins.shared.sealed import read_sealed, write_sealed
from plugins.shared.templates import read_templates
from tests.support.publishing import run
from tests.support.sites import ARTICLE, KIT, Site

THEIRS = "<!-- of the last release -->"


@pytest.fixture
def built(site: Site) -> Site:
    """A small blog that was built, whose pages would be known again."""
    site.write("articles/deux.md", ARTICLE.replace("L'estomac", "Le reflux"))
    site.write("pages/a-propos.md", "---\ntitle: À propos\n---\nBonjour.\n")
    done = run(site, "build", here=True)
    assert done.returncode == 0, done.stderr
    _mark(site)
    return site


def _release(site: Site) -> Path:
    return site.output.resolve().parent


def _mark(site: Site) -> None:
    """Give each page of the last release a mark that no rendering makes, as if it was its own.

    To each file beside a page too.
    """
    record = read_sealed(_release(site) / RECORD)
    for name, (signature, _) in record.items():
        file = _release(site) / "site" / name
        data = file.read_bytes()
        is_page = name.endswith(".html")
        marked = data.replace(b"</body>", f"{THEIRS}</body>".encode()) if is_page else data + b"%"
        file.write_bytes(marked)
        record[name] = [signature, sha256(marked).hexdigest()]
    write_sealed(_release(site) / RECORD, record)


def taken(site: Site) -> tuple[set[str], set[str]]:
    """Build again; return the pages that were taken from the last release, and the others."""
    done = run(site, "build", here=True)
    assert done.returncode == 0, done.stderr
    pages = {
        path.relative_to(site.output).as_posix(): THEIRS in path.read_text("utf-8")
        for path in site.output.rglob("*.html")
    }
    return {p for p, is_theirs in pages.items() if is_theirs}, {
        p for p, is_theirs in pages.items() if not is_theirs
    }


def test_a_sentence_renders_one_page(built: Site):
    """All the others are those of the last release."""
    built.write("articles/estomac.md", f"{ARTICLE}\nUne phrase de plus.\n")
    theirs, rendered = taken(built)

    assert rendered == {"estomac/index.html"}
    assert {"deux/index.html", "index.html", "a-propos/index.html", "404.html"} <= theirs


def test_a_page_renders_itself(built: Site):
    """As an article does."""
    built.write("pages/a-propos.md", "---\ntitle: À propos\n---\nBonjour.\n\nBonsoir.\n")

    assert taken(built)[1] == {"a-propos/index.html"}


def _sources(site: Site) -> dict[str, bool]:
    """Build again; tell of each file of sources of an article whether it is the last release's."""
    taken(site)
    files = sorted((site.output / "estomac").glob("sources.*"))
    return {file.suffix: file.read_bytes().endswith(b"%") for file in files}


def test_the_files_of_sources_are_taken(built: Site):
    """Those beside an article, where a sentence of it is another."""
    built.write("articles/estomac.md", f"{ARTICLE}\nUne phrase de plus.\n")

    assert _sources(built) == {".bib": True, ".json": True, ".ris": True}


def test_another_source_has_its_files_made_anew(built: Site):
    """Whatever of it is another."""
    built.edit("sources/sources.json", "1730-1753", "1730-1754")

    assert _sources(built) == {".bib": False, ".json": False, ".ris": False}


def test_a_spoilt_file_of_sources_is_made_anew(built: Site):
    """And those beside it are taken."""
    with (_release(built) / "site" / "estomac" / "sources.ris").open("ab") as file:
        file.write(b"%")
    built.write("articles/deux.md", f"{ARTICLE}\nUne phrase de plus.\n")

    assert _sources(built) == {".bib": True, ".json": True, ".ris": False}


def _edit(name: str, old: str, new: str) -> Callable[[Site], object]:
    return lambda site: site.edit(name, old, new)


def _own(part: str, name: str, text: str) -> Callable[[Site], object]:
    """Return an edit that adds a text to a file in the blog's own copy of a part of the kit."""

    def change(site: Site) -> None:
        with (site.own(part) / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return change


# What menus, lists or boxes may show on any page.
OF_ANY_PAGE: dict[str, Callable[[Site], object]] = {
    "title": _edit("articles/deux.md", "Le reflux", "Le pyrosis"),
    "date": _edit("articles/deux.md", "2026-10-01", "2026-10-02"),
    "title of a page": _edit("pages/a-propos.md", "À propos", "Qui je suis"),
    "status": _edit("articles/deux.md", "date:", "status: hidden\ndate:"),
    "illness": _edit("articles/deux.md", "reflux\n", "asthme\n"),
    "review": _edit("articles/deux.md", "date:", "reviewed: 2026-11-01\ndate:"),
    "series": _edit("articles/deux.md", "date:", "series: Le ventre, 1\ndate:"),
    "new text": lambda site: site.write("articles/trois.md", ARTICLE.replace("L'e", "Mon e")),
    "name of the doctor": _edit("blog.toml", "Dr Jeanne Exemple", "Dr Jeanne Autre"),
    "title of the blog": _edit("blog.toml", "Le carnet", "Mon carnet"),
    "day": _edit("blog.toml", "11-22", "11-23"),
    "ledger": _edit("communities/vetting.toml", "2026-10-05", "2026-10-06"),
    "word": lambda site: site.write(
        "glossary.toml", '[[word]]\nword = "pyrosis"\nmeans = "des brûlures"\n'
    ),
    "kit": _own("plugins", "shared/kinds.py", "# mine"),
    "template": _own("theme", "templates/components/site_footer.html", "<!-- mine -->"),
    "a list that shows texts": _own(
        "theme", "templates/components/archive_entry.html", "<!-- {{ article.content|length }} -->"
    ),
}


@pytest.mark.parametrize("change", OF_ANY_PAGE.values(), ids=OF_ANY_PAGE)
def test_what_any_page_may_show_renders_all(built: Site, change: Callable[[Site], object]):
    """No page is as it was, as far as anybody can tell."""
    change(built)

    assert taken(built)[0] == set()


def test_a_search_that_is_gone_renders_all(built: Site, monkeypatch: pytest.MonkeyPatch):
    """On a machine without its program no page leads to it."""
    monkeypatch.setattr(index, "get_executable", None)

    assert taken(built)[0] == set()


def test_what_only_search_engines_read_renders_its_page(built: Site):
    """Of a source without an address, its journal's whole name: the reference has the short one."""
    sources, identifiers = "sources/sources.json", '"DOI": "10.14309/ajg.0000000000002968", "PMID"'
    built.edit(sources, f'{identifiers}: "39626064"', '"note": ""')
    taken(built)
    _mark(built)
    built.edit(sources, '"volume"', '"container-title": "The American Journal", "volume"')

    assert taken(built)[1] == {"estomac/index.html", "deux/index.html"}


def test_a_theme_that_shows_texts_in_lists_renders_all(built: Site):
    """A sentence may change any page of it."""
    _own(
        "theme", "templates/components/archive_entry.html", "<!-- {{ article.content|length }} -->"
    )(built)
    run(built, "build", here=True)
    _mark(built)
    built.write("articles/estomac.md", f"{ARTICLE}\nUne phrase de plus.\n")

    assert taken(built)[0] == set()


def test_a_spoilt_page_is_rendered(built: Site):
    """It is not what was noted."""
    page = built.output / "deux/index.html"
    page.write_text(page.read_text("utf-8") + " ", "utf-8")

    assert taken(built)[1] == {"deux/index.html"}


def test_without_what_was_noted_all_is_rendered(built: Site):
    """So it is where that is torn."""
    record = _release(built) / RECORD
    record.write_bytes(record.read_bytes()[:-9])
    built.write("articles/estomac.md", ARTICLE.replace("court", "long"))

    assert taken(built)[0] == set()


def test_a_page_with_a_picture_is_always_rendered(built: Site):
    """What is made of the picture later depends on its bytes."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0"/></svg>'
    built.write("images/carre.svg", drawing)
    with_it = ARTICLE + "\n![Un carré.]({static}/images/carre.svg)\n"
    built.write("articles/estomac.md", with_it)
    run(built, "build", here=True)
    _mark(built)
    built.write("images/carre.svg", drawing.replace("0 0 10 10", "0 0 20 10"))

    assert "estomac/index.html" in taken(built)[1]


def test_the_last_release_is_never_written_to(built: Site):
    """What a build takes from it is a copy."""
    before = _release(built)
    built.write("articles/estomac.md", f"{ARTICLE}\nUne phrase de plus.\n")
    run(built, "build", here=True)

    pages = list((before / "site").rglob("*.html"))
    assert before != _release(built)
    assert pages
    assert all(page.stat().st_nlink == 1 for page in pages)


LISTS = {
    "index.html": '{% include "components/card.html" %}',
    "article.html": "{{ article.content }}",
}


@pytest.mark.parametrize(
    ("card", "apart"),
    [
        ("{{ article.title }}", True),
        ("{# article.content #}{{ article.summary }}", True),
        ("{{ page.content }}", True),
        ("{{ article.content }}", False),
        ("{{ one.glossary.entries|length }}", False),
        ('{% include "components/" ~ name %}', False),
        ("{% include name %}", False),
        ('{% include "components/more.html" without context %}', False),
        ('{%- from "components/card.html" import one, other -%}', True),
        ('{% include "components/more.html" %}', False),
    ],
)
def test_which_themes_show_texts_in_lists(card: str, apart: bool):
    """Told by what their templates are made of."""
    more = {"components/more.html": "{{ article.sources }}"}

    assert texts_stay_apart(LISTS | {"components/card.html": card} | more) is apart


def test_a_text_shown_below_another_is_seen():
    """An article's page shows one text, its own."""
    shown = {"article.html": '{{ article.content }}{% include "components/next.html" %}'}

    assert texts_stay_apart(shown)
    assert not texts_stay_apart(shown | {"components/next.html": "{{ other.content }}"})


def test_the_kit_shows_no_text_in_a_list():
    """Else nothing would ever be taken."""
    assert texts_stay_apart(read_templates(KIT / "theme/templates"))


def test_a_page_that_was_changed_later_is_not_noted(tmp_path: Path):
    """By what shows pictures, for one."""
    pages = KeptPages("", str(tmp_path))
    for name in ("one.html", "two.html", "three.html"):
        html = pages.get(name, "signature", lambda: "<p>é</p>")
        (tmp_path / name).write_text(html, "utf-8")
    (tmp_path / "two.html").write_text("<p>changed</p>", "utf-8")
    (tmp_path / "three.html").unlink()
    pages.save(tmp_path, ["images"])

    assert list(read_sealed(tmp_path / RECORD)) == ["one.html"]
