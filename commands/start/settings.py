"""Write answers into the text of ``blog.toml``: its remarks and everything else stay. Pure."""

from __future__ import annotations

import re
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
            part[key] = _as_written(key, value)
        elif table in document and key in document[table]:
            del document[table][key]
    for table, part in list(document.items()):
        if isinstance(part, Table) and not part:
            del document[table]
    return tomlkit.dumps(document)


# What is typed on one line, and is a list of them; what is a number.
LISTS = frozenset({"hours"})
NUMBERS = frozenset({"port"})
# How a site is sent to a server is one thing in several lines: while one of them is asked, the
# others are as if they were there.
_SERVER = {"publish.host": "sftp.example.org", "publish.user": "jeanne", "publish.path": "www"}


def _as_written(key: str, value: str) -> list[str] | int | str:
    """Return a value as ``blog.toml`` has it."""
    if key in NUMBERS and re.fullmatch("[1-9][0-9]{0,8}", value):
        return int(value)
    return [value] if key in LISTS else value


def values_of(text: str, names: list[str]) -> dict[str, str]:
    """Return what a ``blog.toml`` says of some names; of a list, its first."""
    data = tomlkit.parse(text).unwrap()
    found = {}
    for name in names:
        table, _, key = name.partition(".")
        value = data.get(table, {}).get(key, "")
        value = value[0] if isinstance(value, list) and value else value
        value = str(value) if key in NUMBERS else value
        if isinstance(value, str) and value:
            found[name] = value
    return found


def without_half_a_server(text: str, answers: Answers) -> tuple[dict[str, str], list[str]]:
    """Return answers without how the site is sent, where a server is not whole, and what it lacks.

    A blog whose ``[publish]`` lacks a line does not build.
    """
    said = values_of(with_answers(text, answers), ["publish.to", *_SERVER])
    if said.get("publish.to") not in ("sftp", "ftps"):
        return dict(answers), []
    lacking = [one for one in _SERVER if one not in said]
    if "@" in said.get("publish.host", "") and "publish.user" in lacking:
        lacking.remove("publish.user")
    kept = {n: said for n, said in answers.items() if not (lacking and n.startswith("publish."))}
    return kept, lacking


def refused(text: str, answers: Answers, name: str, value: str) -> list[Problem]:
    """Return what is wrong with one more answer that was not wrong before it."""
    whole = _SERVER | {one: said for one, said in answers.items() if said or one not in _SERVER}
    _, before = read_blog(with_answers(text, whole))
    known = {(problem.what, problem.quote) for problem in before}
    _, after = read_blog(with_answers(text, {**whole, name: value or _SERVER.get(name, "")}))
    return [problem for problem in after if (problem.what, problem.quote) not in known]
