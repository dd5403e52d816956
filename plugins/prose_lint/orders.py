"""Find what tells one reader to stop or change a medicine.

A blog speaks to everybody: whoever reads “stop your methotrexate” may obey without having seen a
doctor (Code de la santé publique, R.4127-4 and R.4127-13; the French Order's charter for doctors
who publish: no personal advice). What is asked, quoted, told of somebody, denied, or left to the
reader's own doctor, is no instruction. The words of each language stand in ``orders.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from plugins.shared.patterns import flat

from .medicines import is_medicine

_WORD = re.compile(r"\b[^\W\d_]{4,40}\b")
_PART = re.compile(r"\(\?:<([a-z_]+)>\)|<([a-z_]+)>")
_IN_QUOTES = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
# How far a medicine stands from what is to be done with it, in characters.
_NEAR = 70
_CLAUSE = r"(?:^|[,;:.!–—(•] ?|\b(?:et|puis|alors|donc|and|then|please|just|simply|so|now) )"


@dataclass(frozen=True)
class _Words:
    """How a language words an instruction: see ``orders.toml``."""

    letters: tuple[str, ...]
    told: re.Pattern[str]
    apart: re.Pattern[str]
    advised: re.Pattern[str]
    negated: re.Pattern[str]
    own: re.Pattern[str]
    taken: re.Pattern[str]
    instead: re.Pattern[str]
    then: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    data = tomllib.loads(Path(__file__).with_name("orders.toml").read_text("utf-8"))
    raw = data.get(language, data["fr"])
    part = {name: _whole(value, raw) for name, value in raw.items() if name != "letters"}
    return _Words(
        letters=tuple(raw["letters"].split("|")),
        told=re.compile(rf"\b(?:{part['told']})\b|{_CLAUSE}(?:{part['told_at_start']})\b"),
        apart=re.compile(rf"[.;:!?…]|\b(?:{part['apart']})\b"),
        advised=re.compile(rf"\b(?:{part['advised']})"),
        negated=re.compile(part["negated"]),
        own=re.compile(rf"\b(?:{part['yours']}) (?:{part['classes']})\b"),
        taken=re.compile(rf"(?:^|[^\w’])(?:{part['taken']})\b[^.;!?]{{0,{_NEAR}}}$"),
        instead=re.compile(rf"^[^.;!?]{{0,{_NEAR}}}?\b(?:{part['instead']})"),
        then=re.compile(rf"^[^.;!?]{{0,{_NEAR}}}?\b(?:{part['then']})"),
    )


def _whole(written: str, parts: Mapping[str, str]) -> str:
    """Return a part with the others put in that it names."""
    while (named := _PART.search(written)) is not None:
        name = named[1] or named[2]
        written = f"{written[: named.start()]}(?:{parts[name]}){written[named.end() :]}"
    return written


def letters(language: str) -> tuple[str, ...]:
    """Return letters without which a text, in small letters, tells nobody to change a medicine."""
    return _words(language).letters


def orders(sentence: str, language: str) -> Iterator[str]:
    """Yield the words of a sentence, as written, that tell to stop or change a medicine."""
    words = _words(language)
    said = flat(sentence)
    if said.rstrip().endswith("?") or words.advised.search(said):
        return
    said = _IN_QUOTES.sub(lambda quoted: "\x00" * len(quoted[0]), said)
    end = 0
    for first, last in _medicines(said, words):
        span = _instruction(said, first, last, words)
        # “Replace this by that” is one instruction.
        if span and span[0] >= end:
            end = span[1]
            yield sentence[span[0] : span[1]].strip(" ,;:.!–—(•")


def _medicines(said: str, words: _Words) -> Iterator[tuple[int, int]]:
    """Yield where each medicine stands, in order."""
    named = [m.span() for m in _WORD.finditer(said) if is_medicine(m[0])]
    owned = [m.span() for m in words.own.finditer(said)]
    yield from sorted(named + owned)


def _instruction(said: str, first: int, last: int, words: _Words) -> tuple[int, int] | None:
    """Return from where to where a medicine is told to be changed, if it is."""
    begin = max(0, first - _NEAR)
    before = said[begin:first]
    for told in reversed(list(words.told.finditer(said, begin, last))):
        between = said[told.end() : first]
        if not words.apart.search(between) and not words.negated.search(
            said, max(0, told.start() - _NEAR), told.start()
        ):
            return told.start(), last
    after = said[last : last + 2 * _NEAR]
    taken = words.taken.search(before)
    if taken and words.instead.search(after):
        return begin + taken.start(), last
    then = words.then.search(after)
    return (first, last + then.end()) if then else None
