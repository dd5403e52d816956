"""Take one article through its steps: stage one, in the reader. Knows nothing of Pelican."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_type_hints

from plugins.shared.articles import Article, Result
from plugins.shared.cache import Kept, as_text, digest
from plugins.shared.problems import Problem

from .inputs import Inputs
from .steps import STEPS, Step


@dataclass(frozen=True)
class Prepared:
    """An article after its steps.

    ``results``: what each step found, by its name, in order; ``body``: the HTML that the last of
    them left; ``problems``: all that they noted; ``signature``: what tells the results from those
    of another build, where those are kept.
    """

    results: Mapping[str, Any]
    body: str
    summary: str
    problems: tuple[Problem, ...]
    signature: str = ""

    @property
    def modified(self) -> date | None:
        """Return the day of the last change: of the header, or of the history of changes."""
        day: date | None = self.results["review"].modified
        return day

    @property
    def is_lapsed(self) -> bool:
        """Tell whether its review is so long overdue that it leaves every list."""
        return bool(self.results["review"].lapsed)


def prepare(
    article: Article,
    inputs: Inputs,
    steps: Sequence[Step] = STEPS,
    kept: Kept | None = None,
) -> Prepared:
    """Return what the steps make of an article: each is given what its line names.

    ``kept``: what an earlier build left of the article; a costly step that would be given the same
    is not run again.
    """
    kept = kept or Kept()
    results: dict[str, Any] = {}
    problems: list[Problem] = []
    for step in steps:
        given = {name: getattr(inputs, name) for name in step.inputs}
        given |= {name: results[name] for name in step.after}
        result = _run(step, article, given, inputs, kept)
        results[step.name] = result.data
        problems += result.problems
        if result.body is not None:
            article = replace(article, body=result.body)
        if result.summary is not None:
            article = replace(article, summary=result.summary)
    signature = digest(_keys(results, kept)) if kept.keeps else ""
    return Prepared(results, article.body, article.summary, tuple(problems), signature)


def _keys(results: Mapping[str, Any], kept: Kept) -> Iterator[str]:
    """Yield what tells each result from another: what it was made from, or itself."""
    for name, found in results.items():
        yield kept.results[name][0] if name in kept.results else as_text(found)


def _run(
    step: Step, article: Article, given: Mapping[str, Any], inputs: Inputs, kept: Kept
) -> Result[Any]:
    """Return what a step finds, from what is kept of it if it is given the same."""
    if not (step.costly and kept.keeps):
        return step.run(article, **given)

    def run() -> Result[Any]:
        result = step.run(article, **given)
        # Most leave the body as it is: it is kept once.
        return replace(result, body=None) if result.body == article.body else result

    came_from = [article.digest, *(inputs.key_of(name) for name in step.inputs)]
    came_from += (as_text(given[name]) for name in step.after)
    return kept.get(step.name, came_from, _FOUND[step.name], run)


# What each step returns, as its function declares it: Result[Bibliography].
_FOUND = {step.name: get_type_hints(step.run)["return"] for step in STEPS}
