"""Say why each community near an article's subject is shown, or not. Knows nothing of Pelican.

The reasons follow the rules of :func:`~plugins.communities.core.match`, in the order
in which a doctor can do something about them: what the header says, the subject,
the readers, then the community's own life and its vetting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from plugins.shared.icd10 import ANY, categories, number
from plugins.shared.problems import N_, Phrase

from .catalogue import Community
from .core import SHOWN, Box, Index, Need, answers, fit, is_for_sex, match, without_region
from .ledger import REFUSED, Vetting, departure, lapses, vetted

# A community for an illness at most so many categories away is near: Crohn's disease (K50) and the
# liver (K70-K77) are not.
_NEAR = 5


@dataclass(frozen=True)
class Article:
    """What an article asks: its illnesses, its language, what its header adds and takes out."""

    needs: Sequence[Need]
    language: str
    add: Sequence[str] = ()
    remove: Sequence[str] = ()


@dataclass(frozen=True)
class Blog:
    """Whom the blog is for, and the days its links must hold: the build's, the next one's."""

    country: str
    language: str
    today: date
    next_build: date


@dataclass(frozen=True)
class Verdict:
    """Why a community is shown or not, a phrase with its values."""

    facts: Community
    shown: bool
    why: Phrase
    values: Mapping[str, object] = field(default_factory=dict)


def explain_article(
    article: Article,
    blog: Blog,
    catalogue: Mapping[str, Community],
    ledger: Sequence[Vetting],
) -> list[Verdict]:
    """Return a verdict on each community near an article: those shown, in order, then by name."""
    index = Index(vetted(ledger, catalogue, blog.today, blog.next_build))

    def box(shown: int) -> Box:
        return match(
            article.needs,
            index,
            article.language,
            blog.country,
            add=article.add,
            remove=article.remove,
            home_language=blog.language,
            shown=shown,
        )

    actual = box(SHOWN)
    decisions = {vetting.community: vetting for vetting in ledger}
    verdicts = [
        *(Verdict(v.facts, True, N_("crisis line of the country, pinned")) for v in actual.pinned),
        *(Verdict(v.facts, True, _why_shown(v.facts, article, actual)) for v in actual.shown),
    ]
    ids = {verdict.facts.id for verdict in verdicts}
    beyond = {v.facts.id for v in box(len(catalogue)).shown} - ids
    for facts in sorted(catalogue.values(), key=lambda facts: (facts.name.casefold(), facts.id)):
        if facts.id not in ids and _is_near(facts, article, general=actual.general):
            reason = _why_not(facts, article, blog, decisions.get(facts.id))
            if facts.id in beyond:
                reason = N_("beyond the first {count}"), {"count": SHOWN}
            verdicts.append(Verdict(facts, False, *reason))
    return verdicts


def _why_shown(facts: Community, article: Article, box: Box) -> Phrase:
    if facts.id in article.add:
        return N_("added by the header")
    return N_("for any illness, since none is for this one") if box.general else N_("matches")


def _is_near(facts: Community, article: Article, *, general: bool) -> bool:
    """Tell whether a doctor could expect a community under an article."""
    if facts.id in (*article.add, *article.remove) or fit(facts, article.needs):
        return True
    if ANY in facts.conditions:
        return general
    if facts.crisis:
        return any(need.sensitive for need in article.needs)
    asked = [c for need in article.needs for code in need.codes for c in categories(code)]
    held = [c for pattern in facts.conditions for c in categories(pattern)]
    return any(
        one[0] == other[0] and abs(number(one) - number(other)) <= _NEAR
        for one in asked
        for other in held
    )


def _why_not(
    facts: Community, article: Article, blog: Blog, decision: Vetting | None
) -> tuple[Phrase, Mapping[str, object]]:
    """Return the first reason why a community is not shown."""
    codes = {"codes": ", ".join(facts.conditions)}
    fits = facts.crisis or ANY in facts.conditions or facts.id in article.add
    rules: list[tuple[bool, Phrase, Mapping[str, object]]] = [
        (facts.id in article.remove, N_("taken out by the header"), {}),
        (facts.is_professional, N_("a community of professionals"), {}),
        (not is_for_sex(facts, article.needs), N_("for people of the other sex"), {}),
        (not fits and not fit(facts, article.needs), N_("for other illnesses: {codes}"), codes),
        (
            not answers(facts, without_region(blog.country)),
            N_("a line of another country: {countries}"),
            {"countries": ", ".join(facts.countries)},
        ),
        (
            article.language not in facts.languages and not _speaks_for_all(facts, blog),
            N_("in another language: {languages}"),
            {"languages": ", ".join(facts.languages)},
        ),
    ]
    for applies, why, values in rules:
        if applies:
            return why, values
    return _why_not_vetted(facts, blog, decision)


def _speaks_for_all(facts: Community, blog: Blog) -> bool:
    """Tell whether a community serves, in the blog's language, articles in another one."""
    return (ANY in facts.conditions or facts.crisis) and blog.language in facts.languages


def _why_not_vetted(
    facts: Community, blog: Blog, decision: Vetting | None
) -> tuple[Phrase, Mapping[str, object]]:
    """Return what of a community's life, or of its vetting, keeps it from being shown."""
    if facts.gone(blog.next_build):
        problem = departure(facts, "")
        return Phrase(problem.what), problem.values
    if decision is None:
        return N_("not vetted"), {}
    if decision.verdict == REFUSED:
        return N_("refused on {day}"), {"day": decision.vetted_on}
    found = lapses([decision], blog.today, blog.next_build)
    if found and not (decision.in_force(blog.today) and decision.in_force(blog.next_build)):
        return Phrase(found[0].what), found[0].values
    return N_("others suit this article better"), {}
