"""What only the whole site knows: stage two, once every article is read. Knows nothing of Pelican.

An article of Pelican's is taken here for what the steps made of it: its path, slug, language and
status, and the attributes that bear their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import Any

from plugins.callouts.numbers import linked_words
from plugins.communities.communities_json import FILE as COMMUNITIES
from plugins.communities.core import communities_for
from plugins.communities.criteria import CRITERIA, finding, findings
from plugins.directory.core import Illness
from plugins.directory.site import Facts
from plugins.directory.site import gather as gather_directory
from plugins.disclaimer.core import contact_notice, handout_notice
from plugins.glossary.core import defined
from plugins.navigation.site import Entry, Onward, onward, same_place
from plugins.review.core import Original, Review
from plugins.review.site import Version, newer_originals
from plugins.search.spelling import spelling
from plugins.shared.blog.hours import in_words
from plugins.shared.cache import Kept
from plugins.shared.problems import Problem
from plugins.shared.qr_codes import Code, code
from plugins.sources.entries import cited_sources
from plugins.sources.library import ANNOTATIONS, SOURCES
from plugins.sources.site import Citing, gather, gone, never_cited, never_found, other_lists

from .inputs import Inputs

# What the pages of the communities show, wherever it comes from.
_DIRECTORY = (
    "VETTING_IS_FICTIONAL REFUSALS JOINED CRITERIA FINDINGS FINDING LINK_NUMBERS READ_ON ILLNESSES "
    "TREES DIRECTORY"
).split()


@dataclass(frozen=True)
class SiteFacts:
    """What the whole site adds to the context of templates, and to each article, by its path.

    ``illnesses``: those with a page that it is about; ``originals``: the newer text that it
    translates; ``onward``: what it leads on to.
    """

    illnesses: Mapping[str, list[Illness]]
    originals: Mapping[str, Original]
    onward: Mapping[str, Onward]
    context: Mapping[str, Any]
    problems: Sequence[tuple[str, Problem]]

    def review_of(self, article: Any) -> Review:
        """Return the dates of an article, with the original that is newer than it, if any."""
        review: Review = article.review
        return replace(review, original=self.originals.get(article.relative_source_path))

    def declared(self, communities: str) -> dict[str, dict[str, str]]:
        """Return what the build says that it makes, for the audit to check as it is said.

        The topic of each page of the directory, and the SHA-256 of ``communautes.json``.
        """
        pages = self.context["DIRECTORY"].values()
        digest = sha256(communities.encode("utf-8", "surrogatepass")).hexdigest()
        return {
            "directory": {page.save_as: page.topic for page in pages},
            "files": {COMMUNITIES: digest},
        }


def for_everything(inputs: Inputs) -> dict[str, Any]:
    """Return what any page may show, whatever the articles are."""
    known, language = inputs.communities, inputs.home_language
    return {
        "VETTED": known.available,
        "VETTING_IS_FICTIONAL": known.fictional,
        "REFUSALS": known.refusals,
        "JOINED": known.joined,
        "READ_ON": known.days_read,
        "CRITERIA": CRITERIA,
        "FINDINGS": partial(findings, language=language),
        "FINDING": partial(finding, language=language),
        "LINK_NUMBERS": partial(linked_words, numbers=inputs.texts.of_country(inputs.country)),
        "CONTACT_NOTICE": partial(contact_notice, inputs.texts, inputs.country),
        "OPENINGS": partial(in_words, inputs.blog.practice.openings),
        "CLOSING": inputs.blog.practice.closing(inputs.today),
    }


def for_directory(context: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of the context of templates the pages of the communities show."""
    return {name: context[name] for name in _DIRECTORY}


def site_facts(  # noqa: PLR0913 - what the whole site is made from
    inputs: Inputs,
    articles: Sequence[Any],
    published: Sequence[Any],
    explained: Iterable[str],
    *,
    searched: bool,
    kept: Kept,
) -> SiteFacts:
    """Return what the whole site knows.

    ``published``: of the articles, those that lists lead to; ``explained``: the languages in which
    the doctor has a page on the communities; ``searched``: the blog has a search; ``kept``: what
    an earlier build left of the site.
    """
    citing = [_citing(article) for article in articles]
    cited = gather(citing)
    versions = [
        Version(a.relative_source_path, a.slug, a.lang, a.status, a.review.reviewed)
        for a in articles
    ]
    facts = Facts(
        inputs.vocabulary.conditions,
        inputs.communities.available,
        partial(
            communities_for,
            inputs.communities.index,
            country=inputs.country,
            home_language=inputs.home_language,
        ),
        partial(handout_notice, inputs.texts, inputs.country),
        inputs.home_language,
        inputs.blog.blog.address,
        spelling if searched else None,
        {
            language: defined(words, language, [a for a in published if a.lang == language])
            for language, words in inputs.words.items()
        },
        lambda url: kept.get(f"code {url}", [url], Code, partial(code, url)),
    )
    directory = gather_directory(facts, published, explained)
    library = inputs.library
    problems = list(other_lists(citing, inputs.home_language))
    problems += ((SOURCES, problem) for problem in never_found(library, cited))
    problems += ((SOURCES, problem) for problem in never_cited(library, cited))
    # A note may also be on a reference written by hand, which only its article knows.
    problems += (
        (ANNOTATIONS, note) for note in inputs.notes if note.values.get("key") not in cited.keys
    )
    problems += ((SOURCES, problem) for problem in gone(library, cited))
    entries = [_entry(article) for article in published]
    problems += same_place(entries)
    context = {
        "ILLNESSES": directory.illnesses,
        "TREES": directory.trees,
        "DIRECTORY": directory.pages,
        "CITED": partial(
            cited_sources, library, cited.uses, since=inputs.since, written=cited.written
        ),
        "CITED_ITEMS": cited.items(library),
    }
    return SiteFacts(
        directory.by_article(),
        dict(newer_originals(versions, inputs.home_language)),
        onward(entries),
        context,
        problems,
    )


def _entry(article: Any) -> Entry:
    return Entry(
        article.relative_source_path,
        article.lang,
        article.date.date(),
        # One that is known by its code alone has no id.
        frozenset(condition.fr for condition in article.conditions),
        frozenset(tag.slug for tag in getattr(article, "tags", ())),
        article.category.slug,
        article.navigation,
    )


def _citing(article: Any) -> Citing:
    return Citing(
        article.relative_source_path,
        article.slug,
        article.lang,
        article.status,
        article.title,
        article.sources.entries,
        tuple(reference.key for reference in article.sources.written),
    )
