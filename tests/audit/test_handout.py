"""A sheet on paper cannot be taken back: what it leads to, says and promises is proven before."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import segno

from audit.handout import expected, mask
from tests.support.spoiling import said, spoil

SHEET = "maladies/depression/fiche/index.html"
CODE = "a QR code leads to something else than the address beside it."
COUNT = "a sheet to hand over has no community, or not one page of the blog."
WORDS = "a sheet to hand over does not say the approved words."
UNTIL = "a sheet to hand over claims to hold for longer, or for less, than it does."
UNVETTED = "a community is linked although its vetting is not in force."
STRAY = "this page comes from no text of yours."


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ('href="tel:3114"', 'href="tel:3115"', CODE),
        ('href="tel:3114"', 'href="https://3114.example"', UNVETTED),
        ('href="tel:3114"', "", CODE),
        ('<path d="M4 4h7', '<path d="M4 4h8', CODE),
        ('<path d="M4 4h7v1h-7z', '<path d="M4 4h7v1h-7zM4 12h1v1h-1z', CODE),
        ('<path d="M4 4h7v1h-7z', '<path d="M4 4h7v1h-7zm1 1l2 2', CODE),
        ('<path d="M4 4h7', '<path d="M4 4h1v1h-1z"/><path d="M4 4h7', CODE),
        ('class="handout__list"', 'class="list"', COUNT),
        ('<ul class="handout__list">', '<svg><path d="M4 4h1v1h-1z"/></svg><ul>', COUNT),
        ('class="handout__notice"', 'class="handout__other"', WORDS),
        ("ne remplace pas", "remplace", WORDS),
        ('<a href="tel:15">15</a>', '<a href="tel:15">51</a>', WORDS),
        ('datetime="2027-04-25"', 'datetime="2027-04-26"', UNTIL),
        ('datetime="2027-04-25"', 'datetime="2027-04-24"', UNTIL),
    ],
)
def test_a_sheet_is_proven(published: Path, old: str, new: str, finding: str):
    """One thing of it changed is found."""
    spoil(published / SHEET, old, new)

    assert (SHEET, finding) in said(published)


def test_the_code_of_the_blog_is_proven_too(published: Path):
    """The last code leads to the page of this very illness."""
    other = (published / SHEET.replace("depression", "asthme")).read_text("utf-8")
    outlines = re.findall(r'<path d="[^"]*"/>', other)
    own = re.findall(r'<path d="[^"]*"/>', (published / SHEET).read_text("utf-8"))
    spoil(published / SHEET, own[-1], outlines[-1])

    assert (SHEET, CODE) in said(published)


def test_a_telephone_is_called_as_it_is_written(published: Path):
    """A number that dials another one is found."""
    spoil(published / SHEET, 'href="tel:15"', 'href="tel:51"')

    assert (SHEET, "the disclaimer calls another number than it shows.") in said(published)


def test_a_sheet_of_nothing_is_found(published: Path):
    """One that is on no illness of the vocabulary comes from nowhere."""
    shutil.copytree((published / SHEET).parent, published / "maladies/rien/fiche")

    assert ("maladies/rien/fiche/index.html", STRAY) in said(published)


@pytest.mark.parametrize("drawn_with", range(8))
def test_a_code_is_compared_with_the_one_of_its_own_mask(drawn_with: int):
    """The mask that a code says is the one that it was drawn with, and leads to one address."""
    black = expected("https://blog.example/maladies/asthme/", drawn_with)
    chosen = segno.make("https://blog.example/maladies/asthme/", error="m", micro=False)

    assert mask(black) == drawn_with
    assert (black == expected("https://blog.example/maladies/asthme/", chosen.mask)) == (
        drawn_with == chosen.mask
    )
    assert black != expected("https://blog.example/maladies/reflux/", drawn_with)
