"""Connect the step ``communities`` to Pelican."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from pelican import signals

from plugins.shared.articles import every_article, is_medical, words
from plugins.shared.files import read_file
from plugins.shared.problems import N_, WARNING, Problem, Report

from .catalogue import ADDITIONS, CATALOGUE, Community, joined, read_catalogue, unknown_successors
from .communities_json import FILE, days_read, document, rows_of, text_of
from .core import Box, Index, communities_for, match, named, needs_of
from .criteria import CRITERIA, finding, findings
from .ledger import (
    LEDGER,
    Vetted,
    Vetting,
    departure,
    departures,
    is_fictional,
    lapses,
    read_ledger,
    refusals,
    vetted,
)


def _read(generator: Any, path: str) -> str:
    text, problems = read_file(Path(generator.settings["PATH"]) / path)
    generator.settings["REPORT"].add(path, problems)
    return text


def _catalogue(generator: Any) -> dict[str, Community]:
    catalogue, _ = read_catalogue(CATALOGUE.read_text("utf-8"))
    additions, problems = read_catalogue(_read(generator, ADDITIONS))
    generator.settings["REPORT"].add(ADDITIONS, problems)
    catalogue |= additions
    generator.settings["REPORT"].add(ADDITIONS, unknown_successors(catalogue))
    return catalogue


def _box(article: Any, available: Index, country: str, home_language: str) -> Box:
    add, remove = named(words(article.metadata.get("communities")))
    return match(
        needs_of(article.conditions),
        available,
        article.lang,
        country,
        add=add,
        remove=remove,
        home_language=home_language,
    )


def _misnamed(
    article: Any, catalogue: dict[str, Community], available: list[Vetted], next_build: date
) -> list[Problem]:
    """Return a problem for each community that an article's header names in vain."""
    problems = []
    shown = {v.facts.id for v in available}
    for word in words(article.metadata.get("communities")):
        id_ = word[1:].strip()
        if word[0] not in "+-" or id_ not in catalogue:
            problems.append(
                Problem(
                    N_("“{word}” names no community."),
                    N_(
                        "Write +short-name to add one, -short-name to take one out: the “id” of "
                        "the catalogue or of communities/additions.toml."
                    ),
                    {"word": word},
                    quote=word,
                )
            )
        elif word[0] == "+" and catalogue[id_].gone(next_build):
            problems.append(departure(catalogue[id_], word))
        elif word[0] == "+" and id_ not in shown:
            problems.append(
                Problem(
                    N_("the community “{id}” has no vetting in force."),
                    N_("Vet it in communities/vetting.toml, or take it out of the header."),
                    {"id": id_},
                    quote=word,
                    level=WARNING,
                )
            )
    return problems


def attach_communities(generator: Any) -> None:
    """Give every medical article its communities, and every page the directory."""
    report: Report = generator.settings["REPORT"]
    today = generator.settings["BUILD_DAY"]
    blog = generator.settings["BLOG"].blog
    catalogue = _catalogue(generator)
    text = _read(generator, LEDGER)
    ledger, problems = read_ledger(text, catalogue)
    # Until the next planned build nothing takes a link away.
    next_build = today + timedelta(days=generator.settings["BLOG"].publish.every)
    staying = [v for v in ledger if not catalogue[v.community].gone(next_build)]
    report.add(LEDGER, [*problems, *departures(ledger, catalogue, next_build)])
    report.add(LEDGER, lapses(staying, today, next_build))
    available = vetted(ledger, catalogue, today, next_build)
    generator.context["VETTED"] = available
    generator.context["VETTING_IS_FICTIONAL"] = is_fictional(text)
    generator.settings["COMMUNITIES_DATA"] = _data(
        generator, catalogue, available, ledger, next_build, fictional=is_fictional(text)
    )
    generator.context["REFUSALS"] = refusals(ledger, catalogue, today, next_build)
    generator.context["JOINED"] = joined(catalogue, next_build)
    generator.context["CRITERIA"] = CRITERIA
    generator.context["FINDINGS"] = partial(findings, language=blog.language)
    generator.context["FINDING"] = partial(finding, language=blog.language)
    index = Index(available)
    generator.context["COMMUNITIES_FOR"] = partial(
        communities_for, index, country=blog.country, home_language=blog.language
    )
    for article in every_article(generator):
        article.communities = (
            _box(article, index, blog.country, blog.language) if is_medical(article) else Box()
        )
        report.add(
            article.relative_source_path, _misnamed(article, catalogue, available, next_build)
        )


def _data(  # noqa: PLR0913 - each is a part of the file
    generator: Any,
    catalogue: dict[str, Community],
    shown: list[Vetted],
    ledger: list[Vetting],
    next_build: date,
    *,
    fictional: bool,
) -> str:
    """Return what machines read of the communities."""
    settings = generator.settings
    blog = settings["BLOG"]
    who = {
        "title": blog.blog.title,
        "address": blog.blog.address,
        "language": blog.blog.language,
        "country": blog.blog.country,
        "doctor": blog.doctor.name,
        "fictional": fictional,
    }
    rows = rows_of([CATALOGUE.read_text("utf-8"), _read(generator, ADDITIONS)])
    generator.context["READ_ON"] = days_read(rows)
    today = settings["BUILD_DAY"]
    return text_of(document(who, rows, catalogue, shown, ledger, today, next_build))


def write_data(pelican: Any) -> None:
    """Write what machines read of the communities, at the root of the site."""
    file = Path(pelican.settings["OUTPUT_PATH"], FILE)
    file.write_text(pelican.settings["COMMUNITIES_DATA"], "utf-8", newline="\n")


def register() -> None:
    """Connect to Pelican."""
    signals.finalized.connect(write_data)
    signals.article_generator_finalized.connect(attach_communities)
