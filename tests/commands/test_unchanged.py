"""A build that would change nothing is not made; whatever could change something is built."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from commands import unchanged
from commands.cli.paths import Paths
from tests.support.publishing import run, tree
from tests.support.sites import ARTICLE, BLOG, KIT, Site


@pytest.fixture
def built(site: Site) -> Site:
    """A small blog that was built, with a remark and settings of its own."""
    (site.root / "pelicanconf.py").unlink()
    (site.root / "pelicanconf.py").write_text((KIT / "pelicanconf.py").read_text("utf-8"), "utf-8")
    site.write("articles/deux.md", ARTICLE.replace("Un texte court", "Ce remède guérit à coup sûr"))
    done = run(site, "build", here=True)
    assert done.returncode == 0, done.stderr
    return site


def release(site: Site) -> str:
    """Return the name of the release in place."""
    return site.output.resolve().parent.name


def test_nothing_is_built_where_nothing_changed(built: Site):
    """The site that is there stays, and its remarks are said again."""
    before, shown = release(built), tree(built.output)
    built.write("articles/deux.md", (built.content / "articles/deux.md").read_bytes())
    first = run(built, "build", here=True)

    assert release(built) == before
    assert tree(built.output) == shown
    (built.root / ".build/output" / before / unchanged.RECORD).unlink()
    second = run(built, "build", here=True)
    assert release(built) != before
    assert "!" in first.stderr
    assert (first.returncode, first.stderr) == (second.returncode, second.stderr)


def test_a_clean_build_is_always_made(built: Site):
    """It is asked for by whoever believes nothing of what was kept."""
    before = release(built)
    run(built, "build", "clean", here=True)

    assert release(built) != before


def _append(name: str, text: str) -> Callable[[Site], object]:
    def change(site: Site) -> None:
        path = site.root / name
        path.write_bytes(path.read_bytes() + text.encode())

    return change


def _link(site: Site) -> None:
    kept = site.root / "kept.md"
    (site.content / "articles/deux.md").rename(kept)
    (site.content / "articles/deux.md").symlink_to(kept)


def _record(site: Site) -> Path:
    return site.output.resolve().parent / unchanged.RECORD


CHANGES: dict[str, Callable[[Site], object]] = {
    "a text": _append("content/articles/deux.md", "\nEncore.\n"),
    "the settings": _append("pelicanconf.py", "\n"),
    "a list of the doctor's": _append("content/sources/sources.json", "\n"),
    "a new text": lambda site: site.write("articles/trois.md", ARTICLE),
    "an empty folder": lambda site: (site.content / "images").mkdir(),
    "a program beside": lambda site: (site.root / "more.py").write_text(""),
    "a name": lambda site: (site.content / "articles/deux.md").rename(
        site.content / "articles/second.md"
    ),
    "the day": lambda site: site.write("blog.toml", BLOG.replace("11-22", "11-23")),
    "a link in the place of a text": _link,
    "a page edited": _append("output/estomac/index.html", " "),
    "a page lost": lambda site: (site.output / "estomac/index.html").unlink(),
    "a page more": lambda site: (site.output / "autre.html").write_text(""),
    "the record torn": lambda site: _record(site).write_bytes(_record(site).read_bytes()[:-9]),
    "the record edited": lambda site: _record(site).write_bytes(
        _record(site).read_bytes().replace(b'"messages":[{', b'"messages":[ {')
    ),
    "no link to the site": lambda site: site.output.unlink(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_changed_is_built(built: Site, name: str):
    """Every kind of input, what is in place, and what is known of it."""
    paths = Paths(built.root)
    day = paths.blog().build_day()
    there = paths.builds().linked()
    assert unchanged.still_there(there, unchanged.state(paths, "pelicanconf.py", day))
    CHANGES[name](built)
    paths = Paths(built.root)
    day = paths.blog().build_day()
    now = unchanged.state(paths, "pelicanconf.py", day)

    assert unchanged.still_there(paths.builds().linked(), now) is None


def test_what_changed_while_it_was_built_is_not_remembered(built: Site):
    """Also a change that was taken back before the end."""
    paths = Paths(built.root)
    day = paths.blog().build_day()
    before = unchanged.state(paths, "pelicanconf.py", day)
    path = built.content / "articles/deux.md"
    text = path.read_bytes()
    time.sleep(0.02)
    path.write_bytes(b"")
    path.write_bytes(text)
    after = unchanged.state(paths, "pelicanconf.py", day)
    there = paths.builds().linked()
    assert before
    assert after
    assert there
    _record(built).unlink()
    unchanged.remember(there, before, after, unchanged.Known([], {}))

    assert before.inputs == after.inputs
    assert not _record(built).exists()


@pytest.mark.parametrize("odd", ["a pipe", "a link in a circle", "a closed file"])
def test_where_nobody_can_tell_it_is_built(built: Site, odd: str):
    """What is no plain file is left to those who say what is wrong with it."""
    place = built.content / "articles/odd.md"
    if odd == "a pipe":
        os.mkfifo(place)
    elif odd == "a link in a circle":
        (built.content / "articles/loop").symlink_to(built.content)
    else:
        place.symlink_to(built.content / "nowhere")
    paths = Paths(built.root)

    assert unchanged.state(paths, "pelicanconf.py", paths.blog().build_day()) is None


@pytest.mark.parametrize("folder", ["public", "www/content", "www/theme"])
def test_a_text_counts_wherever_the_blog_is_published(site: Site, folder: str):
    """Only what the commands write themselves is left out, never a part of the blog."""
    site.write("blog.toml", f'{BLOG}\n[publish]\nfolder = "{folder}"\n')
    states = []
    for text in ("Un.", "Deux."):
        site.write("articles/deux.md", text)
        paths = Paths(site.root)
        states.append(unchanged.state(paths, "pelicanconf.py", date(2026, 11, 22)))

    assert all(states)
    assert states[0] != states[1]
    assert len({state.inputs for state in states if state}) == 2


def test_a_publication_never_asks(site: Site):
    """Neither it nor a check knows of a record."""
    run(site, "publish")

    assert not list((site.root / "releases").rglob(unchanged.RECORD))
    assert json.loads((site.root / "public/build.json").read_text("utf-8"))["gate"] == "passed"
