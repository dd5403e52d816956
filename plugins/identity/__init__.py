"""Say who speaks: the authors and the reviewer of every article, who paid, what helped.

The doctor describes each person once, in ``blog.toml`` (``[doctor]``, ``[[people]]``), and
writes in the header of an article what differs from the default::

    authors: Dr Paul Martin, Dr Jeanne Exemple    (default: the doctor)
    reviewer: Dr Anne Petit                       (default: none, and none is implied)
    funding: Financé par …                        (default: the statement of blog.toml)
    funder: …                                     (default: as blog.toml, beside its statement)
    ai_assistance: Traduit par un programme, relu par l’auteur   (default: nothing declared)

The theme receives ``article.identity``, an :class:`~plugins.identity.core.Identity`. An author
whom ``blog.toml`` does not describe, a reviewer who is an author, or a funder whom the sentence
on funding does not name, stops the publication.
"""

from __future__ import annotations

from typing import Any

from pelican import signals

from plugins.articles import every_article
from plugins.typography import typeset

from .core import identify


def attach_identity(generator: Any) -> None:
    """Give every article the people who answer for it."""
    settings = generator.settings
    blog = settings["BLOG"]
    for article in every_article(generator):
        written = article.metadata
        named = written.get("authors") or ([written["author"]] if "author" in written else [])
        article.identity, problems = identify(
            [str(author) for author in named],
            str(written.get("reviewer", "")),
            blog.everyone,
            funding=typeset(str(written.get("funding", blog.doctor.funding)), article.lang),
            funder=_funder(written, blog.doctor),
            ai_assistance=typeset(str(written.get("ai_assistance", "")), article.lang),
        )
        settings["REPORT"].add(article.relative_source_path, problems)


def _funder(written: Any, doctor: Any) -> str:
    """Return who is said to have paid; an article with a statement of its own inherits nobody."""
    return str(written.get("funder", "" if "funding" in written else doctor.funder))


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_finalized.connect(attach_identity)
