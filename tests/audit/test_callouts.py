"""The cards that say when to call are what they must be, on the page and in the feed."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.call_sentences import known_numbers
from audit.inventory import read_toml
from audit.styles import audit_styles
from tests.support.sites import KIT, Site
from tests.support.spoiling import findings, said, spoil

NAME = "embolie-pulmonaire/index.html"
OPEN = '<section class="care care--emergency"'
URGENCY = '<span class="care__urgency">Urgence vitale\u00a0: </span>'
NUMBERS = read_toml(KIT / "plugins" / "disclaimer" / "numbers.toml")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (URGENCY, "", "a care card does not say how urgent it is."),
        (URGENCY, f"<i>a</i>{URGENCY}", "a care card does not say how urgent it is."),
        (URGENCY, URGENCY.replace("vitale", ""), "a care card does not say how urgent it is."),
        (OPEN, OPEN.replace("emergency", "urgent"), "a care card does not say how urgent it is."),
        (OPEN, OPEN.replace("care--emergency", "care--grave"), "something looks like a care card"),
        (OPEN, OPEN.replace(" care--emergency", ""), "something looks like a care card"),
        (OPEN, OPEN.replace('emergency"', 'emergency skip-link"'), "something looks like a care"),
        (OPEN, f"{OPEN} hidden", "a care card is hidden from the reader."),
        (
            "112</a>\u00a0si\u00a0:",
            "112</a>",
            "the heading of a care card does not end with “if:”.",
        ),
        (
            '<a href="tel:112">112</a>\u00a0si',
            '<a href="tel:911">911</a>\u00a0si',
            "of another country.",
        ),
        (
            '<a href="tel:112">112</a>\u00a0si',
            '<a href="tel:15">112</a>\u00a0si',
            "another number than it",
        ),
        ("<li>vous faites un", '<li><a href="/">vous</a>', "an emergency card leads els"),
        (
            "<li>vous faites un",
            '<li><a href="../sla/index.html#sources-sla-fr">vous</a>',
            "an emergency card leads elsewhere.",
        ),
    ],
)
def test_a_spoilt_card_is_found(published: Path, old: str, new: str, what: str):
    """Hidden, imitated, without its words, calling or leading elsewhere: none passes."""
    spoil(published / NAME, old, new)

    assert any(what in text for name, text in said(published) if name == NAME)


def test_a_card_without_signs_is_found(published: Path):
    """A heading alone helps nobody."""
    page = published / NAME
    before, opening, after = page.read_text("utf-8").partition(OPEN)
    card, end, rest = after.partition("</section>")
    page.write_text(
        before + opening + card.replace("<li>", "<p>").replace("</li>", "</p>") + end + rest,
        "utf-8",
    )

    assert (NAME, "a care card lists no sign.") in said(published)


def test_what_follows_a_card_needs_a_heading(published: Path):
    """A reader must see where the card ends."""
    page = published / NAME
    before, opening, after = page.read_text("utf-8").partition(OPEN)
    card, _, rest = after.partition("</section>")
    page.write_text(f"{before}{opening}{card}</section><p>Suite</p>{rest}", "utf-8")

    assert (NAME, "what follows a care card has no heading.") in said(published)


def test_a_part_of_a_card_outside_one_is_found(published: Path):
    """What is dressed as a card without being one is found."""
    spoil(published / NAME, "<p>Non.", '<p class="care__title">Non.')

    assert (NAME, "something looks like a care card and is none.") in said(published)


def test_cards_below_the_text_are_found_in_an_emergency(published: Path):
    """Who reads of an emergency finds whom to call before all that explains it."""
    page = published / NAME
    before, points, rest = page.read_text("utf-8").partition('<section class="key-points"')
    box, end, after = rest.partition("</section>")
    page.write_text(f"{before}{points}{box}{end}<h2>Un</h2><p>a</p><p>b</p>{after}", "utf-8")

    assert (NAME, "in an emergency, the cards must follow the key points.") in said(published)


def test_three_warnings_are_found(published: Path):
    """Two warnings pass, three do not."""
    warning = '<section class="warning"><h3>Attention</h3><p>a</p></section>'
    spoil(published / NAME, "<p>Non.", warning + "<p>Non.")
    assert not [text for name, text in said(published) if name == NAME and "warning" in text]

    spoil(published / NAME, "<p>Non.", warning + "<p>Non.")
    assert (NAME, "the page has 3 warnings: readers see two, and skip the rest.") in said(published)


def test_a_word_explained_under_the_mouse_only_is_found(published: Path):
    """A telephone, paper and most screen readers show no title."""
    spoil(published / NAME, "<p>Non.", '<p><abbr title="inhibiteur">IPP</abbr> Non.')

    assert (NAME, "the page explains a word under the mouse only.") in said(published)


def test_a_spoilt_card_of_a_feed_is_found(published: Path):
    """The feed is read as the page is; the link to a source, whole there, leads nobody away."""
    feed = published / "feeds" / "all.atom.xml"
    assert findings(published) == []
    spoil(feed, "care__urgency", "care__x", count=100)

    assert any(
        what == "a care card does not say how urgent it is." and name.startswith("feeds/all")
        for name, what in said(published)
    )


def test_an_emergency_card_may_cite_a_source(site: Site):
    """On the page and in the feed, the call to a source passes; so does what stands for “if”."""
    site.write(
        "articles/carte.md",
        "---\ntitle: T\ndate: 2026-10-01\nconditions: reflux\n---\n"
        "### Urgence\n\n- un signe [@chey2024]\n\n"
        "### Appelez le 15 dès que :\n\n- un signe\n\n### APPELEZ LE 15 EN CAS DE\n\n- un signe\n",
    )
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert findings(built.output, site.content) == []


@pytest.mark.parametrize(
    ("rule", "hides"),
    [
        (".care { display: none }", True),
        (".care--emergency { opacity: 0 }", True),
        (".warning__body { visibility: hidden }", True),
        (".care__urgency { position: absolute }", True),
        (".warning { border: 1px solid }", False),
    ],
)
def test_a_style_sheet_hides_no_card(rule: str, hides: bool):
    """Nothing of it may be out of sight, the words on urgency no more than the rest."""
    assert bool(list(audit_styles(rule))) == hides


def test_numbers_are_known_only_with_an_emergency_number():
    """Where none is known, the doctor's own may stand in a heading."""
    assert {"15", "112", "3114", "0145425959"} <= known_numbers(NUMBERS, "FR")
    assert known_numbers(NUMBERS, "XX") == frozenset()
    assert (
        known_numbers({"number": [{"country": "XX", "use": "poison", "dial": "1"}]}, "XX")
        == frozenset()
    )
