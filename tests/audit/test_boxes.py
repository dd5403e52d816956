"""The boxes of every article are there, seen, and word for word what was approved."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.folded import folded
from tests.support.spoiling import PAGE, findings, said, spoil

BOXES = {
    "the disclaimer": '<aside class="disclaimer',
    "the dates of review": '<section class="review"',
    "the sources": '<section class="sources"',
    "the communities": '<section class="communities"',
}
NAMES = {"the disclaimer": "aside"}


@pytest.mark.parametrize("box", BOXES)
def test_a_lost_box_is_found(published: Path, box: str):
    """A page without one of its boxes does not pass."""
    spoil(published / PAGE, BOXES[box], BOXES[box].replace('class="', 'class="x'))

    assert (PAGE, f"{box}: there must be one of it, not 0.") in said(published)


@pytest.mark.parametrize("box", BOXES)
def test_a_doubled_box_is_found(published: Path, box: str):
    """There is one box of each kind, not two."""
    opening = BOXES[box] + ('"' if box == "the disclaimer" else "")
    name = NAMES.get(box, "section")
    role = ' role="note"' if box == "the disclaimer" else ""
    spoil(published / PAGE, BOXES[box], f"{opening}{role}></{name}>{BOXES[box]}")

    assert (PAGE, f"{box}: there must be one of it, not 2.") in said(published)


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize(
    "around",
    [
        "div hidden",
        'div style="display:none"',
        "div inert",
        'div aria-hidden="true"',
        "div popover",
        'div class="skip-link"',
        'div class="article-footer__error"',
        "details",
        "aside",
        "blockquote",
        "s",
        "dialog",
        "noscript",
    ],
)
def test_a_hidden_box_is_found(published: Path, box: str, around: str):
    """A box that something around it hides, or may hide, does not count."""
    name, closing = around.partition(" ")[0], f"</{NAMES.get(box, 'section')}>"
    page = published / PAGE
    before, opening, after = page.read_text("utf-8").partition(BOXES[box])
    inside, end, rest = after.partition(closing)
    page.write_text(f"{before}<{around}>{opening}{inside}{end}</{name}>{rest}", "utf-8")

    assert (PAGE, f"{box}: hidden from the reader.") in said(published)


@pytest.mark.parametrize("swallowing", ["template", "textarea", "title", "iframe", "xmp", "script"])
def test_a_swallowed_box_is_found(published: Path, swallowing: str):
    """What is open before a box, and swallows it whole, leaves no box."""
    spoil(published / PAGE, BOXES["the disclaimer"], f"<{swallowing}>" + BOXES["the disclaimer"])

    assert any(
        name == PAGE and what.startswith("the disclaimer: ") for name, what in said(published)
    )


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize(
    "attribute", ["hidden", 'style="opacity:0"', "inert", "popover", "aria-hidden"]
)
def test_a_box_that_hides_itself_is_found(published: Path, box: str, attribute: str):
    """Nor does one that is hidden by an attribute of its own."""
    name = NAMES.get(box, "section")
    spoil(published / PAGE, BOXES[box], BOXES[box].replace(f"<{name} ", f"<{name} {attribute} "))

    assert (PAGE, f"{box}: hidden from the reader.") in said(published)


@pytest.mark.parametrize("box", BOXES)
def test_a_box_of_another_class_is_found(published: Path, box: str):
    """A class that is not the box's own may hide it."""
    old = BOXES[box] if box == "the disclaimer" else BOXES[box].removesuffix('"')
    spoil(published / PAGE, old, old.replace('class="', 'class="skip-link '))

    assert (PAGE, f"{box}: hidden from the reader.") in said(published)


def test_an_empty_box_is_found(published: Path):
    """A box without words is not seen."""
    page = published / PAGE
    before, opening, after = page.read_text("utf-8").partition('<section class="communities"')
    rest = after.partition("</section>")[2]
    page.write_text(f"{before}{opening}></section>{rest}", "utf-8")

    assert (PAGE, "the communities: hidden from the reader.") in said(published)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ne remplace pas une consultation", "remplace une consultation"),
        ("À lire d’abord</strong>", "À lire plus tard</strong>"),
        ('<a href="tel:112">112</a>', '<a href="tel:113">113</a>'),
        ("</aside>", "<p>Ou pas.</p></aside>"),
    ],
)
def test_other_words_are_found(published: Path, old: str, new: str):
    """A disclaimer that says one word else than what was approved does not pass."""
    spoil(published / PAGE, old, new)

    assert (
        PAGE,
        "the disclaimer is not one of the approved texts, word for word.",
    ) in said(published)


def test_typography_is_no_other_word(published: Path):
    """Spaces and quotes may be set otherwise: a reader reads the same."""
    spoil(published / PAGE, "Parlez-\u2060en à votre", "Parlez-en\n  à\u00a0votre")
    spoil(published / PAGE, "en cas d’urgence", "en cas d'urgence")

    assert findings(published) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (">Quand demander de l’aide</a>", ">Guérir en un mois</a>"),
        ('__help"><a href="#', '__help"><a href="https://shop.example/#'),
        ('__help"><a href="#', f'__help"><a href="https://shop.example/{PAGE}#'),
        ('__help"><a href="#', '__help"><a href="../#'),
        ('__help"><a href="#', '__help"><a href="#a">x</a><a href="#'),
    ],
)
def test_a_spoilt_way_to_the_cards_is_found(published: Path, old: str, new: str):
    """What a disclaimer adds to the approved words is one link to the cards of its page."""
    spoil(published / PAGE, old, new, count=-1)

    found = [words for name, words in said(published) if name == PAGE]
    assert any(words.startswith("something strange is in the disclaimer") for words in found)


def test_the_text_of_another_language_is_found(published: Path):
    """An article in French has its disclaimer in French."""
    english = (published / "en/ror-et-autisme/index.html").read_text("utf-8")
    words = english.partition('<aside class="disclaimer')[2].partition("</aside>")[0]
    page = published / PAGE
    before, opening, after = page.read_text("utf-8").partition('<aside class="disclaimer')
    page.write_text(f"{before}{opening}{words}</aside>{after.partition('</aside>')[2]}", "utf-8")

    assert any("not one of the approved texts" in what for _, what in said(published))


def test_the_variant_of_the_header_is_required(published: Path):
    """Where the doctor chose a variant, no other will do."""
    page = published / "ipp-au-long-cours" / "index.html"
    standard = (published / PAGE).read_text("utf-8")
    words = standard.partition('<aside class="disclaimer')[2].partition("</aside>")[0]
    before, opening, after = page.read_text("utf-8").partition('<aside class="disclaimer')
    page.write_text(f"{before}{opening}{words}</aside>{after.partition('</aside>')[2]}", "utf-8")

    assert (
        "ipp-au-long-cours/index.html",
        "the disclaimer is not one of the approved texts, word for word.",
    ) in said(published)


@pytest.mark.parametrize("before", ["Avant tout, ", "<p>Avant</p>", "<h2 id='x'>Avant</h2>"])
def test_a_disclaimer_that_comes_late_is_found(published: Path, before: str):
    """The doctor's text begins after the disclaimer."""
    spoil(published / PAGE, '<aside class="disclaimer', f'{before}<aside class="disclaimer')

    assert (PAGE, "the disclaimer comes after other words: it must come first.") in said(published)


@pytest.mark.parametrize(
    ("old", "new", "tag"),
    [
        ('<p class="disclaimer__text">', '<p class="visually-hidden">', "<p>"),
        ('<p class="disclaimer__text">', "<p hidden>", "<p>"),
        ("ne remplace pas", "<del>ne remplace pas</del>", "<del>"),
        ("ne remplace pas", "<small>ne remplace pas</small>", "<small>"),
    ],
)
def test_strange_things_in_a_disclaimer_are_found(published: Path, old: str, new: str, tag: str):
    """Inside too, nothing may be hidden or struck out."""
    spoil(published / PAGE, old, new)

    assert (PAGE, f"something strange is in the disclaimer: {tag}.") in said(published)


def test_missing_dates_are_found(published: Path):
    """The reader sees when it was published, reviewed, and will be again."""
    page = published / PAGE
    before, opening, after = page.read_text("utf-8").partition('<section class="review"')
    page.write_text(before + opening + after.replace(" datetime=", " data-x=", 1), "utf-8")

    assert (
        PAGE,
        "the dates of publication, review and next review are not all there.",
    ) in said(published)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('<li class="sources__entry" id="source-', '<li id="x', "the box of sources is empty."),
        ('<ol class="sources__list">', "<ol>", "the box of sources is empty."),
        ('class="sources__text"', 'class="x"', "a source cannot be found again."),
    ],
)
def test_a_lost_source_is_found(published: Path, old: str, new: str, what: str):
    """At least one source, each with words and a link, or words enough to find it."""
    spoil(published / PAGE, old, new, count=-1)

    assert (PAGE, what) in said(published)


def test_a_source_without_link_needs_words(published: Path):
    """A book without an address is found by its reference; two words are none."""
    page = published / PAGE
    html = page.read_text("utf-8")
    links = html.partition('<span class="sources__links">')[2].partition("</span>\n      <")[0]
    page.write_text(html.replace(links, ""), "utf-8")
    assert not any("cannot be found again" in what for _, what in said(published))
    after = html.partition('<span class="sources__text">')[2]
    words = after.partition('<span class="sources__links">')[0]
    page.write_text(html.replace(links, "").replace(words, "Un livre</span>"), "utf-8")

    assert (PAGE, "a source cannot be found again.") in said(published)


def test_only_what_typography_changes_is_folded():
    """Two texts that a reader reads alike are alike; others are not."""
    assert folded("« L’été » – 12 h") == folded('"L\'été" -\n12\u00a0h')
    assert folded("pas une consultation") != folded("une consultation")


def test_another_number_behind_the_words_is_found(published: Path):
    """What a reader taps is the number that is shown."""
    spoil(published / PAGE, 'href="tel:15"', 'href="tel:16"')

    assert "the disclaimer calls another number than it shows." in "\n".join(findings(published))
