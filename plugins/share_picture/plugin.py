"""Connect the pictures for sharing to Pelican."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican import ArticlesGenerator, signals

from plugins.shared.articles import every_article, naming
from plugins.shared.i18n import translator
from plugins.shared.kept_files import KeptFiles
from plugins.shared.letters import lacking
from plugins.shared.problems import N_
from plugins.shared.typography import WORD_JOINER

from .core import Card, Made, draw, made_by, path_of

_MADE = "SHARE_PICTURES_MADE"
_FICTIONAL = N_("{blog} (demonstration)")


def make(generators: list[Any]) -> None:
    """Draw the card of each published article that has no picture of its own to be shared with."""
    articles = next(g for g in generators if isinstance(g, ArticlesGenerator))
    settings = articles.settings
    if not settings["SHARE_PICTURES"] or settings["REPORT"].errors:
        return
    kept, made = KeptFiles(settings["SHARE_CACHE"]), {}
    graphs = articles.context["LINKED_DATA"]
    for article in every_article(articles):
        if article.status != "published" or not article.save_as or graphs.has_picture(article):
            continue
        if not hasattr(article, "prepared"):
            # Read by another reader: the gate says so.
            continue
        with naming(article.relative_source_path):
            card = _card(article, settings["BLOG"])
            if lacking(card.words):
                continue
            png = _drawn(card, kept)
        path = path_of(article.save_as)
        made[path] = png
        article.share_picture = Made(path, card.words)
        settings["DECLARED"]["files"][path] = sha256(png).hexdigest()
    kept.forget_others()
    settings[_MADE] = made


def _card(article: Any, blog: Any) -> Card:
    """Return what the card of an article says, in its language."""
    name = blog.blog.title
    if blog.blog.fictional:
        name = translator(article.lang)(_FICTIONAL).format(blog=name)
    title = Markup(article.title).striptags().replace(WORD_JOINER, "")
    return Card(title, ", ".join(person.name for person in article.identity.authors), name)


def _drawn(card: Card, kept: KeptFiles) -> bytes:
    """Return a card, drawn anew only if what it says has changed."""
    name = f"{sha256(f'{made_by()}{card}'.encode()).hexdigest()}.png"
    return kept.get_or_make(name, lambda: draw(card))


def write(pelican: Any) -> None:
    """Write the cards beside the pages that tell of them."""
    output = Path(pelican.settings["OUTPUT_PATH"])
    for path, png in pelican.settings.get(_MADE, {}).items():
        (output / path).write_bytes(png)


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(make)
    signals.finalized.connect(write)
