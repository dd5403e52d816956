"""Write answers into the text of ``blog.toml``: its remarks and everything else stay. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress

import tomlkit
from tomlkit.items import Table

from plugins.shared.blog import read_blog
from plugins.shared.problems import Problem

from .remarks import add_line, put_out

# What only the demonstration says of itself.
OF_THE_DEMONSTRATION = ("blog.fictional", "blog.as_of")
Answers = Mapping[str, str]
Written = list[str] | int | str


def with_answers(text: str, answers: Answers) -> str:
    """Return a ``blog.toml`` with some values: ``{"doctor.name": "Dr Camille Perrin"}``.

    An empty value takes its line out.
    """
    document = tomlkit.parse(text)
    new: list[tuple[str, str, Written]] = []
    for name, value in answers.items():
        table, _, key = name.partition(".")
        there = table in document and key in document[table]
        if value and there:
            document[table][key] = _as_written(key, value)
        elif value:
            new.append((table, key, _as_written(key, value)))
        elif there:
            del document[table][key]
    kept = {table for table, _, _ in new}
    remarks = []
    for table, part in list(document.items()):
        if isinstance(part, Table) and not part and table not in kept:
            if part.as_string().strip():
                remarks.append(table)
            else:
                del document[table]
    text = tomlkit.dumps(document)
    for table in remarks:
        shown = put_out(text, table)
        if tomllib.loads(shown) | {table: {}} == tomllib.loads(text):
            text = shown
    return _added(text, new)


def _added(text: str, new: list[tuple[str, str, Written]]) -> str:
    """Return a text with values that it does not have: (table, key, value)."""
    wanted = tomllib.loads(text)
    lines = text.split("\n")
    for table, key, value in new:
        wanted.setdefault(table, {})[key] = value
        add_line(lines, table, key, tomlkit.item(value).as_string())
    added = "\n".join(lines)
    with suppress(tomllib.TOMLDecodeError):
        if tomllib.loads(added) == wanted:
            return added
    # Tables inside of a line, brackets in a long text: tomlkit knows them all, but not the remarks.
    document = tomlkit.parse(text)
    for table, key, value in new:
        document.setdefault(table, tomlkit.table())[key] = value
    return tomlkit.dumps(document)


# What is typed on one line, and is a list of them; what is a number.
LISTS = frozenset({"hours"})
NUMBERS = frozenset({"port"})
# How a site is sent to a server is one thing in several lines: while one of them is asked, the
# others are as if they were there.
_SERVER = {"publish.host": "sftp.example.org", "publish.user": "jeanne", "publish.path": "www"}


def _as_written(key: str, value: str) -> Written:
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
