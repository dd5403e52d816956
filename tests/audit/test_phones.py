"""The number to call: there, first, that of the line it stands by, and what it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoiling import said, spoil

ARTICLE = "depression/index.html"
LINE = "communautes/3114/index.html"
PROFILE = "communautes/france-depression/index.html"
ILLNESS = "maladies/suicide-et-idees-suicidaires/index.html"
FIRST = "the number to call does not come first."
OTHER = "this is not the number of that community."
SHOWN = "a link dials another number than it shows."
WORDS = "whom to call is not said in the approved words."
CALL = '<a class="community__dial" href="tel:3114">'


@pytest.mark.parametrize("page", [ARTICLE, LINE, ILLNESS])
@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (CALL, "<a>", FIRST),
        (CALL, '<a href="https://3114.fr">x</a>' + CALL, FIRST),
        (CALL, CALL.replace("3114", "0972394050"), OTHER),
        (">Appeler le 3114<", ">Appeler le 3115<", SHOWN),
    ],
)
def test_a_number_to_call_is_proven(published: Path, page: str, old: str, new: str, finding: str):
    """A line without its number, after its site, with that of another, or that shows another."""
    spoil(published / page, old, new)

    assert (page, finding) in said(published)


SENTENCE = 'appelez d’abord le <a href="tel:3114">'


@pytest.mark.parametrize("page", [ARTICLE, "maladies/depression/index.html", PROFILE])
@pytest.mark.parametrize(
    ("new", "finding"),
    [
        (SENTENCE.replace("3114", "0899000000"), OTHER),
        (SENTENCE.replace("3114", "112"), SHOWN),
    ],
)
def test_a_sentence_calls_numbers_of_the_country_alone(
    published: Path, page: str, new: str, finding: str
):
    """What the doctor says beside a community can be called like anything else in a page."""
    spoil(published / page, SENTENCE, new)

    assert (page, finding) in said(published)


def test_whom_to_call_is_proven(published: Path):
    """A page on a subject of danger opens with the approved words alone."""
    spoil(published / ILLNESS, "Idées de suicide", "Idées noires")

    assert (ILLNESS, WORDS) in said(published)
