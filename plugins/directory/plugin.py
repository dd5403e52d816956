"""Connect the step ``directory`` to Pelican."""

from __future__ import annotations

from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from markupsafe import escape
from pelican import signals
from pelican.contents import Page
from pelican.generators import Generator

from plugins.shared.articles import every_article
from plugins.shared.i18n import translator
from plugins.shared.problems import N_

from .core import community_page, criteria_page, illnesses, speaks
from .handout import handout, handout_page
from .linked_data import told_of
from .mail import prepare
from .tree import trees


def gather(generator: Any) -> None:
    """Gather what the pages show, once the communities of every article are known."""
    context, settings = generator.context, generator.settings
    if not {"VOCABULARY", "COMMUNITIES_FOR"} <= context.keys():
        # A plugin is missing: compose and the gate say which.
        return
    articles = list(chain(generator.articles, generator.translations))
    home = settings["BLOG"].blog.language
    explained = {
        language
        for language, path in settings["COMMUNITIES_PAGES"].items()
        if (Path(generator.path) / path).is_file()
    }
    spoken = sorted({home, *explained, *(article.lang for article in articles)})
    context["ILLNESSES"] = {
        language: illnesses(
            context["VOCABULARY"], articles, language, home, context["COMMUNITIES_FOR"]
        )
        for language in spoken
    }
    context["TREES"] = {
        language: trees(
            [vetted for vetted in context["VETTED"] if speaks(vetted.facts, language, home)],
            context["ILLNESSES"][language],
            language,
        )
        for language in spoken
    }
    for article in every_article(generator):
        article.illnesses = []
    for illness in chain.from_iterable(context["ILLNESSES"].values()):
        for article in illness.articles:
            article.illnesses.append(illness)
    context["PREPARE_MAIL"] = prepare
    context["DIRECTORY_DATA"] = partial(_data, context, settings)
    context["DIRECTORY"] = {}
    for language in spoken:
        _add_pages(generator, language, home)
    _join_translations(context["DIRECTORY"].values())


def _data(context: Any, settings: Any, page: Any) -> Any:
    """Return what search engines read of the directory on a page."""
    panorama = page.relative_source_path in settings["COMMUNITIES_PAGES"].values()
    return told_of(page, settings["BLOG"], context["DIRECTORY"], panorama=panorama)


def _add_pages(generator: Any, language: str, home: str) -> None:
    """Add the pages of a language to the context, without their text."""
    context, say = generator.context, translator(language)

    def add(save_as: str, topic: str, title: str, summary: str, **shown: Any) -> None:
        page = _page(generator, save_as, language, title, summary)
        page.topic, page.component, page.shown = topic, f"directory_{shown.pop('kind')}", shown
        context["DIRECTORY"][topic, language] = page
        context["generated_content"][save_as] = page

    by_community: dict[str, list[Any]] = {}
    for illness in context["ILLNESSES"][language]:
        suited = [*illness.communities.shown, *illness.elsewhere]
        if illness.communities.general:
            suited = list(illness.elsewhere)
        for vetted in chain(illness.communities.pinned, suited):
            by_community.setdefault(vetted.facts.id, []).append(illness)
        add(
            illness.save_as,
            f"illness/{illness.condition.id}",
            illness.name,
            say(N_("{illness}: the articles of this blog and the vetted communities.")).format(
                illness=illness.name
            ),
            kind="illness",
            illness=illness,
        )
        sheet = handout(illness, generator.settings["BLOG"].blog.address)
        # Without the plugin disclaimer there is no notice to put there; compose stops the build.
        if sheet and "HANDOUT_NOTICE" in context:
            add(
                handout_page(illness),
                f"handout/{illness.condition.id}",
                say(N_("{illness}: people to talk with")).format(illness=illness.name),
                say(N_("A sheet to print: vetted communities, their addresses and QR codes.")),
                kind="handout",
                handout=sheet,
                notice=context["HANDOUT_NOTICE"](illness.condition.variant, language=language),
            )
    for vetted in context["VETTED"]:
        if not speaks(vetted.facts, language, home):
            continue
        add(
            community_page(vetted.facts.id, language, home),
            f"community/{vetted.facts.id}",
            vetted.facts.name,
            vetted.facts.about.get(language, ""),
            kind="community",
            item=vetted,
            illnesses=by_community.get(vetted.facts.id, []),
        )
    add(
        criteria_page(language, home),
        "criteria",
        say(N_("How a community is vetted")),
        say(N_("What is looked at before a community of patients is shown on this blog.")),
        kind="criteria",
    )


def _page(generator: Any, save_as: str, language: str, title: str, summary: str) -> Any:
    """Return a page of Pelican's at an address of ours."""
    index = generator.settings["INDEX"] if generator.settings["RELATIVE_URLS"] else ""
    metadata = {
        "title": str(escape(title)),
        "summary": str(escape(summary)),
        "lang": language,
        "slug": save_as.split("/")[-2],
        "status": "published",
        "save_as": save_as,
        "url": save_as.removesuffix("index.html") + index,
    }
    source = str(Path(generator.path) / save_as)
    return Page("", metadata, generator.settings, source_path=source, context=generator.context)


def _join_translations(pages: Any) -> None:
    """Make the pages on one topic translations of one another."""
    by_topic: dict[str, list[Any]] = {}
    for page in pages:
        by_topic.setdefault(page.topic, []).append(page)
    for same in by_topic.values():
        for page in same:
            page.translations = [other for other in same if other is not page]


class DirectoryGenerator(Generator):  # type: ignore[misc]
    """Writes the pages of the directory, with the theme's own template of a page."""

    def generate_output(self, writer: Any) -> None:
        """Write every page."""
        for page in self.context.get("DIRECTORY", {}).values():
            writer.write_file(
                page.save_as,
                self.get_template("page"),
                self.context,
                page=page,
                relative_urls=self.settings["RELATIVE_URLS"],
                override_output=True,
                url=page.url,
            )


def add_generator(pelican: Any) -> type[Generator]:
    """Have Pelican write the pages of the directory too."""
    del pelican
    return DirectoryGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_finalized.connect(gather)
    signals.get_generators.connect(add_generator)
