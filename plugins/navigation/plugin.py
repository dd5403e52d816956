"""Connect the way back from every page to Pelican."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import chain
from typing import Any

from markupsafe import Markup
from pelican import signals

from plugins.shared.i18n import translator
from plugins.shared.problems import N_

from .trail import Crumb, Trail, article_trail, directory_trail

_HOME_OF_A_LANGUAGE = "language"


def lend_trails(generator: Any) -> None:
    """Give templates the home page of each language, and the pages above any."""
    settings, context = generator.settings, generator.context
    own = settings["DEFAULT_LANG"]
    pages = list(chain(generator.pages, generator.translations))
    homes = {own: Crumb(translator(own)(N_("Home")), settings["INDEX"], own)} | {
        page.lang: Crumb(translator(page.lang)(N_("Home")), page.save_as, page.lang)
        for page in pages
        if page.template == _HOME_OF_A_LANGUAGE and page.lang != own
    }
    on_communities = settings["COMMUNITIES_PAGES"].values()
    communities = {
        page.lang: Crumb(Markup(page.title).striptags(), page.save_as, page.lang)
        for page in pages
        if page.relative_source_path in on_communities
    }
    context["HOMES"] = homes
    context["TRAIL"] = partial(_trail, homes, communities, settings, context)


def _trail(
    homes: Mapping[str, Crumb],
    communities: Mapping[str, Crumb],
    settings: Any,
    context: Any,
    content: Any,
) -> Trail:
    """Return the pages above an article, or above a page of the directory; none above others."""
    own = settings["DEFAULT_LANG"]
    home = homes.get(content.lang, homes[own])
    topic = getattr(content, "topic", "")
    if topic:
        pages = context["DIRECTORY"]
        return directory_trail(home, topic, content.lang, pages, communities.get(content.lang))
    category = getattr(content, "category", None)
    if category is None or content.status != "published":
        return ()
    # Its page is in the language of the blog, and only what is published makes one.
    listed = category.slug in context["LISTED"]["category"] and content.lang == own
    above = Crumb(category.name, category.save_as, own) if listed else None
    return article_trail(home, above)


def register() -> None:
    """Connect to Pelican."""
    signals.page_generator_finalized.connect(lend_trails)
