"""An article of a day to come: shown to the doctor alone, and to everybody from its day on."""

from __future__ import annotations

import json
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.support.publishing import run, tree
from tests.support.sites import ARTICLE, BLOG, SOURCES, Built, Site
from tests.support.spoiling import audited, findings

WORDS = "Une phrase que personne ne lit avant son jour"
PICTURE, ESCAPED = "images/bras/zona.jpg", "images/de_dos.jpg"
SHOWN = "![Un plan]({static}/images/plan%20a.jpg)\n\n![Le dos]({static}/images/de\\_dos.jpg)"
PLANNED = f"""\
---
title: Zébrure
date: 2026-12-12
conditions: zona
category: Peau
tags: zoster
series: Zen, 1
---
{WORDS} [@zona2024].

![Un bras]({{static}}/{PICTURE})
"""
# What a reader, or another program, would know it by.
MARKS = (WORDS, "brure", "Stripes", "zona2024", "10.1000/z", "zoster", "rubrique/peau", PICTURE)


def photograph() -> bytes:
    """Return a small photograph."""
    data = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(data, "JPEG")
    return data.getvalue()


@pytest.fixture
def waiting(site: Site) -> Site:
    """A blog with an article for 12 December, its translation, a picture and a source of its own.

    Beside it, a published text shows a picture that the article shows too.
    """
    chey = json.loads(SOURCES)[0]
    zona = chey | {"id": "zona2024", "title": "Zoster: a review", "DOI": "10.1000/z", "PMID": "1"}
    site.write("sources/sources.json", json.dumps([chey, zona]))
    site.write("articles/zona.md", f"{PLANNED}\n{SHOWN}\n")
    site.write("articles/zona.en.md", PLANNED.replace("Zébrure", "Stripes"))
    site.write("articles/dos.md", f"{ARTICLE}\n![Un plan](<{{static}}/images/plan a.jpg>)\n")
    site.write("pages/sources.md", "---\ntitle: Les sources\n---\nToutes.\n")
    for name in (PICTURE, ESCAPED, "images/plan a.jpg", "images/seule.jpg"):
        site.write(name, photograph())
    return site


def on(site: Site, day: str, base: str = "publishconf") -> Built:
    """Build the blog on a day."""
    site.write("blog.toml", BLOG.replace("2026-11-22", day))
    shutil.rmtree(site.output, ignore_errors=True)
    built = site.build(base=base)
    assert built.status == 0, built.said
    early = base == "pelicanconf"
    assert findings(built.output, site.content, date.fromisoformat(day), None, drafts=early) == []
    return built


def leaks(folder: Path) -> set[str]:
    """Return the marks of the article that a folder holds, in a file or in a name."""
    found = set()
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        data = path.read_bytes() if path.is_file() else b""
        found |= {mark for mark in MARKS if mark.encode() in data or mark in name}
    return found


def test_nothing_of_it_leaves_before_its_day(waiting: Site):
    """No word, name, source, key word, category or picture of it is in any file of the site."""
    built = on(waiting, "2026-12-11")

    assert leaks(built.output) == set()
    assert not (built.output / "en").exists()
    assert "hreflang" not in built.page("dos")
    assert (built.output / "images" / "plan a.jpg").is_file()
    assert (built.output / "images" / "seule.jpg").is_file()
    assert "prévu pour le 12 décembre 2026\u00a0: d’ici là, cet article n’est pas" in built.said
    assert "drafts/en/zona/" in built.said


def test_on_its_day_it_is_there(waiting: Site):
    """Published like any other, with its picture, its source, its translation, its lists."""
    built = on(waiting, "2026-12-12")

    assert leaks(built.output) == set(MARKS)
    assert "prévu" not in built.said
    assert 'hreflang="en"' in built.page("zona")
    assert WORDS in (built.output / "feeds" / "all.atom.xml").read_text("utf-8")


def test_the_preview_shows_it_as_planned(waiting: Site):
    """On the doctor's machine it has a page, that says for when it is planned; no list has it."""
    built = on(waiting, "2026-12-11", base="pelicanconf")

    assert "Prévu pour le 12 décembre 2026" in built.page("drafts/zona")
    assert "Planned for 12 December 2026" in built.page("drafts/en/zona")
    assert "Brouillon" not in built.page("drafts/zona")
    assert (built.output / PICTURE).is_file()
    assert not any("brure" in built.page(name) for name in ("", "articles", "dos", "sources"))


@pytest.mark.parametrize("status", ["", "status: hidden\n", "status: draft\n"])
def test_hidden_ones_wait_too(site: Site, status: str):
    """Whatever it will be on its day, it has no page before; a draft stays a draft."""
    text = ARTICLE.replace("date: 2026-10-01", f"{status}date: 2026-12-12")
    site.write("articles/plus-tard.md", text.replace("L'estomac", "Plus tard"))
    days = ("2026-12-11", "2026-12-12")
    before, after = ((on(site, day).output / "plus-tard").exists() for day in days)

    assert (before, after) == (False, "draft" not in status)


def test_a_translation_that_comes_first(site: Site):
    """An original that waits takes nothing from its translation, which is online, alone."""
    site.write("articles/estomac.en.md", ARTICLE)
    site.write("articles/estomac.md", ARTICLE.replace("2026-10-01", "2026-12-12"))
    built = on(site, "2026-11-22")

    assert (built.output / "en" / "estomac" / "index.html").is_file()
    assert not (built.output / "estomac").exists()
    # Lists are in the language of the blog.
    assert not (built.output / "rubrique").exists()


def test_its_address_is_its_own(site: Site):
    """On its day it could not take the place of another; a draft may have its address."""
    text = ARTICLE.replace("L'estomac", "Bis").replace("conditions", "slug: estomac\nconditions")
    site.write("articles/bis.md", text.replace("2026-10-01", "2026-12-12"))
    built = site.build(base="publishconf")
    assert built.status == 1
    assert "aurait la même adresse" in built.said
    site.write("articles/bis.md", text.replace("date:", "status: draft\ndate:"))
    on(site, "2026-11-22")


def test_its_faults_are_told_at_once(waiting: Site):
    """It is held to what is asked of a published article, lest its day stop the whole blog."""
    waiting.write("articles/zona.md", PLANNED.replace("zona2024", "absent2024"))
    built = waiting.build(base="publishconf")

    assert built.status == 1
    assert "absent2024" in built.said


def test_the_audit_sees_it_by_itself(waiting: Site):
    """A page or a picture of it that reached the site before its day is found from outside."""
    built = on(waiting, "2026-12-12")
    early = date(2026, 12, 11)
    found = {
        (name, problem.quote)
        for name, problem in audited(built.output, waiting.content, early, None).findings
    }

    assert {("zona/index.html", "articles/zona.md"), (PICTURE, "zona.jpg")} <= found
    assert (ESCAPED, "de_dos.jpg") in found
    assert ("images/plan a.jpg", "plan a.jpg") not in found
    on_time = audited(on(waiting, "2026-12-11").output, waiting.content, early, None)
    assert on_time.planned == dict.fromkeys(
        ("articles/zona.md", "articles/zona.en.md"), date(2026, 12, 12)
    )


def test_it_is_listed_by_check_and_by_publish(waiting: Site):
    """Both say for when it is planned; publishing again on its day brings it online."""
    planned = "prévu pour le 12 décembre 2026"

    assert planned in run(waiting, "check").stderr
    done = run(waiting, "publish")
    assert (done.returncode, planned in done.stderr) == (0, True)
    assert leaks(waiting.root / "public") == set()
    waiting.write("blog.toml", BLOG.replace("2026-11-22", "2026-12-12"))
    done = run(waiting, "publish")
    assert (done.returncode, planned in done.stderr) == (0, False)
    assert leaks(waiting.root / "public") == set(MARKS)


def test_what_is_kept_of_it_follows_its_day(waiting: Site):
    """What a build kept on the eve gives, on the day, the very site that is made from nothing."""
    for day in ("2026-12-11", "2026-12-12"):
        waiting.write("blog.toml", BLOG.replace("2026-11-22", day))
        assert run(waiting, "build").returncode == 0
    kept = tree(waiting.output)
    assert run(waiting, "build", "clean").returncode == 0

    assert kept == tree(waiting.output)
    assert WORDS in (waiting.output / "zona" / "index.html").read_text("utf-8")


def test_what_was_published_is_not_planned_by_a_slip(site: Site):
    """A date moved to the future would take a page from its readers: publish stops and asks."""
    assert run(site, "publish").returncode == 0
    site.write("articles/estomac.md", ARTICLE.replace("2026-10-01", "2027-10-01"))
    done = run(site, "publish")

    assert done.returncode == 1
    assert "  ✗ ligne 3\u00a0: cet article était publié, et cette date le cacherait" in done.stderr
