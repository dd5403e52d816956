"""Print the names of people and organisations.

Rules: *Citing Medicine*, 2nd ed., chapter 1, “Author”, and ICMJE's samples: family
name, two initials without stops, suffix; organisations whole; six names at most.
"""

from __future__ import annotations

import re

from .csl import Item, text

# ICMJE: the first six authors, then “et al.”
_SHOWN_NAMES = 6
_SHOWN_INITIALS = 2
_OTHERS = re.compile(r"(?:and )?others|et al\.?|et coll\.?", re.IGNORECASE)
_INITIALS = re.compile(r"[^\W\d_]{1,3}")
_BETWEEN_GIVEN_NAMES = re.compile(r"[\s.\-\u2010\u2011]+")
# PubMed leaves them out of initials: “Thais de Carvalho” is “TC”.
_SMALL_WORDS = frozenset("da das de del della den der des di do dos du e la van von y".split())
_ELIDED = re.compile(r"(['’]) ")
# Citing Medicine: “II” and “III” become ordinals.
_SUFFIXES = {"II": "2nd", "III": "3rd", "IV": "4th", "V": "5th"}


def people(item: Item, role: str) -> tuple[str, int]:
    """Return the names of a role as ``Family AB, Family CD; Group``, and how many there are.

    A semicolon parts an organisation from its neighbours: its own name may hold commas.
    """
    written = item.get(role)
    named = [_name(one) for one in (written if isinstance(written, list) else [written])]
    named = [(name, is_person) for name, is_person in named if name]
    # What an export or PubMed says of a list that goes on.
    goes_on = len(named) > 1 and bool(_OTHERS.fullmatch(named[-1][0]))
    named = named[:-1] if goes_on else named
    shown = named[:_SHOWN_NAMES]
    if goes_on or len(named) > _SHOWN_NAMES:
        shown.append(("et al.", True))
    printed = ""
    after_person = True
    for name, is_person in shown:
        separator = ", " if after_person and is_person else "; "
        printed += separator + name if printed else name
        after_person = is_person
    return printed, len(named) + goes_on


def _name(person: object) -> tuple[str, bool]:
    """Return a name as it is printed, and whether it is a person's."""
    values = {"literal": person} if isinstance(person, str) else person
    if not isinstance(values, dict):
        return "", False
    # Crossref calls “name” what CSL calls “literal”.
    whole = text(values, "literal") or text(values, "name")
    if whole:
        return whole, False
    particles = (text(values, "dropping-particle"), text(values, "non-dropping-particle"))
    family = " ".join(part for part in (*particles, text(values, "family")) if part)
    # D’Alembert: an elided particle is not parted from the name.
    family = _ELIDED.sub(r"\1", family)
    # One name only, Voltaire, stands whole wherever the export put it.
    given = text(values, "given")
    given = _initials(given) if family else given
    suffix = text(values, "suffix").strip(",. ")
    parts = (family, given, _SUFFIXES.get(suffix.upper(), suffix))
    return " ".join(part for part in parts if part), True


def _initials(given: str) -> str:
    """Return the initials of given names, two at most: ``Jean-Paul`` is ``JP``, ``ME`` stays.

    A script without capitals has no initials: ``太郎`` stays.
    """
    names = [name for name in _BETWEEN_GIVEN_NAMES.split(given) if name]
    if len(names) == 1 and given.isupper() and _INITIALS.fullmatch(names[0]):
        return names[0][:_SHOWN_INITIALS]
    if names and given.upper() == given.lower():
        return given
    kept = [name for n, name in enumerate(names) if n == 0 or name not in _SMALL_WORDS]
    letters = (next((letter for letter in name if letter.isalpha()), "") for name in kept)
    return "".join(letters).upper()[:_SHOWN_INITIALS]
