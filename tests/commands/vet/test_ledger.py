"""A vetting goes into the ledger's text, and nothing else of it changes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from commands.vet.toml_text import UnchangeableError, put
from plugins.communities.catalogue import read_catalogue
from plugins.communities.criteria import NAMES
from plugins.communities.ledger import read_ledger
from tests.support.sites import DEMO, LEDGER

ROW: dict[str, Any] = {
    "community": "renaloo",
    "verdict": "reserved",
    "vetted_on": date(2026, 11, 22),
    "vetted_by": "Dr Jeanne Exemple",
    "last_exchange": date(2026, 11, 20),
    "next_check": date(2027, 5, 22),
    "sentence": {"fr": 'Un « forum » : "lisez" d’abord.'},
    "criteria": {"funding": "50 % # dons", "data_sale": "no"},
    "evidence": ["https://renaloo.example/a", "https://renaloo.example/b"],
}
ENTRY = """\
[[vetting]]
community = "renaloo"
verdict = "reserved"
vetted_on = 2026-11-22
vetted_by = "Dr Jeanne Exemple"
last_exchange = 2026-11-20
next_check = 2027-05-22
sentence.fr = "Un « forum » : \\"lisez\\" d’abord."
criteria.funding = "50 % # dons"
criteria.data_sale = "no"
evidence = ["https://renaloo.example/a", "https://renaloo.example/b"]
"""
OLD = """\
# Le rein
[[vetting]] # à relire
community = "renaloo"
verdict = "recommended" # pour l'instant
vetted_on = 2026-01-22
# vue avec une patiente
vetted_by = "Dr Jeanne Exemple"
last_exchange = 2026-01-20
sentence.en = "A forum."

# Le reste
[[vetting]]
community = "arsla"
"""
NEW = """\
# Le rein
[[vetting]] # à relire
community = "renaloo"
verdict = "reserved" # pour l'instant
vetted_on = 2026-11-22
# vue avec une patiente
vetted_by = "Dr Jeanne Exemple"
last_exchange = 2026-11-20
sentence.en = "A forum."
sentence.fr = "Un « forum » : \\"lisez\\" d’abord."
next_check = 2027-05-22
criteria.funding = "50 % # dons"
criteria.data_sale = "no"
evidence = ["https://renaloo.example/a", "https://renaloo.example/b"]

# Le reste
[[vetting]]
community = "arsla"
"""
BOTH = ROW | {"sentence": {**ROW["sentence"], "en": "A forum."}}


@pytest.mark.parametrize(
    ("text", "gap"),
    [("", ""), (LEDGER, "\n"), ("# rien", "\n\n"), ("fictional = true\n", "\n"), ("\n\n", "\n")],
)
def test_a_new_vetting_goes_to_the_end(text: str, gap: str):
    """What was there is the beginning of what is there."""
    assert put(text, "vetting", "community", ROW) == f"{text}{gap}{ENTRY}"


def test_a_former_vetting_is_changed_in_place():
    """Its own comments, the names it wrote and its neighbours stay."""
    assert put(OLD, "vetting", "community", BOTH) == NEW
    assert put(NEW, "vetting", "community", BOTH) == NEW


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_the_line_feeds_of_another_system_stay(newline: str):
    """A ledger saved under Windows, or on an old Mac, goes on as it was."""
    old, new = OLD.replace("\n", newline), NEW.replace("\n", newline)

    assert put(old, "vetting", "community", BOTH) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('sentence = {fr = "a", en = "b"} # mot', 'sentence = {fr = "c" } # mot'),
        ('sentence.fr = """\n[[vetting]]\n# a"""', 'sentence.fr = "c"'),
        ("sentence.fr = '''a''''' # b", 'sentence.fr = "c" # b'),
        ('  "sentence" . \'fr\'="a"', '  "sentence" . \'fr\'="c"'),
        (
            'evidence = [ # a\n  "b]", # c\n  ]\nsentence.fr = "a"',
            'evidence = [ # a\n  "b]", # c\n  ]\nsentence.fr = "c"',
        ),
        ("[vetting.sentence] # d\n# e\nfr = 'a' # f", '[vetting.sentence] # d\n# e\nfr = "c" # f'),
    ],
)
def test_any_way_to_write_it(old: str, new: str):
    """Tables inside of tables, long texts, lists on many lines, names between quotes."""
    head = '[[vetting]]\ncommunity = "renaloo"\n'
    tail = '\n\n[[vetting]]\ncommunity = "arsla"\n'
    row = {"community": "renaloo", "sentence": {"fr": "c"}}

    text = put(f"{head}{old}{tail}", "vetting", "community", row)

    assert text == f"{head}{new}{tail}"


@pytest.mark.parametrize(
    "text",
    [
        'vetting = [{community = "arsla"}]\n',
        '[vetting]\ncommunity = "arsla"\n',
        '[[vetting]]\ncommunity = "renaloo"\n' * 2,
        "vetting = 3\n",
        "[[vetting]\n",
        "[" * 3000,
    ],
)
def test_what_cannot_be_changed_safely_is_not(text: str):
    """Rather than guess, it says so."""
    with pytest.raises(UnchangeableError):
        put(text, "vetting", "community", ROW)


def test_a_ledger_that_is_mostly_brackets_ends_soon():
    """A text of ten thousand lines that look like headers is refused, not read as many times."""
    lines = "[vetting]\n" * 10_000
    text = f"note = '''\n{lines}'''\n\n{LEDGER}"

    with pytest.raises(UnchangeableError):
        put(text, "vetting", "community", {"community": "france-assos-sante", "verdict": "refused"})
    assert put(text, "vetting", "community", ROW).startswith(text)


def test_what_is_taken_out_leaves_its_comment():
    """An empty value is not written; a comment beside it stays, on a line of its own."""
    row = {"community": "renaloo", "sentence": {}, "evidence": []}
    text = '[[vetting]]\ncommunity = "renaloo"\nsentence.fr = "a" # b\nevidence = ["c"]\n# d\n'

    assert (
        put(text, "vetting", "community", row) == '[[vetting]]\ncommunity = "renaloo"\n# b\n# d\n'
    )


def test_every_vetting_of_the_demonstration():
    """Each entry of a real ledger can be changed, and only its own lines change."""
    text = (DEMO / "communities" / "vetting.toml").read_text("utf-8")
    ids = [line.split('"')[1] for line in text.split("\n") if line.startswith("community = ")]

    for id_ in ids:
        new = put(text, "vetting", "community", {"community": id_, "verdict": "refused"})
        changed = [(a, b) for a, b in zip(text.split("\n"), new.split("\n"), strict=True) if a != b]
        assert changed == [('verdict = "recommended"', 'verdict = "refused"')]


CATALOGUE, _ = read_catalogue(
    '[[community]]\nid = "renaloo"\nname = "R"\nurl = "https://r.example"\nkind = "association"\n'
)


def test_the_blog_reads_what_is_written():
    """The criteria and the evidence are read, and known by their names."""
    (vetting,), problems = read_ledger(ENTRY, CATALOGUE, "fr")

    assert problems == []
    assert vetting.criteria == {"funding": "50 % # dons", "data_sale": "no"}
    assert vetting.evidence == tuple(ROW["evidence"])
    assert vetting.criteria.keys() <= set(NAMES)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('criteria.fundings = "a"', "funding"),
        ("criteria.charter = true", "charter"),
        ("evidence = [1]", "evidence"),
        ('evidence = "https://a.example"', "evidence"),
        ('evidence = ["https://a.example", "Mme X, au téléphone"]', "Mme X"),
        ('evidence = ["https://moi:secret@a.example/"]', "secret"),
        ('criteria = "yes"', "criteria"),
    ],
)
def test_a_criterion_nobody_reads_is_told(line: str, said: str):
    """A name that is not known, or a value that is not in words, keeps the vetting out."""
    name = line.partition(" ")[0]
    text = "\n".join(row for row in ENTRY.split("\n") if not row.startswith(name.split(".")[0]))

    ledger, (problem,) = read_ledger(f"{text}{line}\n", CATALOGUE, "fr")

    assert ledger == []
    assert said in f"{problem.what} {problem.fix} {problem.values} {line}"
