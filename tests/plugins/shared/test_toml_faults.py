"""A line of a TOML file that cannot be read says what is wrong there, and what to write."""

from __future__ import annotations

import pytest

from plugins.shared.files import read_toml

BEFORE = '# title : “x”\n[blog]\nsubtitle = "a « b » c: d"   # 24/12/2026\n'


@pytest.mark.parametrize(
    ("line", "what", "fix"),
    [
        ("title = “Le carnet”", "not straight", '"…"'),
        ("title = « Le carnet »", "not straight", '"…"'),
        ('title = "Le carnet”', "not straight", '"…"'),
        ('to = ["a", “b”]', "not straight", '"…"'),
        ('title\u00a0= "Le carnet"', "space bar", "again"),
        ('title =\u202f"Le carnet"', "space bar", "again"),
        ('\u200btitle = "Le carnet"', "space bar", "again"),
        ('title : "Le carnet"', "a colon", "{name} ="),
        ('téléphone = "01"', "letters or signs", "{name}"),
        ('**title** = "Le carnet"', "letters or signs", "{name}"),
        ("[hébergeur]", "letters or signs", "{name}"),
        ("day = 24/12/2026", "this date", "year-month-day"),
        ("day = 24-12-2026", "this date", "year-month-day"),
        ("day = 1er août 2026", "this date", "year-month-day"),
        ("day = 2026-12-32", "this date", "year-month-day"),
        ("leaflets = non", "yes and no", "false for no"),
        ("leaflets = True  # oui", "yes and no", "true for yes"),
        ("title = Le carnet", "without quotes", "straight quotes"),
        ("to = [mail]", "without quotes", "straight quotes"),
        (r'folder = "C:\Users"', "backslash", "C:/Users"),
        (r'folder = "D:\sites\été"', "backslash", "C:/Users"),
        ('hours = ["lundi", "mardi" "jeudi"]', "comma is missing", "between them"),
        ('title = "Le carnet', "quote is missing", "Close"),
        ('title = Le carnet"', "without quotes", "straight quotes"),
        ('title = "Le "carnet" de Jeanne"', "second quote", "« »"),
        ('title = "Le carnet";', "second quote", "after #"),
        ("title = 'L'asthme'", "second quote", "« »"),
        ("[host", "bracket is opened", "Close it"),
        ("months = 12 mois", "neither a number", "words between quotes"),
        ("months = 12,5", "neither a number", "with a point"),
        ("- title", "cannot be read from here", "just above"),
    ],
)
def test_a_line_says_what_is_wrong_with_it(line: str, what: str, fix: str):
    """What a person types there and TOML lacks is named, whatever the lines above hold."""
    _, (problem,) = read_toml(f"{BEFORE}{line}\nend = 1\n")

    assert what in problem.what
    assert fix in problem.fix
    assert (problem.line, problem.quote) == (4, line.strip())
    assert problem.fix.format(**problem.values)


def test_a_list_that_is_not_closed_is_told_after_it():
    """Nothing is wrong with the next line, which names what to look at above it."""
    _, (problem,) = read_toml('hours = ["lundi", "mardi"\nname = "Cabinet"\n')

    assert "cannot be read from here" in problem.what
    assert "just above" in problem.fix
