"""The plugins that must answer, and the steps that every article must have gone through.

Knows nothing of Pelican.

A plugin may be listed and do nothing: its handler is a function inside another,
which Python forgets at once; a setting is misspelt; a second settings file sets
``PLUGINS`` anew. So what must be there is written down here a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from plugins.shared.problems import N_, Problem

# For each plugin, in the order of PLUGINS, the signals of Pelican it answers to.
PLUGINS = {
    "plugins.reader.plugin": ("initialized", "readers_init", "static_generator_finalized"),
    "plugins.sources.plugin": (
        "initialized",
        "page_generator_finalized",
        "article_writer_finalized",
        "page_writer_finalized",
    ),
    "plugins.legal.plugin": ("page_generator_finalized",),
    "plugins.pipeline.plugin": (
        "article_generator_init",
        "article_generator_context",
        "article_generator_finalized",
        "page_generator_finalized",
        "feed_generated",
    ),
    "plugins.directory.plugin": ("get_generators",),
    "plugins.redirects.plugin": ("get_generators",),
    "plugins.navigation.plugin": ("page_generator_finalized",),
    "plugins.linked_data.plugin": ("page_generator_finalized",),
    "plugins.communities.plugin": ("finalized",),
    "plugins.search.plugin": (
        "initialized",
        "all_generators_finalized",
        "get_writer",
        "finalized",
    ),
    "plugins.leaflets.plugin": ("initialized", "all_generators_finalized", "finalized"),
    "plugins.share_picture.plugin": ("all_generators_finalized", "finalized"),
    "plugins.output.plugin": ("get_writer", "all_generators_finalized", "finalized"),
    "plugins.gate.plugin": ("initialized", "all_generators_finalized", "finalized"),
}

# The steps that the pipeline takes every article through, in order.
STEPS = (
    *("conditions", "disclaimer", "callouts", "glossary", "prose_lint", "sources"),
    *("credit", "contents", "communities", "navigation", "identity", "review"),
)

# Settings under which the gate would not see what it must see.
_OFF = ("LOG_FILTER", "CACHE_CONTENT", "LOAD_CONTENT_CACHE", "DELETE_OUTPUT_DIRECTORY")
_RESTORE = N_(
    "The kit is incomplete: put back pelicanconf.py as it was when you downloaded the kit."
)


def missing_steps(
    loaded: Iterable[str], alive: set[tuple[str, str]], settings: Mapping[str, object]
) -> Iterator[Problem]:
    """Yield what of the kit is absent, out of order, or does not answer any more.

    ``loaded``: the names of the plugins that Pelican loaded, in order; ``alive``:
    (signal, module) for each function that would be called.
    """
    present = [name for name in loaded if name in PLUGINS]
    for name, answered in PLUGINS.items():
        values = {"name": name.removesuffix(".plugin")}
        if name not in present:
            yield Problem(N_("the plugin {name} is missing."), _RESTORE, values)
        elif not all((signal, name) in alive for signal in answered):
            yield Problem(N_("the plugin {name} is there, but does nothing."), _RESTORE, values)
    if present != [name for name in PLUGINS if name in present]:
        yield Problem(N_("the plugins are not in the order of an article’s life."), _RESTORE)
    for name in _OFF:
        if settings.get(name):
            yield Problem(N_("the setting {name} must stay off."), _RESTORE, {"name": name})
    # Pelican would polish titles and boxes too, and a text for the second time.
    if settings.get("TYPOGRIFY"):
        yield Problem(
            N_("the setting TYPOGRIFY must stay off: the kit calls typogrify itself."),
            N_(
                "Take it out. What typogrify does to a text is decided in "
                "plugins/shared/typography/polish.py."
            ),
        )


def steps_left_out(taken: Sequence[str]) -> Iterator[Problem]:
    """Yield what kept an article from being completed.

    ``taken``: the names of the steps that it went through, in order.
    """
    missing = [name for name in STEPS if name not in taken]
    if missing:
        yield Problem(
            N_("this article was not completed by: {names}."),
            N_("The kit is incomplete: put these back into plugins/pipeline/steps.py."),
            {"names": ", ".join(missing)},
        )
    elif tuple(name for name in taken if name in STEPS) != STEPS:
        yield Problem(N_("this article went through its steps in another order."), _RESTORE)
