"""Connect the leaflets to Pelican."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from pelican import ArticlesGenerator, signals

from plugins.shared.articles import every_article, is_medical, naming
from plugins.shared.kept_files import KeptFiles
from plugins.shared.letters import lacking
from plugins.shared.problems import N_, WARNING, Problem, Report
from plugins.shared.qr_codes import short
from plugins.shared.templates import KIT_TEMPLATES, environment

from .core import Made, leaflet_of, path_of
from .press import draw, is_there, made_by

_MADE = "LEAFLETS_MADE"
_ABSENT = Problem(
    N_("no leaflet to print: this machine lacks Pango, the program that sets their text."),
    N_(
        "Nothing to correct. To have them: on Debian or Ubuntu, sudo apt install libpango-1.0-0 "
        "libpangoft2-1.0-0; on macOS, brew install pango; on Windows, MSYS2."
    ),
    level=WARNING,
)
_LACKING = N_("this article has no leaflet to print: its letters lack “{sign}”.")
_INSTEAD = N_("Write it otherwise in the boxes of the article, or leave it: the page is whole.")


def look_for_the_press(pelican: Any) -> None:
    """Settle whether leaflets are made, before any page leads to one."""
    settings = pelican.settings
    settings["LEAFLETS"] = settings["LEAFLETS"] and settings["BLOG"].blog.leaflets
    if settings["LEAFLETS"] and not is_there():
        settings["LEAFLETS"] = False
        report: Report = settings.setdefault("REPORT", Report())
        report.add("pelicanconf.py", [_ABSENT])


def make(generators: list[Any]) -> None:
    """Make the leaflet of each published medical article, once nothing of it changes any more."""
    articles = next(g for g in generators if isinstance(g, ArticlesGenerator))
    settings = articles.settings
    report: Report = settings["REPORT"]
    if not settings["LEAFLETS"] or report.errors:
        return
    boxes = environment([Path(articles.theme) / "templates", KIT_TEMPLATES])
    template = boxes.get_template("components/leaflet.html")
    given = {name: articles.context[name] for name in ("BLOG", "VETTING_IS_FICTIONAL")}
    kept, made = KeptFiles(settings["LEAFLET_CACHE"]), {}
    for article in every_article(articles):
        if article.status != "published" or not is_medical(article) or not article.save_as:
            continue
        with naming(article.relative_source_path):
            address = f"{settings['BLOG'].blog.address}/{article.save_as}"
            leaflet = leaflet_of(article, address.removesuffix("index.html"))
            html = template.render(given, article=article, leaflet=leaflet, short=short)
            sign = lacking(html)
            if sign:
                problem = Problem(_LACKING, _INSTEAD, {"sign": sign}, quote=sign, level=WARNING)
                report.add(article.relative_source_path, [problem])
                continue
            pdf = _drawn(html, kept)
        path = path_of(article.save_as)
        made[path] = pdf
        article.leaflet = Made(path, max(1, round(len(pdf) / 1000)))
        settings["DECLARED"]["files"][path] = sha256(pdf).hexdigest()
    kept.forget_others()
    settings[_MADE] = made


def _drawn(html: str, kept: KeptFiles) -> bytes:
    """Return a leaflet, drawn anew only if what it is made from has changed."""
    name = f"{sha256(f'{made_by()}{html}'.encode()).hexdigest()}.pdf"
    return kept.get_or_make(name, lambda: draw(html))


def write(pelican: Any) -> None:
    """Write the leaflets beside the pages that lead to them."""
    output = Path(pelican.settings["OUTPUT_PATH"])
    for path, pdf in pelican.settings.get(_MADE, {}).items():
        (output / path).write_bytes(pdf)


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(look_for_the_press)
    signals.all_generators_finalized.connect(make)
    signals.finalized.connect(write)
