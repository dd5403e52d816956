"""The documents say what the code does, all of it."""

from __future__ import annotations

import re

import pytest
from conftest import KIT, PLUGINS

from plugins.disclaimer.core import VARIANTS
from plugins.reading.core import ARTICLE_FIELDS, KINDS, STATUSES

README = (KIT / "README.md").read_text("utf-8")
GUIDE = (KIT / "docs" / "guide-du-medecin.md").read_text("utf-8")


@pytest.mark.parametrize("text", [README, GUIDE], ids=["README", "guide"])
@pytest.mark.parametrize("name", ARTICLE_FIELDS)
def test_every_field_is_documented(text: str, name: str):
    """A field a doctor can write is in the README and in the guide."""
    assert f"`{name}`" in text


@pytest.mark.parametrize("name", [*VARIANTS, *KINDS, *STATUSES])
def test_every_value_is_documented(name: str):
    """A value a doctor can choose is in the guide."""
    assert name in GUIDE or name in ("medical", "published")


@pytest.mark.parametrize("name", PLUGINS)
def test_every_step_is_drawn(name: str):
    """The life of an article names each plugin, in the order of PLUGINS."""
    assert re.search(rf"^{name}\s", README, re.MULTILINE)


def test_every_command_is_documented():
    """A command of tasks.py is in the README."""
    tasks = re.findall(
        r"^@task.*\ndef (\w+)\(", (KIT / "tasks.py").read_text("utf-8"), re.MULTILINE
    )

    assert tasks
    for name in tasks:
        assert f"`{name}`" in README


def test_documents_name_files_that_exist():
    """A path between back quotes in the README is there."""
    for path in re.findall(r"`((?:plugins|content|theme|docs|tests|commands)/[\w./-]*)`", README):
        assert (KIT / path).exists(), path


def test_the_guide_shows_a_real_message():
    """The message shown as an example is the one the kit says."""
    golden = (KIT / "tests" / "messages" / "ten-mistakes.txt").read_text("utf-8")
    shown = re.search(r"✗ ligne 3 : (.*)\n", GUIDE)

    assert shown
    assert shown[1] in golden
