"""A text on its way: its language, its boxes, what is found wrong in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from plugins.shared.i18n import translator
from plugins.shared.problems import MOST, Problem
from plugins.shared.quotes import lines_of
from plugins.shared.typography import typeset


@dataclass
class Text:
    """A text on its way: what was found so far."""

    language: str
    numbers: Mapping[str, Collection[str]]
    written: str
    kinds: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def say(self, phrase: str, **values: object) -> str:
        """Return a phrase in the language of the text."""
        said = translator(self.language)(phrase).format(**values)
        return typeset(said, self.language)

    def note(self, what: str, fix: str, about: str, level: str = "error", **values: object) -> None:
        """Note a problem on the line of the file where some words of the page stand."""
        if len(self.problems) >= MOST:
            return
        quote, line = lines_of(self.written).printed(about)
        self.problems.append(Problem(what, fix, values, quote or about[:200], line, level))
