"""A translation is paired by the name of its file, and a file found whatever wrote its name."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote

import pytest

from plugins.reader.names import as_on_disk, named_otherwise, text_of, texts
from tests.support.pictures import PNG
from tests.support.sites import ARTICLE, Site, small

ENGLISH = """\
---
title: The stomach
date: 2026-10-01
conditions: reflux
interests: None.
category: Stomach
tags: heartburn
slug: heartburn
---
A short text [@chey2024].
"""
NAME = "été"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A blog with a translation of another address, and files whose names macOS wrote."""
    new = small(tmp_path_factory.mktemp("names"))
    apart = normalize("NFD", NAME)
    new.write("articles/estomac.en.md", ENGLISH)
    new.write(f"images/{apart}.png", PNG)
    new.write(f"articles/{apart}.md", ARTICLE.replace("L'estomac", "Une saison"))
    links = (
        f"![Un dessin]({{static}}/images/{NAME}.png)\n\n[Lien]({{filename}}/articles/{NAME}.md)\n"
    )
    new.write("articles/lien.md", ARTICLE.replace("L'estomac", "Un lien") + f"\n{links}")
    return new


def test_a_site_of_such_names(site: Site):
    """Both texts lead to each other; the links lead to the files; what has no page is not named."""
    built = site.build()

    assert built.status == 0, built.said
    assert 'href="../en/heartburn/index.html"' in built.page("estomac")
    english = built.page("en/heartburn")
    assert 'href="../../estomac/index.html"' in english
    assert "mot-cle/heartburn" not in english
    assert "rubrique/stomach" not in english
    assert "article-footer__tags" not in english
    assert built.said.count("n’a pas de page") == 2
    assert "estomac.en.md" in built.said
    linking = built.page("lien")
    assert 'href="../ete/index.html"' in linking
    assert (built.output / "images" / f"{normalize('NFD', NAME)}.png").is_file()


@pytest.mark.parametrize(
    ("paths", "path", "slug", "text"),
    [
        (["articles/a.md", "articles/a.en.md"], "articles/a.en.md", "b", "articles/a"),
        (
            ["articles/Mal de dos.md", "articles/mal-de-dos.en.md"],
            "articles/Mal de dos.md",
            "x",
            "articles/mal-de-dos",
        ),
        (["articles/a.md", "articles/b.en.md"], "articles/b.en.md", "a", "a"),
        (["articles/a.md", "articles/d/a.en.md"], "articles/d/a.en.md", "a", "a"),
    ],
)
def test_what_two_files_have_in_common(
    tmp_path: Path, paths: list[str], path: str, slug: str, text: str
):
    """Their name, in one folder; a file without a second one is known by its address."""
    for name in paths:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    assert text_of(path, slug, texts(tmp_path, ["articles"], ["md"])) == text


def test_a_link_is_written_as_the_disk_knows_its_file(tmp_path: Path):
    """Encoded or not, from the top or from beside it; other links stay as they are."""
    apart = normalize("NFD", NAME)
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / f"{apart}.png").touch()
    names = named_otherwise(tmp_path)
    there = f'"{{static}}/images/{apart}.png"'

    for typed in (f"/images/{NAME}.png", "/images/%C3%A9t%C3%A9.png", f"../images/{NAME}.png"):
        assert as_on_disk(f'"{{static}}{typed}"', "articles/a.md", names) == there
    for other in ('"{static}/images/a.png"', f'"https://a.example/{NAME}.png"'):
        assert as_on_disk(other, "articles/a.md", names) == other


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("{static}/images/%C3%A9t%c3%a9.png", "{static}/images/été.png"),
        ("{static}/images/un%20été.png", "{static}/images/un%20été.png"),
        ("{static}/images/100%25.png", "{static}/images/100%25.png"),
        ("https://a.example/%C3%A9", "https://a.example/%C3%A9"),
    ],
)
def test_letters_that_a_browser_encoded_are_letters(typed: str, read: str):
    """Only they, and only in a link to a file of the blog: encoded twice, it would lead nowhere."""
    assert as_on_disk(f'<img src="{typed}">', "articles/a.md", {}) == f'<img src="{read}">'
    names = {"images/autre.png": "images/autre.png"}
    assert as_on_disk(f'<img src="{typed}">', "articles/a.md", names) == f'<img src="{read}">'


def test_a_picture_as_a_browser_writes_its_name(site: Site):
    """The page shows the picture that the disk has."""
    typed = "![Un dessin]({static}/images/%C3%A9t%C3%A9.png)\n"
    site.write("articles/adresse.md", ARTICLE.replace("L'estomac", "Une adresse") + f"\n{typed}")
    built = site.build()

    assert built.status == 0, built.said
    (shown,) = re.findall(r'src="\.\./(images/[^"]*)"', built.page("adresse"))
    assert (built.output / unquote(shown)).is_file()
