"""Connect the pages of former addresses to Pelican."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator

from plugins.shared.articles import words
from plugins.shared.templates import KIT_TEMPLATES, environment

from .core import (
    Claim,
    Redirect,
    UnusableError,
    apache,
    claims,
    read_target,
    redirects_file,
    resolve,
)

_FIELD = "aliases"
_SETTINGS = "blog.toml"
# The folders of lists are not among them: a category that is no more may lead on.
_KEPT = ("drafts", "feeds", "page", "pagefind")


class RedirectsGenerator(Generator):  # type: ignore[misc]
    """Finds where former addresses lead once every page is known, then writes their pages."""

    def generate_context(self) -> None:
        """Note where each leads, and what keeps some from leading anywhere."""
        contents = [one for one in self.context["generated_content"].values() if one]
        online = {one.save_as: one for one in contents if one.save_as and one.status != "draft"}
        claimed = [*self._of_texts(contents), *self._of_settings()]
        kept = {*_KEPT, self.settings["THEME_STATIC_DIR"], *self.settings["STATIC_PATHS"]}
        redirects, problems = resolve(claimed, {*online, *self._lists()}, kept)
        for path, problem in problems:
            self.settings["REPORT"].add(path, [problem])
        self.online, self.redirects = online, redirects
        prefix = urlsplit(self.settings["BLOG"].blog.address).path
        self.settings["REDIRECTS"] = {
            "_redirects": redirects_file(redirects, prefix),
            ".htaccess": apache(redirects, prefix),
        }

    def _of_texts(self, contents: list[Any]) -> Iterator[Claim]:
        own = self.settings["BLOG"].blog.address
        for content in sorted(contents, key=lambda one: str(one.relative_source_path)):
            path = content.relative_source_path
            written = words(content.metadata.get(_FIELD))
            found, problems = claims(path, written, own, content.save_as)
            self.settings["REPORT"].add(path, problems)
            if content.status != "draft":
                yield from found

    def _of_settings(self) -> Iterator[Claim]:
        own = self.settings["BLOG"].blog.address
        for one in self.settings["BLOG"].redirects:
            try:
                target = read_target(one.new, own)
            except UnusableError as error:
                self.settings["REPORT"].add(_SETTINGS, [error.problem(one.new)])
                continue
            found, problems = claims(_SETTINGS, [one.old], own, target)
            self.settings["REPORT"].add(_SETTINGS, problems)
            yield from found

    def _lists(self) -> Iterator[str]:
        """Yield the pages that the blog makes by itself."""
        yield from ("404.html", self.settings["INDEX_SAVE_AS"], self.settings["ARCHIVES_SAVE_AS"])
        for name in ("categories", "tags"):
            yield from (one.save_as for one, _ in self.context.get(name, ()))

    def generate_output(self, writer: Any) -> None:
        """Write the page of each former address."""
        boxes = environment([Path(self.theme) / "templates", KIT_TEMPLATES])
        template = boxes.get_template("redirect.html")
        for one in self.redirects:
            if one.page:
                file = Path(writer.output_path, one.page)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(template.render(self._shown(one)), "utf-8", newline="\n")

    def _shown(self, one: Redirect) -> dict[str, Any]:
        """Return what the template is given."""
        content = self.online.get(one.target)
        address = f"{self.settings['BLOG'].blog.address}/"
        path = one.target.removesuffix("index.html")
        up = "../" * (len(PurePosixPath(one.page).parts) - 1)
        from_disk = self.settings["RELATIVE_URLS"]
        return {
            "BLOG": self.settings["BLOG"],
            "DEFAULT_LANG": self.settings["DEFAULT_LANG"],
            "PAGE_POLICY": self.settings["JINJA_GLOBALS"]["PAGE_POLICY"],
            "SITENAME": self.settings["SITENAME"],
            "page": content,
            "name": Markup(content.title).striptags() if content else self.settings["SITENAME"],
            "canonical": address + path,
            "target": up + one.target if from_disk else address + path,
            "theme": (up if from_disk else address) + self.settings["THEME_STATIC_DIR"],
        }


def add_generator(pelican: Any) -> type[Generator]:
    """Have Pelican write the pages of former addresses too."""
    del pelican
    return RedirectsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(add_generator)
