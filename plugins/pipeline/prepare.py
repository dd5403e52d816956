"""Take one article through its steps: stage one, in the reader. Knows nothing of Pelican."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from plugins.shared.articles import Article
from plugins.shared.problems import Problem

from .inputs import Inputs
from .steps import STEPS, Step


@dataclass(frozen=True)
class Prepared:
    """An article after its steps.

    ``results``: what each step found, by its name, in order; ``body``: the HTML that the last of
    them left; ``problems``: all that they noted.
    """

    results: Mapping[str, Any]
    body: str
    summary: str
    problems: tuple[Problem, ...]

    @property
    def modified(self) -> date | None:
        """Return the day of the last change: of the header, or of the history of changes."""
        day: date | None = self.results["review"].modified
        return day

    @property
    def is_lapsed(self) -> bool:
        """Tell whether its review is so long overdue that it leaves every list."""
        return bool(self.results["review"].lapsed)


def prepare(article: Article, inputs: Inputs, steps: Sequence[Step] = STEPS) -> Prepared:
    """Return what the steps make of an article: each is given what its line names."""
    results: dict[str, Any] = {}
    problems: list[Problem] = []
    for step in steps:
        given = {name: getattr(inputs, name) for name in step.inputs}
        given |= {name: results[name] for name in step.after}
        result = step.run(article, **given)
        results[step.name] = result.data
        problems += result.problems
        article = replace(
            article,
            body=article.body if result.body is None else result.body,
            summary=article.summary if result.summary is None else result.summary,
        )
    return Prepared(results, article.body, article.summary, tuple(problems))
