"""Builds in the tests' own process: none leaves anything to the next."""

from __future__ import annotations

import locale
import logging
import os
import sys
import time
from pathlib import Path

import pytest
from blinker import Signal
from pelican import signals

from tests.support.in_process import REMEMBERED
from tests.support.sites import ARTICLE, DEMO, Built, Site, small

NESTED = f"{ARTICLE}\n{'<div>' * 300}a{'</div>' * 300}\n"
# Settings that a developer may write, and what they change in a process.
INTRUSIVE = """
import locale, logging, sys
from pelican import signals
import plugins.sources.core
import plugins.sources.plugin

def break_down(content):
    raise KeyError("x")

signals.content_object_init.connect(break_down)
plugins.sources.plugin.register = lambda: None
plugins.sources.core.TRACE = True
logging.getLogger().addHandler(logging.NullHandler())
locale.setlocale(locale.LC_ALL, "C.UTF-8")
sys.path.insert(0, "/nowhere")
TIMEZONE = "Asia/Tokyo"
DEFAULT_LANG = "en"
"""


def contents(built: Built) -> dict[str, bytes]:
    """Return every file of a site that was built."""
    assert built.status == 0, built.said
    return {
        file.relative_to(built.output).as_posix(): file.read_bytes()
        for file in built.output.rglob("*")
        if file.is_file()
    }


def state() -> dict[str, object]:
    """Return what a build may change in a process."""
    top = logging.getLogger()
    return {
        "receivers": [
            len(sent.receivers) for sent in vars(signals).values() if isinstance(sent, Signal)
        ],
        "log": (top.level, list(top.handlers)),
        "settings": [
            name for name in sys.modules if name in ("pelicanconf", "testconf", "spoiler")
        ],
        "remembered": [len(function.cache) for function in REMEMBERED],
        "path": list(sys.path),
        "machine": (dict(os.environ), Path.cwd(), locale.setlocale(locale.LC_ALL), time.tzname),
    }


def build_other(folder: Path, name: str) -> Built:
    """Build another site: one that is good, one that is refused, one whose settings break it."""
    folder.mkdir()
    if name == "the demonstration":
        site = Site(folder)
        site.content.symlink_to(DEMO)
        return site.build(on="2027-05-06 12:00")
    site = small(folder)
    if name == "settings":
        return site.build(INTRUSIVE)
    site.write("articles/estomac.md", NESTED)
    return site.build()


@pytest.mark.parametrize("other", ["the demonstration", "a text nested too deep", "settings"])
def test_a_build_leaves_nothing_to_the_next(tmp_path: Path, other: str):
    """The same site before and after another has the same bytes, and the process is as it was."""
    (tmp_path / "a").mkdir()
    site = small(tmp_path / "a")
    before, was = contents(site.build()), state()
    built = build_other(tmp_path / "b", other)

    assert built.status == (0 if other == "the demonstration" else 1), built.said
    assert state() == was
    assert contents(site.build()) == before
    assert state() == was


def test_a_process_of_its_own_makes_the_same_site(site: Site):
    """What is built here is what ``pelican`` builds, to the byte, and it says the same."""
    here = site.build(base="publishconf")
    files = contents(here)
    apart = site.build(base="publishconf", PYTHONHASHSEED="1")

    assert contents(apart) == files
    assert apart.said == here.said


def test_a_refusal_is_the_same_in_both(site: Site):
    """The words on the console and the exit status too, where a site is refused."""
    site.write("articles/faux.md", ARTICLE.replace("@chey2024", "@inconnu"))
    here, apart = site.build(), site.build(PYTHONHASHSEED="1")

    assert (here.status, here.said) == (apart.status, apart.said)
    assert "inconnu" in here.said
