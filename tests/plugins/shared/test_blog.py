"""``blog.toml`` is read whole, or everything wrong in it is said at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.shared.blog import COUNTRIES, Blog, load_blog, read_blog
from plugins.shared.problems import Problem
from tests.support.sites import BLOG, DEMO, Site


def refused(text: str) -> list[Problem]:
    """Return what is wrong with a ``blog.toml`` that cannot be used."""
    blog, problems = read_blog(text)

    assert blog is None
    return problems


def test_a_blog_is_read():
    """What is not written has its default."""
    blog, problems = read_blog(BLOG)

    assert problems == []
    assert isinstance(blog, Blog)
    assert blog.blog.title == "Le carnet"
    assert blog.blog.as_of == date(2026, 11, 22)
    assert blog.blog.timezone == "Europe/Paris"
    assert blog.blog.fictional
    assert blog.doctor.name.split() == ["Dr", "Jeanne", "Exemple"]
    assert blog.review.months == blog.review.hidden_after == 12


def test_the_demonstration_s_own():
    """The file that a doctor begins with is a good one."""
    blog, problems = read_blog((DEMO / "blog.toml").read_text("utf-8"))

    assert problems == []
    assert blog is not None
    assert blog.blog.fictional


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_country_and_language(country: str, language: str):
    """Each country that has its numbers can be chosen, in both languages."""
    text = BLOG.replace('"FR"', f'"{country}"').replace('"fr"', f'"{language}"')

    assert read_blog(text)[1] == []


@pytest.mark.parametrize(
    ("written", "wrong", "near"),
    [
        ('titel = "x"', "blog.titel", "title"),
        ('adress = "x"', "blog.adress", "address"),
        ('langage = "fr"', "blog.langage", "language"),
    ],
)
def test_an_unknown_setting_is_shown_with_the_nearest(written: str, wrong: str, near: str):
    """A slip of the finger is not silently without effect."""
    (problem,) = refused(BLOG.replace("[blog]", f"[blog]\n{written}"))

    assert (problem.values["name"], problem.values["near"]) == (wrong, near)


def test_an_unknown_part():
    """A part that does not exist is told by its name."""
    (problem,) = refused(f"{BLOG}\n[docteur]\nname = 'x'\n")

    assert (problem.values["name"], problem.values["near"]) == ("docteur", "doctor")


def test_a_setting_like_no_other_lists_them_all():
    """Without a near one, everything that can be written there is shown."""
    (problem,) = refused(f"{BLOG}\n[review]\nzzz = 1\n")

    assert problem.values["known"] == "months, hidden_after"


@pytest.mark.parametrize("name", ["title", "address", "language", "country"])
def test_a_missing_setting(name: str):
    """Each thing that a blog cannot do without is asked for, under its part."""
    text = "\n".join(line for line in BLOG.splitlines() if not line.startswith(name))
    (problem,) = refused(text)

    assert (problem.values["name"], problem.values["part"]) == (name, "blog")


@pytest.mark.parametrize("name", ["name", "specialty"])
def test_a_missing_word_on_the_doctor(name: str):
    """So is who speaks."""
    text = "\n".join(line for line in BLOG.splitlines() if not line.startswith(name))
    (problem,) = refused(text)

    assert (problem.values["name"], problem.values["part"]) == (name, "doctor")


@pytest.mark.parametrize(
    ("entry", "name", "quote"),
    [('old = "/a/"', "new", "/a/"), ('new = "/b/"', "old", "/b/"), ("", "old", "[[redirects]]")],
)
def test_what_an_entry_lacks_is_told_where_it_is(entry: str, name: str, quote: str):
    """At the words that it has, so that its line is found; the fix names it with two brackets."""
    problem = refused(f"{BLOG}\n[[redirects]]\n{entry}\n")[0]

    assert (problem.values["name"], problem.values["part"]) == (name, "[redirects]")
    assert problem.quote == quote


def test_an_empty_setting_is_missing():
    """Two quotes with nothing between say nothing."""
    (problem,) = refused(BLOG.replace('"Le carnet"', '""'))

    assert problem.values["name"] == "title"


def test_an_empty_file_asks_for_everything():
    """Nothing written: all that is needed is said at once."""
    assert [problem.values["name"] for problem in refused("")] == [
        "title",
        "address",
        "language",
        "country",
        "name",
        "specialty",
    ]


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ('title = "Le carnet"', "title = 5", "blog.title"),
        ("as_of = 2026-11-22", 'as_of = "2026-11-22"', "blog.as_of"),
        ("fictional = true", 'fictional = "oui"', "blog.fictional"),
        ("as_of = 2026-11-22", "subtitle = ['a', 'b']", "blog.subtitle"),
        ("[doctor]", '[review]\nmonths = "12"\n[doctor]', "review.months"),
        ("[doctor]", "[review]\nmonths = 1.5\n[doctor]", "review.months"),
    ],
)
def test_a_value_of_another_kind(old: str, new: str, name: str):
    """Words without quotes, a date with quotes: the setting is told, the value quoted."""
    (problem,) = refused(BLOG.replace(old, new))

    assert problem.values["name"] == name
    assert problem.quote


@pytest.mark.parametrize(
    ("end", "fix"),
    [
        ('[review]\nmonths = "12"', "whole number"),
        ('[share]\nto = "mail"', "between brackets"),
        ('[contact]\nmail = ["jeanne@carnet.example"]', "straight quotes"),
        ('[practice]\nclosed_from = "2026-11-22"', "year-month-day"),
        ('[practice]\nhours = "lundi 8h-12h"', "between brackets"),
        ('[publish]\nport = "22"', "whole number"),
    ],
)
def test_a_value_of_another_kind_is_told_where_it_is(end: str, fix: str):
    """The line is its own, whatever else holds the same words; the remedy is that of its kind."""
    text = f'{BLOG}[host]\nname = "12 mail 22"\n{end}\n'
    (problem,) = refused(text)

    assert (problem.line, problem.quote) == (text.count("\n"), end.split("\n")[1])
    assert fix in problem.fix


def test_a_value_of_another_kind_of_one_person_among_several():
    """The line is that of the person it is written of."""
    text = f'{BLOG}[[people]]\nname = "A"\nspecialty = "B"\n[[people]]\nname = 5\n'
    problem = refused(text + 'specialty = "C"\n')[0]

    assert (problem.quote, problem.line) == ("5", 0)


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        ('country = "FR"', 'country = "France"', "France"),
        ('country = "FR"', 'country = "fr"', "fr"),
        ('country = "FR"', 'country = "CA"', "CA"),
        ('language = "fr"', 'language = "français"', "français"),
        ('language = "fr"', 'language = "de"', "de"),
    ],
)
def test_a_country_or_language_that_is_not_known(old: str, new: str, value: str):
    """What is possible is listed."""
    (problem,) = refused(BLOG.replace(old, new))

    assert problem.values["value"] == value
    assert problem.values["allowed"] in (", ".join(COUNTRIES), "fr, en")


@pytest.mark.parametrize(
    "address",
    [
        "http://carnet.example",
        "carnet.example",
        "www.carnet.example",
        "https://jeanne@carnet.example",
        "https://carnet.example:99999",
        "https://carnet.example/../ailleurs",
        "https://carnet.example/le carnet",
        "https://carnet.example/?page=1",
    ],
)
def test_an_address_that_cannot_be_used(address: str):
    """The address is whole, safe, and that of a folder."""
    (problem,) = refused(BLOG.replace("https://carnet.example", address))

    assert problem.quote == address


@pytest.mark.parametrize(("months", "wrong"), [(0, 1), (1, 0), (36, 0), (37, 1), (-1, 1)])
def test_months_between_two_reviews(months: int, wrong: int):
    """From one month to three years."""
    _, problems = read_blog(f"{BLOG}\n[review]\nmonths = {months}\n")

    assert len(problems) == wrong


@pytest.mark.parametrize(("months", "wrong"), [(0, 1), (1, 0), (36, 0), (37, 1)])
def test_months_before_a_page_is_hidden(months: int, wrong: int):
    """A page that nobody reviews is hidden from one month to three years later."""
    _, problems = read_blog(f"{BLOG}\n[review]\nhidden_after = {months}\n")

    assert [problem.quote for problem in problems] == ["hidden_after"] * wrong


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('"Le carnet"', '"Le carnet', 2),
        ('"Le carnet"', "“Le carnet”", 2),
        ('"Le carnet"', "Le carnet", 2),
        ("[doctor]", "[doctor", 9),
        ("2026-11-22", "22/11/2026", 7),
        ('country = "FR"', 'title = "x"', 5),
    ],
)
def test_a_broken_file_is_shown_where_it_breaks(old: str, new: str, line: int):
    """Curled quotes, a lost bracket, a French date: the very line is shown."""
    text = BLOG.replace(old, new)
    (problem,) = refused(text)

    assert (problem.line, problem.quote) == (line, text.splitlines()[line - 1])


def test_everything_wrong_is_said_at_once():
    """One fault does not hide the others."""
    problems = refused(
        BLOG.replace("title =", "titel =").replace('"FR"', "5").replace("name", "nom")
    )

    assert {str(problem.values["name"]) for problem in problems} == {
        *("blog.titel", "title", "blog.country", "doctor.nom", "name"),
    }


@given(st.text())
def test_any_text_is_a_blog_or_a_problem(text: str):
    """Whatever the file holds, something is said of it."""
    blog, problems = read_blog(text)

    assert (blog is None) == bool(problems)


def test_a_missing_file_stops_in_words(tmp_path: Path):
    """Without the file, the doctor reads a sentence, not a traceback."""
    with pytest.raises(SystemExit, match=r"blog\.toml\n  ✗"):
        load_blog(tmp_path / "blog.toml")


def test_a_file_that_is_not_utf8_stops_in_words(tmp_path: Path):
    """A file saved by an old editor is told with its line."""
    path = tmp_path / "blog.toml"
    path.write_bytes(BLOG.replace("Le carnet", "Santé").encode("cp1252"))

    with pytest.raises(SystemExit, match=r"2.*\n      title = \"Santé\""):
        load_blog(path)


def test_a_byte_order_mark_is_not_seen(tmp_path: Path):
    """A file saved by Windows is read as any other."""
    path = tmp_path / "blog.toml"
    path.write_bytes(b"\xef\xbb\xbf" + BLOG.replace("\n", "\r\n").encode())

    assert load_blog(path).blog.title == "Le carnet"


def test_a_build_stops_before_anything(site: Site):
    """A blog that cannot be read is not built, and its faults are in French and quoted."""
    site.write("blog.toml", BLOG.replace("https://carnet.example", "carnet.example"))
    built = site.build()

    assert built.status == 1
    assert "blog.toml" in built.said
    assert "carnet.example" in built.said
    assert not site.output.exists()


def test_a_real_blog_has_no_clock_of_its_own():
    """Without “fictional”, a day set in the file is refused: nothing would ever lapse."""
    (problem,) = refused(BLOG.replace("fictional = true\n", ""))

    assert problem.quote == "as_of"


@pytest.mark.parametrize(
    "address",
    ['https://a.example/\\"><script>', "https://", "https://a b.example", "https://a.example/?b"],
)
def test_an_address_holds_nothing_but_an_address(address: str):
    """What is printed on every page is a plain address."""
    _, problems = read_blog(BLOG.replace("https://carnet.example", address))

    assert "the address of the blog cannot be used." in [problem.what for problem in problems]


@pytest.mark.parametrize("address", ["https://été.example", "https://a.example:8443/b/c-d"])
def test_an_address_may_have_accents_a_port_and_folders(address: str):
    """All that is part of the address of a site is accepted."""
    _, problems = read_blog(BLOG.replace("https://carnet.example", address))

    assert problems == []


@pytest.mark.parametrize(("years", "wrong"), [(1, False), (5, False), (0, True), (-3, True)])
def test_sources_grow_old(years: int, wrong: bool):
    """From one year on; the line is quoted."""
    _, problems = read_blog(f"{BLOG}\n[sources]\nyears = {years}\n")

    assert [problem.quote for problem in problems] == ["years"] * wrong


def test_an_unknown_setting_is_told_where_it_is_set():
    """Neither a remark nor another part of the file that has a setting of this name is shown."""
    text = f'# order = "…"\n{BLOG}order = "Loire, 12"\n[practice]\n# order = "…"\norder = "12"\n'
    (problem,) = refused(text)

    assert problem.values["name"] == "practice.order"
    assert (problem.line, problem.quote) == (text.count("\n"), 'order = "12"')


@pytest.mark.parametrize(
    ("end", "name", "fix"),
    [
        ('[host]\nname = "OVH"\n# [host]\n[host]\nphone = "1"', "[host]", "bring what stands"),
        ('[host]\nname = "OVH"\n# name = "…"\n\nname = "o2"', "name", "one of the two lines"),
    ],
)
def test_what_is_written_twice_is_told_with_both_lines(end: str, name: str, fix: str):
    """A table or a setting whose remark was uncommented although it stands elsewhere."""
    (problem,) = refused(f"{BLOG}\n{end}\n")
    first = f"{BLOG}\n".count("\n") + (1 if name == "[host]" else 2)
    last = first + 3

    assert problem.values == {"name": name, "first": first, "second": last}
    assert problem.line == last
    assert fix in problem.fix


def test_what_begins_a_second_entry_is_not_written_twice():
    """Each of several entries has the same settings: what is wrong there is another thing."""
    (problem,) = refused(f'{BLOG}\n[[people]]\nname = "A"\n[[people]]\nname = "B"\n"\n')

    assert "a quote is missing" in problem.what
