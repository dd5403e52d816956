"""A blog of any state builds, and what is refused is said of a file of the doctor's own."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from tests.support.publishing import run
from tests.support.sites import ARTICLE, DEMO, Site

WRITTEN = "Martin P, Durand A. Le mal de dos commun. Rev Exemple. 2020;12(3):45-50."


def article(header: str = "", body: str = "Un texte court.", sources: str = "") -> str:
    """Return the text of an article, with a final list of sources if one is given."""
    end = f"\n## Sources\n\n{sources}\n" if sources else ""
    head = f"title: Mal de dos\ndate: 2026-10-01\nconditions: mal de dos\n{header}"
    return f"---\n{head}---\n{body}\n{end}"


def no_source(site: Site) -> None:
    """Take the library away."""
    shutil.rmtree(site.content / "sources")


def only(site: Site, text: str = "") -> None:
    """Leave one article, or none."""
    shutil.rmtree(site.content / "articles")
    if text:
        site.write("articles/dos.md", text)


def demonstration(site: Site, *parts: str) -> None:
    """Lay the demonstration there, and take some files and folders out of it."""
    shutil.rmtree(site.content)
    shutil.copytree(DEMO, site.content)
    for part in parts:
        path = site.content / part
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def empty_library(site: Site, text: str) -> None:
    """Leave a list of sources that is there and empty."""
    only(site, text)
    site.write("sources/sources.json", "")


STATES: dict[str, Callable[[Site], None]] = {
    "no article": only,
    "one draft": lambda site: only(site, article("status: draft\n")),
    "one draft without a date": lambda site: only(
        site, "---\ntitle: Mal de dos\nstatus: draft\n---\nUn texte.\n"
    ),
    "one draft without a word": lambda site: only(
        site, "---\ntitle: Mal de dos\nstatus: draft\n---\n"
    ),
    "hidden articles only": lambda site: only(
        site, ARTICLE.replace("date:", "status: hidden\ndate:")
    ),
    "long overdue articles only": lambda site: only(site, ARTICLE.replace("2026-10", "2020-10")),
    "news of the practice only": lambda site: (
        no_source(site),
        only(site, article("kind: practice\n")),
    ),
    "written references only": lambda site: (
        no_source(site),
        only(site, article("", sources=f"- {WRITTEN}")),
    ),
    "a written reference with its DOI": lambda site: (
        no_source(site),
        only(site, article("", sources=f"- {WRITTEN} doi: 10.5555/12345678.")),
    ),
    "an empty list of sources": lambda site: empty_library(
        site, article("", sources=f"- {WRITTEN}")
    ),
    "no community vetted": lambda site: shutil.rmtree(site.content / "communities"),
    "a translation without its original": lambda site: (
        only(site),
        site.write("articles/dos.en.md", ARTICLE.replace("date:", "interests: None.\ndate:")),
    ),
    "a translation with a category of its own": lambda site: site.write(
        "articles/estomac.en.md",
        ARTICLE.replace("date:", "interests: None.\ncategory: Stomach\ntags: heartburn\ndate:"),
    ),
    "the demonstration without its articles": lambda site: demonstration(site, "articles"),
    "the demonstration without its pages": lambda site: demonstration(site, "pages"),
    "nothing but blog.toml": lambda site: demonstration(
        site, "articles", "pages", "sources", "communities", "images", "glossary.toml"
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_a_blog_of_any_state_builds(site: Site, state: str):
    """To see it, and to check it as it would be online."""
    STATES[state](site)

    for command in ("build", "check"):
        done = run(site, command)
        assert done.returncode == 0, done.stderr
        assert "✗" not in done.stderr
    assert (site.output / "index.html").is_file()


REFUSED = {
    # A remark on a figure never stands for the problem.
    "a figure and no source": (
        article("", "Ce remède guérit 90 % des patients."),
        "  ✗ cet article ne cite aucune source.",
    ),
    "a source that nobody can find": (
        article("", sources="- Cours de faculté"),
        "  ✗ ligne 10\u00a0: personne d’autre ne peut aller le vérifier",
    ),
    "a value that goes on without indent": (
        article(
            "interests: Une conférence payée\nen 2025, et un voyage.\n", sources=f"- {WRITTEN}"
        ),
        "  ✗ ligne 6\u00a0: cette ligne de l’en-tête ne commence par aucun",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_is_said_of_the_text(site: Site, what: str):
    """With its file, its line where there is one, and never that the text has no part in it."""
    text, says = REFUSED[what]
    site.write("articles/dos.md", text)

    done = run(site, "build")

    assert done.returncode == 1
    assert f"articles/dos.md\n{says}" in done.stderr
    assert "pour rien" not in done.stderr
    assert "n’est pas sûr" not in done.stderr
