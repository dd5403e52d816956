"""What a reader sees of a text, and what nobody does."""

from __future__ import annotations

import pytest

from plugins.gate.texts import check_invisible
from plugins.shared.files import read_json, read_toml
from plugins.shared.problems import visible
from plugins.shared.unseen import is_seen, stray

NOTHING = [
    "\u200b",
    "\u00ad",
    "\u3164",
    "\u2800",
    "\U000e0041",
    "\ufe0f",
    "\u0301\u0302",
    "\ufeff",
    "\u115f\u1160",
    "\uffa0",
    "\u2060 \u180e",
    "\u200d\u200c",
    "\u202e",
    " \t",
    "\x00",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_seen(text: str):
    """However many of them there are, readers are shown nothing."""
    assert not is_seen(text * 3)


@pytest.mark.parametrize(
    "text", ["a", "é", "e\u0301", "5", "…", "😀", "腰", "ألم", "\u200ba", "⠁", "€"]
)
def test_something_is_seen(text: str):
    """A letter, a figure or a sign of any alphabet is enough."""
    assert is_seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d⚕️",
        "❤\ufe0f\u200d🔥",
        "1\ufe0f\u20e3",
        "\u0646\u0645\u06cc\u200c\u062e\u0648",
        "שלום\u200e!",
        "葛\U000e0100",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "⠁\u2800⠃",
        "©\ufe0f",
        "é",
    ],
)
def test_what_changes_how_its_neighbours_are_drawn_is_of_use(text: str):
    """Emoji, flags, and the alphabets that join their letters need some of them."""
    assert list(stray(text)) == []


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("a\u200bb", [1]),
        ("mé\u00adde\u00adcin", [2, 5]),
        ("\ufeffa", [0]),
        ("a\u200db", [1]),
        ("a\u2060", [1]),
        ("a\u200e", [1]),
        ("a\ufe0f", [1]),
        ("\u3164", [0]),
        ("a \u2800", [2]),
        ("a\U000e0041", [1]),
    ],
)
def test_what_is_of_no_use_is_found(text: str, at: list[int]):
    """Where it stands, among Latin letters."""
    assert list(stray(text)) == at
    assert "[U+" in visible(text)


def test_it_is_told_once_for_each_kind():
    """With its line, and how often it stands there: a remark, since it harms no reader."""
    found = list(check_invisible("un\nmé\u00adde\u00adcin\u200b\n\u200b"))

    assert [(p.line, p.level, p.values["name"], p.values["count"]) for p in found] == [
        (2, "warning", "U+00AD", 2),
        (2, "warning", "U+200B", 2),
    ]


@pytest.mark.parametrize("text", NOTHING[:12])
def test_a_setting_of_which_nothing_is_seen_is_refused(text: str):
    """In any file of settings, whoever reads it; escaped or not; a name of a source is emptied."""
    for written in (text, "".join(f"\\U{ord(one):08x}" for one in text)):
        tables, (problem,) = read_toml(f'[[vetting]]\nvetted_by = "{written}"\n')

        assert tables == {}
        assert problem.quote in f'"{written}"'
    assert read_json(f'[{{"title": "{text}"}}]')[0] == [{"title": ""}]
