"""What the pages of the illnesses and of the communities show, once every article is known.

Knows nothing of Pelican.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from markupsafe import Markup, escape

from plugins.shared.i18n import translator
from plugins.shared.problems import N_
from plugins.shared.qr_codes import Code, code

from .core import (
    Illness,
    community_page,
    criteria_page,
    glossary_page,
    illnesses,
    illnesses_page,
    search_page,
    speaks,
)
from .handout import handout, handout_page
from .tree import Tree, trees

# Where the script of the search is in the site: plugins.search writes it.
SCRIPT = "pagefind/search.js"
# Subjects whose page opens with the numbers of the country.
_IN_DANGER = frozenset({"mental-health", "violence", "emergency"})


@dataclass(frozen=True)
class PageSpec:
    """A page to be made: its address, its words, the template of its text and what that is given.

    ``title`` and ``summary`` are HTML. ``topic``: ``community/renaloo``, ``illness/asthma``,
    ``handout/asthma``, ``illnesses``, ``criteria``, ``glossary``, ``search``. ``is_found``:
    search engines may show it.
    """

    topic: str
    lang: str
    save_as: str
    title: Markup
    summary: Markup
    component: str
    shown: Mapping[str, Any] = field(default_factory=dict)
    is_found: bool = True


@dataclass(frozen=True)
class Directory:
    """The illnesses and the trees of communities, by language; the pages, by topic and language."""

    illnesses: Mapping[str, list[Illness]]
    trees: Mapping[str, list[Tree]]
    pages: Mapping[tuple[str, str], PageSpec]

    def by_article(self) -> dict[str, list[Illness]]:
        """Return, by the path of an article, the illnesses with a page that it is about."""
        found: dict[str, list[Illness]] = {}
        for illness in chain.from_iterable(self.illnesses.values()):
            for article in illness.articles:
                found.setdefault(article.relative_source_path, []).append(illness)
        return found


@dataclass(frozen=True)
class Facts:
    """What the directory is made from.

    ``conditions``: the vocabulary, by id; ``suited``: what suits an illness in a language;
    ``notice``: what the sheet of an illness says, by its variant and language; ``home``: the
    language of the blog; ``address``: that of the blog; ``spelling``: how the search compares the
    words of a language, ``None`` where the blog has no search; ``glossary``: the words that the
    doctor explains, by language; ``draw``: what makes a QR code of an address.
    """

    conditions: Mapping[str, Any]
    vetted: Sequence[Any]
    suited: Callable[[Any, str], Any]
    notice: Callable[[str, str], Any]
    home: str
    address: str
    spelling: Callable[[str], Any] | None = None
    glossary: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    draw: Callable[[str], Code] = code


def gather(facts: Facts, articles: Sequence[Any], languages: Iterable[str]) -> Directory:
    """Return the directory of a blog, in some languages and that of the blog.

    ``articles``: those published, in any language.
    """
    spoken = sorted({facts.home, *languages, *(article.lang for article in articles)})
    found = {
        language: illnesses(facts.conditions, articles, language, facts.home, facts.suited)
        for language in spoken
    }
    trees_of = {
        language: trees(
            [v for v in facts.vetted if speaks(v.facts, language, facts.home)],
            found[language],
            language,
        )
        for language in spoken
    }
    pages = chain.from_iterable(_pages(facts, found[language], language) for language in spoken)
    return Directory(found, trees_of, {(page.topic, page.lang): page for page in pages})


def _call(facts: Facts, illness: Illness) -> Any:
    """Return whom to call, for an illness whose readers may be in danger; else nothing."""
    condition = illness.condition
    if condition.sensitive or condition.variant in _IN_DANGER:
        return facts.notice(condition.variant, illness.language).call
    return ""


def _pages(facts: Facts, found: Sequence[Illness], language: str) -> Iterator[PageSpec]:
    """Yield the pages of a language."""
    say = translator(language)
    by_community: dict[str, list[Illness]] = {}
    for illness in found:
        suited = [*illness.communities.shown, *illness.elsewhere]
        if illness.communities.general:
            suited = list(illness.elsewhere)
        for vetted in chain(illness.communities.pinned, suited):
            by_community.setdefault(vetted.facts.id, []).append(illness)
        summary = say(N_("{illness}: the articles of this blog and the vetted communities."))
        yield PageSpec(
            f"illness/{illness.condition.id}",
            language,
            illness.save_as,
            escape(illness.name),
            escape(summary.format(illness=illness.name)),
            "directory_illness",
            {"illness": illness, "call": _call(facts, illness)},
            # Without an article it says little that the communities' own pages do not.
            is_found=bool(illness.articles),
        )
        sheet = handout(illness, facts.address, facts.draw)
        if sheet:
            yield PageSpec(
                f"handout/{illness.condition.id}",
                language,
                handout_page(illness),
                escape(say(N_("{illness}: people to talk with")).format(illness=illness.name)),
                escape(
                    say(N_("A sheet to print: vetted communities, their addresses and QR codes."))
                ),
                "directory_handout",
                {"handout": sheet, "notice": facts.notice(illness.condition.variant, language)},
            )
    for vetted in facts.vetted:
        if speaks(vetted.facts, language, facts.home):
            yield PageSpec(
                f"community/{vetted.facts.id}",
                language,
                community_page(vetted.facts.id, language, facts.home),
                escape(vetted.facts.name),
                escape(vetted.facts.about.get(language, "")),
                "directory_community",
                {"item": vetted, "illnesses": by_community.get(vetted.facts.id, [])},
            )
    if found:
        yield PageSpec(
            "illnesses",
            language,
            illnesses_page(language, facts.home),
            escape(say(N_("Illnesses from A to Z"))),
            escape(say(N_("Each has a page: the articles of this blog, and the communities."))),
            "directory_illnesses",
            {"illnesses": found},
        )
    yield PageSpec(
        "criteria",
        language,
        criteria_page(language, facts.home),
        escape(say(N_("How a community is vetted"))),
        escape(say(N_("What is looked at before a community of patients is shown on this blog."))),
        "directory_criteria",
    )
    if facts.glossary.get(language):
        yield PageSpec(
            "glossary",
            language,
            glossary_page(language, facts.home),
            escape(say(N_("Glossary"))),
            escape(say(N_("The medical words of this blog, in plain words."))),
            "directory_glossary",
            {"words": facts.glossary[language]},
        )
    if facts.spelling:
        file = search_page(language, facts.home)
        yield PageSpec(
            "search",
            language,
            file,
            escape(say(N_("Search this blog"))),
            escape(say(N_("Find an article, an illness, a community or a number to call."))),
            "directory_search",
            {
                "illnesses": found,
                "call": facts.notice("mental-health", language).call,
                "spelling": facts.spelling(language),
                "script": f"{'../' * file.count('/')}{SCRIPT}",
            },
            is_found=False,
        )
