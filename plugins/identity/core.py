"""Who wrote an article, who reviewed it, who paid, what helped. Knows nothing of Pelican.

A reviewer is someone else than the author, and is never implied (JAMA benchmarks, “authorship”;
the former HONcode, 1 and 7; the charter of the French Ordre des médecins).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from plugins.shared.blog.people import Person, check_funder, same_name
from plugins.shared.problems import N_, WARNING, Problem


@dataclass(frozen=True)
class Identity:
    """Who speaks in an article.

    ``authors``: one or more, as ``blog.toml`` describes them; ``reviewer``: ``None`` when the
    header names none; ``funding``: who paid, word for word, empty when not said; ``funder``: the
    name in that sentence, empty when none is singled out; ``ai_assistance``: what a program that
    writes was used for, empty when nothing is declared.
    """

    authors: tuple[Person, ...]
    reviewer: Person | None = None
    funding: str = ""
    funder: str = ""
    ai_assistance: str = ""

    @property
    def interests(self) -> str:
        """Return the authors' standing statements of ties; empty if one has made none."""
        if len(self.authors) == 1:
            return self.authors[0].interests
        if not all(author.interests for author in self.authors):
            return ""
        return " ".join(f"{author.interests} ({author.name})" for author in self.authors)


def identify(  # noqa: PLR0913 - each is one field of the header
    names: str | Sequence[str],
    reviewer: str,
    people: Sequence[Person],
    *,
    funding: str = "",
    funder: str = "",
    ai_assistance: str = "",
) -> tuple[Identity, list[Problem]]:
    """Return who speaks in an article, by the names in its header, and what is wrong with them.

    ``names``: of the authors, a list or one line; none at all stands for the first of ``people``. A
    comma parts the names of a line, unless it belongs to one; a name of a list is whole: ``Anne
    Martin, MD``. An author that
    ``people`` does not hold is refused; a reviewer may be someone else, of whom readers then
    learn nothing but the name.
    """
    problems: list[Problem] = []
    authors = []
    for name in _apart(names, people) if isinstance(names, str) else names:
        found = _find(name, people)
        if found is None:
            problems.append(_unknown_author(name, people))
        authors.append(found or Person(name, ""))
    authors = authors or list(people[:1])
    checker = None
    if reviewer and any(same_name(reviewer, author.name) for author in authors):
        problems.append(
            Problem(
                N_("the reviewer is an author: nobody else has read this article again."),
                N_("Take the line “reviewer” out: the page says that its author read it again."),
                quote=f"reviewer: {reviewer}",
            )
        )
    elif reviewer:
        checker = _find(reviewer, people)
        if checker is None:
            checker = Person(reviewer, "")
            problems.append(
                Problem(
                    N_("readers will not know what the reviewer “{name}” is qualified in."),
                    N_("Describe this person in blog.toml, under a line [[people]]."),
                    {"name": reviewer},
                    quote=f"reviewer: {reviewer}",
                    level=WARNING,
                )
            )
    problems += check_funder(funder, funding, f"funder: {funder}")
    return Identity(tuple(authors), checker, funding, funder, ai_assistance), problems


def _find(name: str, people: Iterable[Person]) -> Person | None:
    return next((person for person in people if same_name(person.name, name)), None)


def _apart(written: str, people: Sequence[Person]) -> list[str]:
    """Return the names on a line of the header: several, unless it is somebody’s as it stands."""
    if _find(written, people):
        return [written]
    return [name for name in map(str.strip, re.split("[,;]", written)) if name] or [written]


def _unknown_author(name: str, people: Sequence[Person]) -> Problem:
    """Return the problem of an author whom ``blog.toml`` does not describe."""
    known = [person.name for person in people]
    near = get_close_matches(name, known, n=1)
    return Problem(
        N_("the author “{name}” is not described in blog.toml."),
        N_("Did you mean “{near}”? Else describe this person under a line [[people]].")
        if near
        else N_("Describe this person there, under a line [[people]]: name, specialty…"),
        {"name": name, "near": near[0] if near else ""},
        quote=name,
    )
