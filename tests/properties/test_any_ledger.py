"""Whatever the doctor's own files hold, nothing unvetted is shown and everything wrong is told."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from plugins.communities.catalogue import Community, read_catalogue
from plugins.communities.core import Need, match
from plugins.communities.ledger import is_fictional, lapses, read_ledger, vetted
from plugins.shared.blog import read_blog
from plugins.shared.files import read_toml
from tests.properties.grammar import JUNK, assert_told, many, mixed
from tests.support.sites import BLOG

KNOWN = {
    id_: Community(id_, id_, f"https://{id_}.example", "association", languages=("fr",))
    for id_ in ("renaloo", "arsla")
}
TODAY = date(2026, 11, 22)

VALUES = [
    *('"renaloo"', '"arsla"', '"inconnu"', '""', "1", "true", "[]", "{}", '["renaloo"]', "[[1]]"),
    *("2026-10-12", "2026-02-30", "0001-01-01", "9999-12-31", "2026-10-12T07:00:00", "07:00:00"),
    *('"2026-10-12"', '"recommended"', '"reserved"', '"refused"', '"Recommended"', "'a'", "nan"),
    *('"""a\nb"""', '"\\u0000"', '{fr = "Une phrase."}', "{fr = 1}", '{xx = ""}', '{fr = ["a"]}'),
    *("0x1F", "[" * 500, "1" * 5000, '"javascript:a"', '["fr", 1]', '["K21", "K2"]', '"A00-Z99"'),
]
VETTING = {
    "community": '"arsla"',
    "verdict": '"recommended"',
    "vetted_on": "2026-10-12",
    "vetted_by": '"Dr Jeanne Exemple"',
    "last_exchange": "2026-10-05",
    "next_check": "2027-01-05",
    "sentence": '{fr = "Une phrase."}',
}


def tables(head: str, right: dict[str, str]) -> st.SearchStrategy[str]:
    """Return files of a few entries, most of whose values are right, with junk around some."""
    change = st.tuples(st.sampled_from([*right, "note"]), st.sampled_from(VALUES))
    entry = st.lists(change, max_size=2).map(
        lambda changes: written(head, right | dict(changes)),
    )
    return st.lists(entry | entry | mixed([f"[{head}]\n", "a = 1\n"], most=3), max_size=3).map(
        "".join
    )


def written(head: str, values: dict[str, str]) -> str:
    """Return one entry of a file."""
    return f"[[{head}]]\n" + "".join(f"{name} = {value}\n" for name, value in values.items())


GOOD = written("vetting", VETTING | {"community": '"renaloo"'})
LEDGERS = tables("vetting", VETTING)


@many
@given(LEDGERS)
def test_any_ledger_is_read_or_told(text: str):
    """Only what is known, well dated and not refused is shown; the rest is told with its line."""
    ledger, problems = read_ledger(text, KNOWN, "fr")
    messages = [*problems, *lapses(ledger, TODAY)]
    shown = vetted(ledger, KNOWN, TODAY)
    assert_told([problem for problem in messages if problem.line], text)

    for problem in messages:
        assert problem.what.format(**problem.values)
    for item in shown:
        assert item.facts is KNOWN[item.vetting.community]
        assert item.vetting.verdict in ("recommended", "reserved")
        assert item.vetting.vetted_on <= TODAY < item.vetting.next_check
        assert all(isinstance(words, str) for words in item.vetting.sentence.values())
    match([Need(("N18",))], shown, "fr", "FR")
    assert is_fictional(read_toml(text)[0]) in (True, False)


@many
@given(LEDGERS)
def test_a_right_vetting_hides_no_wrong_one(text: str):
    """One more vetting that is right leaves what is told of the others as it was."""
    _, before = read_ledger(text, KNOWN, "fr")
    # The space parts a carriage return from the line feed, which together are read otherwise.
    _, after = read_ledger(f"{text} \n{GOOD}", KNOWN, "fr")

    assert bool(after) >= bool(before)


COMMUNITY = {
    "id": '"a"',
    "name": '"A"',
    "url": '"https://a.example"',
    "kind": '"directory"',
    "operator": '"A"',
    "languages": '["fr"]',
    "countries": '["FR"]',
    "conditions": '["K21"]',
    "audience": '["patients"]',
    "sex": '""',
    "crisis": "false",
    "about": '{fr = "Un forum"}',
    "moderation": '"staff"',
}
CATALOGUES = tables("community", COMMUNITY)


@many
@given(CATALOGUES, st.sampled_from(["K21", "N18.9", "I60-I64"]))
def test_any_additions_are_read_or_told(text: str, code: str):
    """Each community that is kept can be matched and ordered; each that is not is told."""
    communities, problems = read_catalogue(text)
    vettings = [written("vetting", VETTING | {"community": f'"{id_}"'}) for id_ in communities]
    ledger, _ = read_ledger("".join(vettings), communities, "fr")
    assert_told([problem for problem in problems if problem.line], text)

    for problem in problems:
        assert problem.what.format(**problem.values)
    for community in communities.values():
        assert community.url.startswith(("https://", "http://"))
        assert isinstance(community.name, str)
    box = match([Need((code,))], vetted(ledger, communities, TODAY), "fr", "FR")
    assert all(item in vetted(ledger, communities, TODAY) for item in box.shown)


LINES = [f"{line}\n" for line in BLOG.splitlines()]
OTHERS = [
    *("[review]\n", "months = 6\n", "months = 99\n", "months = true\n", "[blog]\n", "[[blog]]\n"),
    *('timezone = "/etc/passwd"\n', 'timezone = "../UTC"\n', 'timezone = "UTC\\u0000"\n', "[\n"),
    *(f"{name} = {value}\n" for name in ("title", "name", "as_of", "country") for value in VALUES),
]
BLOGS = st.lists(st.tuples(st.integers(0, 11), st.sampled_from([*OTHERS, *JUNK])), max_size=3).map(
    lambda changes: "".join(
        dict(changes).get(number, line) for number, line in enumerate([*LINES, ""])
    )
)


@many
@given(BLOGS | st.sampled_from(JUNK).map(lambda junk: BLOG.replace("Le carnet", junk)))
def test_any_blog_is_read_or_told(text: str):
    """The blog is whole, or what is missing is told."""
    blog, problems = read_blog(text)
    assert_told([problem for problem in problems if problem.line], text)

    assert (blog is None) == bool(problems)
    for problem in problems:
        assert problem.what.format(**problem.values)
