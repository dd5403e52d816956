"""Whatever a ledger holds, a vetting goes into it and every other byte stays, or it is refused."""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from commands.cli.asking import LONGEST
from commands.vet.questions import NotUsable, clean, questions
from commands.vet.toml_text import UnchangeableError, add, put
from plugins.communities.ledger import read_ledger
from plugins.shared.files import decode, read_toml
from tests.properties.grammar import JUNK, many
from tests.properties.test_any_ledger import KNOWN, LEDGERS, VALUES, VETTING, written

TODAY = date(2026, 11, 22)
ROW = {
    "community": "renaloo",
    "verdict": "reserved",
    "vetted_on": TODAY,
    "vetted_by": "Dr J",
    "last_exchange": date(2026, 11, 20),
    "next_check": date(2027, 5, 22),
    "sentence": {"fr": "Mot."},
    "criteria": {"funding": 'a "b"\\ # c'},
    "evidence": ["https://a.example"],
}
# What stands between two entries, or inside one, and may not change.
LOOSE = ["# à moi\n", "\n", "  # [[vetting]]\n", "\r\n", "note = '''\n[[vetting]]\n'''\n", "#é\n"]
OTHER = written("vetting", VETTING)
NESTED = f'{OTHER.replace("sentence", "xx")}[vetting.sentence]\nfr = "a" # b\n'
OWN = written("vetting", VETTING | {"community": '"renaloo"', "sentence": '{en = "a"} # b'})
REMARKS = [f"# {junk}\n" for junk in JUNK]
PIECES = st.sampled_from([*LOOSE * 4, OTHER, NESTED, *REMARKS]) | st.sampled_from(VALUES).map(
    lambda value: f"x = {value}\n"
)
TEXTS = st.lists(PIECES, max_size=5).map("".join)
# An entry in each of the ways that TOML allows, “id” for its community.
OWNS = [
    '[[vetting]] # remarque 1\ncommunity = “id”\nverdict="refused" # remarque 2\n',
    '[[vetting]]\n  community = “id”\n  # remarque 1\n  sentence.en = "a" # remarque 2\n',
    '[[vetting]]\ncommunity = “id”\n[vetting.sentence] # remarque 1\nfr = "a" # remarque 2\n',
    '[[vetting]]\ncommunity = “id”\n\n[vetting.criteria]\n# remarque 1\ncharter = "yes"\n',
    '[[ vetting ]]\n"community" = “id”\ncriteria = {funding = "x"} # remarque 1\n',
    "[[vetting]]\ncommunity = “id”\nsentence.fr = '''\n[[vetting]]\n# a\n''' # remarque 1\n",
    '[[vetting]]\ncommunity = “id”\nevidence = [\n  "https://a.example",\n] # remarque 1\n',
    '[[vetting]]\nsentence.en = "a"\ncommunity = “id”\nsentence.fr = "b" # remarque 1\n',
    "[[vetting]]\ncommunity = “id”\nlast_exchange = 2026-11-20\n\n\nvetted_on = 2026-11-22\n",
]
LOOSES = st.lists(st.sampled_from(["# à moi\n", "\n", "  # [[vetting]]\n"]), max_size=3).map(
    "".join
)


# How the lines of a file end: as here, under Windows, on an old Mac.
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def ended(text: str, end: str) -> str:
    """Return a text whose lines all end in a way, unless they end in several already."""
    return text if "\r" in text else text.replace("\n", end)


@many
@given(LEDGERS | TEXTS, ENDS)
def test_any_ledger_can_be_added_to(text: str, end: str):
    """The former text is the beginning of the new one; the other vettings read as before."""
    text = ended(text, end)
    if read_toml(decode(text.encode())[0])[1]:
        return
    with suppress(UnchangeableError):
        new = put(text, "vetting", "community", ROW)
        # One that was there already is the next property's.
        if '"renaloo"' not in text:
            assert new.startswith(text)
        _assert_as_readable(text, new)


@many
@given(LEDGERS | TEXTS, st.lists(st.sampled_from([ROW, {"id": "a"}]), max_size=3), ENDS)
def test_any_additions_can_be_added_to(text: str, rows: list[dict[str, object]], end: str):
    """Several entries go to the end at once, and all that was there is there to the byte."""
    text = ended(text.replace("[[vetting]]", "[[community]]"), end)
    if read_toml(decode(text.encode())[0])[1]:
        return
    with suppress(UnchangeableError):
        new = add(text, "community", rows)
        assert new.startswith(text)
        before, after = (read_toml(decode(one.encode())[0])[0] for one in (text, new))
        assert after.get("community", [])[len(before.get("community", [])) :] == rows


@many
@given(TEXTS, st.lists(st.sampled_from(LOOSE[:3]), max_size=2).map("".join), TEXTS, ENDS)
def test_any_neighbour_stays(before: str, loose: str, after: str, end: str):
    """What is before an entry, and after it, is there to the byte; so are its own comments."""
    pieces = [f"{before}\n", OWN.replace("verdict", f"{loose}verdict"), f"\n{OTHER}{after}", loose]
    if "\r" not in "".join(pieces):
        pieces = [ended(piece, end) for piece in pieces]
    head, own, tail, loose = pieces
    text = head + own + tail
    if read_toml(decode(text.encode())[0])[1]:
        return
    try:
        new = put(text, "vetting", "community", ROW)
    except UnchangeableError:
        return

    assert new.startswith(head)
    assert new.endswith(tail)
    assert loose in new[len(head) : len(new) - len(tail)]
    assert "# b" in new[len(head) : len(new) - len(tail)]
    assert put(new, "vetting", "community", ROW) == new
    _assert_as_readable(text, new)


@many
@given(st.lists(st.sampled_from(OWNS), min_size=1, max_size=4), LOOSES, ENDS, st.integers(0, 3))
def test_any_entry_changes_alone(entries: list[str], loose: str, end: str, place: int):
    """Of several entries, written in any way, one changes; none is refused, no comment is lost."""
    place %= len(entries)
    ids = ["renaloo" if n == place else f"autre-{n}" for n in range(len(entries))]
    named = [
        ended(entry.replace("“id”", f'"{id_}"') + loose, end)
        for entry, id_ in zip(entries, ids, strict=True)
    ]
    head, tail = "".join(named[:place]), "".join(named[place + 1 :])

    new = put("".join(named), "vetting", "community", ROW)

    assert new.startswith(head)
    assert new.endswith(ended(loose, end) + tail)
    own = new[len(head) : len(new) - len(tail)]
    for remark in re.findall(r"# remarque \d", named[place]):
        assert remark in own
    assert tomllib.loads(decode(own.encode())[0])["vetting"] == [ROW]


@many
@given(st.text(max_size=30) | st.sampled_from([*JUNK, *VALUES]), st.sampled_from(["fr", "en"]))
def test_any_answer_is_taken_or_asked_again(typed: str, language: str):
    """What is kept can be given again, and is taken as it is."""
    for question in questions(TODAY, language, {"verdict": "reserved"}):
        with suppress(NotUsable):
            answer = question.read(typed[:LONGEST])
            assert question.read(answer) == answer or not answer
            assert clean(answer) == answer


def _assert_as_readable(text: str, new: str) -> None:
    before, problems = read_ledger(decode(text.encode())[0], KNOWN, "fr")
    after, found = read_ledger(decode(new.encode())[0], KNOWN, "fr")
    assert [one for one in before if one.community != "renaloo"] == [
        one for one in after if one.community != "renaloo"
    ]
    assert len(found) <= len(problems)
    assert "renaloo" in [one.community for one in after]
