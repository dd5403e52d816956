"""A leaflet that the build did not make, or that leads elsewhere, stops a publication."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from audit.approved import Approved
from audit.inventory import Article, Inventory
from audit.leaflets import audit_leaflets, declared_leaflets

PAGE, LEAFLET = "reflux/index.html", "reflux/reflux.pdf"
OWN = "https://carnet.example/reflux/"
VETTED, NUMBER, LINE = "https://vetted.example", "tel:15", "tel:3114"


def pdf(*links: str, change: Callable[[pikepdf.Pdf], object] = lambda _: None) -> bytes:
    """Return a PDF that says its language and leads to some addresses; ``change`` spoils it."""
    made = pikepdf.new()
    page = made.add_blank_page()
    made.Root.Lang = String("fr")
    made.Root.MarkInfo = Dictionary(Marked=True)
    page.Annots = Array(
        Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(link))) for link in links
    )
    change(made)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def said(
    folder: Path,
    data: bytes,
    *,
    article: Article | None = None,
    led: frozenset[str] = frozenset({LEAFLET}),
    digest: str = "",
) -> list[str]:
    """Return what the audit says of a leaflet, at its place beside its page."""
    file = folder / "reflux.pdf"
    file.write_bytes(data)
    there = article or Article("articles/reflux.md", PAGE, "fr", "published")
    inventory = Inventory("https://carnet.example", "fr", "FR", (there,))
    approved = Approved(
        {},
        by_id={"one": VETTED},
        phones={"line": LINE},
        numbers=frozenset({"15"}),
    )
    declared = {LEAFLET: digest or sha256(data).hexdigest()}
    found = audit_leaflets({LEAFLET: file}, declared, inventory, approved, {PAGE: led})
    assert {name for name, _ in found} <= {LEAFLET}
    return [problem.what for _, problem in found]


def test_a_good_one_passes(tmp_path: Path):
    """It leads to its page, to what is vetted, and to the numbers of the country."""
    assert said(tmp_path, pdf(OWN, VETTED, NUMBER, LINE)) == []


@pytest.mark.parametrize("link", ["https://other.example", "tel:16", "mailto:a@b.example", "x"])
def test_another_link_is_found(tmp_path: Path, link: str):
    """Nothing that nobody vetted, no other number."""
    assert said(tmp_path, pdf(OWN, link)) == [
        "this leaflet leads where nothing was vetted, or to another number."
    ]


def test_one_that_was_changed_is_found(tmp_path: Path):
    """Its bytes are those that the build declared."""
    assert said(tmp_path, pdf(OWN), digest="0" * 64) == [
        "this leaflet is not the one that the build made."
    ]


@pytest.mark.parametrize(
    "article",
    [
        Article("articles/reflux.md", PAGE, "fr", "hidden"),
        Article("articles/reflux.md", PAGE, "fr", "published", medical=False),
        Article("articles/autre.md", "autre/index.html", "fr", "published"),
    ],
    ids=["hidden", "practice", "another"],
)
def test_one_of_no_article_is_found(tmp_path: Path, article: Article):
    """Hidden articles, and news of the practice, have none to hand over."""
    assert said(tmp_path, pdf(OWN), article=article) == [
        "this leaflet is of no article that may have one."
    ]


def test_one_that_nothing_leads_to_is_found(tmp_path: Path):
    """A reader comes to it by its page."""
    assert said(tmp_path, pdf(OWN), led=frozenset()) == [
        "the page of this leaflet does not lead to it."
    ]


def test_one_that_cannot_be_read_is_found(tmp_path: Path):
    """Whatever it says to be."""
    assert said(tmp_path, b"%PDF-1.7 nothing") == ["this leaflet cannot be read."]


def test_its_page_language_and_tags(tmp_path: Path):
    """What a reader of screens needs, and the way back."""
    assert said(tmp_path, pdf(NUMBER)) == ["this leaflet does not lead to its page."]

    def english(made: pikepdf.Pdf) -> None:
        made.Root.Lang = String("en")

    assert said(tmp_path, pdf(OWN, change=english)) == [
        "this leaflet does not say its language, or is not tagged."
    ]


def test_one_that_does_something_is_found(tmp_path: Path):
    """A program that opens with it, or a link that runs something."""

    def opening(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))

    def running(made: pikepdf.Pdf) -> None:
        made.pages[0].Annots[0].A = Dictionary(S=Name.Launch)

    does = "this leaflet does more than show its pages and lead to addresses."
    assert said(tmp_path, pdf(OWN, change=opening)) == [does]
    assert said(tmp_path, pdf(NUMBER, OWN, change=running)) == [does]


def test_other_declared_files_are_not_leaflets():
    """They have checks of their own."""
    assert declared_leaflets({"communautes.json": "a", LEAFLET: "b"}) == {LEAFLET: "b"}
