"""Connect the pages of the illnesses and of the communities to Pelican."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.contents import Page
from pelican.generators import Generator

from plugins.shared.templates import KIT_TEMPLATES, environment

from .linked_data import page_data
from .site import PageSpec


class DirectoryGenerator(Generator):  # type: ignore[misc]
    """Renders and writes the pages of the directory, with the theme's own template of a page."""

    def generate_context(self) -> None:
        """Make every page, for links to lead to it."""
        boxes = environment([Path(self.theme) / "templates", KIT_TEMPLATES])
        self.pages: dict[tuple[str, str], Any] = {}
        for key, spec in self.context.get("DIRECTORY", {}).items():
            page = self.context["generated_content"][spec.save_as] = self._page(spec, boxes)
            self.pages[key] = page
        for (topic, _), page in self.pages.items():
            page.translations = [
                other for (same, _), other in self.pages.items() if same == topic and other != page
            ]
        self.context["DIRECTORY_DATA"] = partial(_data, self.context, self.settings)

    def _page(self, spec: PageSpec, boxes: Any) -> Any:
        """Return a page of Pelican's at an address of ours."""
        index = self.settings["INDEX"] if self.settings["RELATIVE_URLS"] else ""
        metadata = {
            "title": str(spec.title),
            "summary": str(spec.summary),
            "lang": spec.lang,
            "slug": spec.save_as.split("/")[-2],
            "status": "published",
            "save_as": spec.save_as,
            "url": spec.save_as.removesuffix("index.html") + index,
        }
        shown = self.context["DIRECTORY_LISTS"](spec.lang) | spec.shown | {"page": spec}
        text = boxes.get_template(f"components/{spec.component}.html").render(shown).strip()
        source = str(Path(self.path) / spec.save_as)
        page = Page(text, metadata, self.settings, source_path=source, context=self.context)
        page.shown, page.topic = spec.shown, spec.topic
        page.is_found = spec.is_found
        return page

    def generate_output(self, writer: Any) -> None:
        """Write every page."""
        for page in self.pages.values():
            writer.write_file(
                page.save_as,
                self.get_template("page"),
                self.context,
                page=page,
                relative_urls=self.settings["RELATIVE_URLS"],
                override_output=True,
                url=page.url,
            )


def _data(context: Any, settings: Any, page: Any) -> Any:
    """Return what search engines read of the directory on a page."""
    panorama = page.relative_source_path in settings["COMMUNITIES_PAGES"].values()
    return page_data(page, settings["BLOG"], context["DIRECTORY"], panorama=panorama)


def add_generator(pelican: Any) -> type[Generator]:
    """Have Pelican write the pages of the directory too."""
    del pelican
    return DirectoryGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(add_generator)
