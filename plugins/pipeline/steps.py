"""The steps of an article, in order: the only list of them.

A step is a pure function of the article, of named inputs (:class:`~.inputs.Inputs`) and of what
earlier steps found. It gets what its line names, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from plugins.callouts import step as callouts
from plugins.communities import step as communities
from plugins.conditions import step as conditions
from plugins.contents import step as contents
from plugins.credit import step as credit
from plugins.disclaimer import step as disclaimer
from plugins.glossary import step as glossary
from plugins.identity import step as identity
from plugins.navigation import step as navigation
from plugins.prose_lint import step as prose_lint
from plugins.review import step as review
from plugins.shared.articles import Result
from plugins.sources import step as sources


class Step(NamedTuple):
    """A step: its name, its function, the inputs and the earlier steps that the function is given.

    What it finds becomes the attribute of the article that has its name. ``costly``: it takes
    longer than to read back what it found of the same article, which is kept
    (:mod:`plugins.shared.cache`).
    """

    name: str
    run: Callable[..., Result[Any]]
    inputs: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    costly: bool = False


STEPS = (
    Step("conditions", conditions.run, inputs=("vocabulary",)),
    Step("disclaimer", disclaimer.run, inputs=("texts", "country"), after=("conditions",)),
    Step("callouts", callouts.run, after=("disclaimer",), costly=True),
    Step("glossary", glossary.run, inputs=("words",), costly=True),
    Step(
        "prose_lint",
        prose_lint.run,
        inputs=("known", "illnesses"),
        after=("glossary",),
        costly=True,
    ),
    Step("sources", sources.run, inputs=("library", "since", "illnesses"), costly=True),
    Step("credit", credit.run),
    Step("contents", contents.run, costly=True),
    Step(
        "communities",
        communities.run,
        inputs=("communities", "country", "home_language"),
        after=("conditions",),
    ),
    Step("navigation", navigation.run),
    Step("identity", identity.run, inputs=("blog",)),
    Step("review", review.run, inputs=("holding", "today"), after=("identity",)),
)
