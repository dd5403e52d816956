"""The boxes of every article are there, seen, and word for word what was approved."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from audit.approved import folded, in_force
from audit.approved import retracted as read_retracted
from audit.boxes import audit_sources
from plugins.sources import status
from tests.support.sites import DEMO
from tests.support.spoiling import NEXT_BUILD, PAGE, TODAY, audited, findings, said, spoil

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


UNTOLD = "a retracted or withdrawn source is not said to be."


def test_a_retraction_that_is_not_told_is_found(published: Path):
    """A retracted paper among the sources of a page is said to be retracted, in words."""
    spoil(published / "ror-et-autisme/index.html", 'class="sources__status"', 'class="x"')

    assert ("ror-et-autisme/index.html", UNTOLD) in said(published)


def test_retracted_by_either_number(tmp_path: Path):
    """A retraction is known by DOI and by PMID, in small letters."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "sources.json").write_text(
        '[{"DOI": "10.1000/AB", "PMID": "12", "custom": {"status": {"state": "Retracted"}}},'
        ' {"DOI": "10.1000/CD", "custom": {"status": {"state": "corrected"}}}]'
    )

    assert read_retracted(tmp_path) == {
        "https://doi.org/10.1000/ab",
        "https://pubmed.ncbi.nlm.nih.gov/12/",
    }


RETRACTED = '"custom": {"status": {"state": "retracted"}}'


@pytest.mark.parametrize(
    ("sources", "known"),
    [
        ("", set()),
        (" \n", set()),
        (f'["x", 1, null, {{"URL": "https://a.example/X", {RETRACTED}}}]', {"https://a.example/x"}),
        (f'{{"DOI": "https://doi.org/10.1000/X", {RETRACTED}}}', {"https://doi.org/10.1000/x"}),
        (
            f'[{{"note": "Lu.\\nPMID: 123\\nExtra", {RETRACTED}}}]',
            {"https://pubmed.ncbi.nlm.nih.gov/123/"},
        ),
        ('[{"DOI": "10.1000/A", "title": "RETRACTED: x"}]', {"https://doi.org/10.1000/a"}),
        ('[{"DOI": "10.1000/A", "title": " Rétracté : x"}]', {"https://doi.org/10.1000/a"}),
        ('[{"DOI": "10.1000/A", "title": "Why papers are retracted"}]', set()),
    ],
)
def test_retracted_however_it_is_written(tmp_path: Path, sources: str, known: set[str]):
    """A retraction is known whatever form the plugin accepts: one source, a link, a title."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "sources.json").write_text(sources, "utf-8")

    assert read_retracted(tmp_path) == known


@pytest.mark.parametrize("state", status.STATES)
def test_the_audit_and_the_plugin_forbid_the_same(tmp_path: Path, state: str):
    """Whatever nobody may cite unknowingly is looked for on the pages, and nothing else."""
    (tmp_path / "sources").mkdir()
    item = {"DOI": "10.1000/A", "custom": {"status": {"state": state}}}
    (tmp_path / "sources" / "sources.json").write_text(json.dumps([item]), "utf-8")

    assert bool(read_retracted(tmp_path)) == (state in status.FORBIDDEN)


def test_a_withdrawal_that_is_not_told_is_found(published: Path, tmp_path: Path):
    """A withdrawn preprint among the sources of a page is said to be withdrawn, in words."""
    content = Path(shutil.copytree(DEMO, tmp_path / "content"))
    file = content / "sources" / "sources.json"
    items = json.loads(file.read_text("utf-8"))
    cited = next(item for item in items if item["id"] == "wakefield1998")
    cited["custom"]["status"]["state"] = "withdrawn"
    file.write_text(json.dumps(items), "utf-8")
    spoil(published / "ror-et-autisme/index.html", 'class="sources__status"', 'class="x"')

    found = findings(published, content)

    assert any(UNTOLD in line for line in found), found


UNVETTED = "a community is linked although its vetting is not in force."


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (PAGE, "https://www.arsla.org", "https://www.arsla.example"),
        (PAGE, "https://www.arsla.org", "//www.arsla.org"),
        (PAGE, "https://www.arsla.org", "https://www.arsla.org/autre"),
        ("communautes/arsla/index.html", "https://www.arsla.org", "https://www.arsla.example"),
    ],
)
def test_a_community_nobody_vetted_is_found(published: Path, name: str, old: str, new: str):
    """On a page or in the directory, no link leads to what the doctor did not vet."""
    spoil(published / name, f'href="{old}"', f'href="{new}"')

    assert (name, UNVETTED) in said(published)


def test_a_lapsed_vetting_is_found(published: Path):
    """A link whose vetting is not in force on the day does not pass, on pages and in feeds."""
    found = audited(published, today=date(2027, 12, 1)).findings

    assert any(path == "build.json" for path, _ in found)
    assert any("arsla.org" in problem.quote for _, problem in found)
    assert any(path.startswith("feeds/") for path, _ in found)


@pytest.mark.parametrize(
    ("next_build", "passes"),
    [(None, True), (NEXT_BUILD, True), (date(2027, 4, 11), False), (date(2027, 4, 12), False)],
)
def test_a_vetting_that_lapses_before_the_next_build_is_found(
    published: Path, next_build: date | None, passes: bool
):
    """What a page shows is in force until a build can take it away."""
    found = findings(published, next_build=next_build)

    assert (found == []) == passes


LEDGER = {
    "verdict": "recommended",
    "vetted_on": date(2026, 10, 12),
    "last_exchange": date(2026, 10, 5),
}


@pytest.mark.parametrize(
    ("changes", "day", "expected"),
    [
        ({}, TODAY, True),
        ({"verdict": "reserved"}, TODAY, True),
        ({"verdict": "refused"}, TODAY, False),
        ({"verdict": "Recommended"}, TODAY, False),
        ({}, date(2026, 10, 12), True),
        ({}, date(2026, 10, 11), False),
        ({}, date(2027, 4, 11), True),
        ({}, date(2027, 4, 12), False),
        ({"next_check": date(2026, 11, 23)}, TODAY, True),
        ({"next_check": TODAY}, TODAY, False),
        ({"next_check": date(2030, 1, 1)}, date(2027, 10, 11), True),
        ({"next_check": date(2030, 1, 1)}, date(2027, 10, 12), False),
        ({"last_exchange": date(2026, 4, 13)}, TODAY, True),
        ({"last_exchange": date(2026, 4, 12)}, TODAY, False),
        ({"last_exchange": None}, TODAY, False),
        ({"vetted_on": "2026-10-12"}, TODAY, False),
        ({"next_check": "jamais"}, TODAY, False),
    ],
)
def test_when_a_vetting_is_in_force(changes: dict[str, Any], day: date, expected: bool):
    """Six months, twelve at most, from the day of the vetting to the day before the next check."""
    assert in_force(LEDGER | changes, day) == expected


def test_only_what_typography_changes_is_folded():
    """Two texts that a reader reads alike are alike; others are not."""
    assert folded("« L’été » – 12 h") == folded('"L\'été" -\n12\u00a0h')
    assert folded("pas une consultation") != folded("une consultation")


def test_another_number_behind_the_words_is_found(published: Path):
    """What a reader taps is the number that is shown."""
    spoil(published / PAGE, 'href="tel:15"', 'href="tel:16"')

    assert "the disclaimer calls another number than it shows." in "\n".join(findings(published))


def test_a_retracted_source_is_known_by_its_encoded_address():
    """A DOI of the nineties has signs that no address may hold."""
    html = (
        '<section class="sources"><ol class="sources__list"><li id="source-a">'
        '<p class="sources__text">Neuro C. A paper. 1996.</p>'
        '<a href="https://doi.org/10.1002/365:1%3C113::AID%3E2-6">doi</a></li></ol></section>'
    )
    box = LexborHTMLParser(html).css_first("section")

    _, problems = audit_sources(box, frozenset({"https://doi.org/10.1002/365:1<113::aid>2-6"}))

    assert [one.what for one in problems] == [UNTOLD]
