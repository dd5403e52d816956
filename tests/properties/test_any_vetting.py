"""Whatever a ledger holds, a vetting goes into it and every other byte stays, or it is refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from commands.vet.insertion import UnchangeableError, put, statements
from commands.vet.questions import LONGEST, NotUsable, clean, questions
from plugins.communities.ledger import read_ledger
from plugins.shared.files import read_toml
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


@many
@given(LEDGERS | TEXTS)
def test_any_ledger_can_be_added_to(text: str):
    """The former text is the beginning of the new one; the other vettings read as before."""
    if read_toml(text)[1]:
        return
    with suppress(UnchangeableError):
        new = put(text, ROW)
        # One that was there already is the next property's.
        if '"renaloo"' not in text:
            assert new.startswith(text)
        _assert_as_readable(text, new)


@many
@given(TEXTS, st.lists(st.sampled_from(LOOSE[:3]), max_size=2).map("".join), TEXTS)
def test_any_neighbour_stays(before: str, loose: str, after: str):
    """What is before an entry, and after it, is there to the byte; so are its own comments."""
    head = f"{before}\n"
    own = OWN.replace("verdict", f"{loose}verdict")
    tail = f"\n{OTHER}{after}"
    if read_toml(head + own + tail)[1]:
        return
    try:
        new = put(head + own + tail, ROW)
    except UnchangeableError:
        return

    assert new.startswith(head)
    assert new.endswith(tail)
    assert loose in new[len(head) : len(new) - len(tail)]
    assert "# b" in new[len(head) : len(new) - len(tail)]
    assert put(new, ROW) == new
    _assert_as_readable(head + own + tail, new)


@many
@given(TEXTS | LEDGERS)
def test_statements_leave_nothing_out(text: str):
    """Put end to end they are the text."""
    if read_toml(text)[1]:
        return
    with suppress(UnchangeableError):
        found = list(statements(text))
        assert "".join(text[one.start : one.end] for one in found) == text


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
    before, problems = read_ledger(text, KNOWN)
    after, found = read_ledger(new, KNOWN)
    assert [one for one in before if one.community != "renaloo"] == [
        one for one in after if one.community != "renaloo"
    ]
    assert len(found) <= len(problems)
    assert "renaloo" in [one.community for one in after]
