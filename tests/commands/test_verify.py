"""``check --verify`` makes the site from the texts alone, and sees what is not the same."""

from __future__ import annotations

from typing import Any

from commands.cli.paths import Paths
from plugins.shared.sealed import read_sealed, write_sealed
from tests.support.publishing import run
from tests.support.sites import ARTICLE, Site


def verify(site: Site) -> tuple[int, str]:
    """Return the status, and what was said."""
    done = run(site, "verify")
    return done.returncode, done.stderr


def changed(value: Any) -> Any:
    """Return what was kept with another word in it."""
    if isinstance(value, str):
        return value.replace("Un texte court", "Un texte faux")
    if isinstance(value, list):
        return [changed(one) for one in value]
    return {key: changed(one) for key, one in value.items()} if isinstance(value, dict) else value


def test_what_is_kept_gives_what_the_texts_give(site: Site):
    """After a build and an edit, for this machine and for the web: the same."""
    assert run(site, "build").returncode == 0
    before = site.output.resolve()
    site.write("articles/estomac.md", ARTICLE + "\nUne phrase.\n")
    status, said = verify(site)

    assert status == 0, said
    assert said.count("le même à l’octet près") == 2
    assert site.output.resolve() == before


def test_what_is_kept_and_wrong_is_seen(site: Site):
    """A body that no text gave, sealed as if it were right: the pages that show it are named."""
    assert run(site, "build").returncode == 0
    files = sorted(Paths(site.root).cache.glob("*.json"))
    for file in files:
        write_sealed(file, changed(read_sealed(file)))
    status, said = verify(site)

    assert status == 1
    assert "n’est pas le même" in said
    assert "estomac/index.html" in said
    assert ".build/" in said


def test_a_blog_with_something_to_correct(site: Site):
    """What is said is compared too, where nothing is written."""
    site.write("articles/estomac.md", ARTICLE.replace("@chey2024", "@inconnu"))
    status, said = verify(site)

    assert status == 0, said
