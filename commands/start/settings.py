"""Write answers into the text of ``blog.toml``: its remarks and everything else stay. Pure."""

from __future__ import annotations

from collections.abc import Mapping

import tomlkit
from tomlkit.items import Table

from plugins.shared.blog import read_blog
from plugins.shared.problems import Problem

# What only the demonstration says of itself.
OF_THE_DEMONSTRATION = ("blog.fictional", "blog.as_of")
Answers = Mapping[str, str]


def with_answers(text: str, answers: Answers) -> str:
    """Return a ``blog.toml`` with some values: ``{"doctor.name": "Dr Camille Perrin"}``.

    An empty value takes its line out.
    """
    document = tomlkit.parse(text)
    for name, value in answers.items():
        table, _, key = name.partition(".")
        if value:
            part = document.setdefault(table, tomlkit.table())
            part[key] = [value] if key in LISTS else value
        elif table in document and key in document[table]:
            del document[table][key]
    for table, part in list(document.items()):
        if isinstance(part, Table) and not part:
            del document[table]
    return tomlkit.dumps(document)


# What is typed on one line, and is a list of them.
LISTS = frozenset({"hours"})


def values_of(text: str, names: list[str]) -> dict[str, str]:
    """Return what a ``blog.toml`` says of some names; of a list, its first."""
    data = tomlkit.parse(text).unwrap()
    found = {}
    for name in names:
        table, _, key = name.partition(".")
        value = data.get(table, {}).get(key, "")
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str) and value:
            found[name] = value
    return found


def refused(text: str, answers: Answers, name: str, value: str) -> list[Problem]:
    """Return what is wrong with one more answer that was not wrong before it."""
    _, before = read_blog(with_answers(text, answers))
    known = {(problem.what, problem.quote) for problem in before}
    _, after = read_blog(with_answers(text, {**answers, name: value}))
    return [problem for problem in after if (problem.what, problem.quote) not in known]
