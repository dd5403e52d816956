"""The articles of a blog for other generators, Hugo and Eleventy, each with a plain theme.

Each renders a page for every article and one list of all. None checks, cites or links to anything:
what they take is what writing pages takes.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

_PAGE = """<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>{title}</title></head>
<body><h1>{title}</h1>
{body}
</body></html>
"""
_HUGO = {
    "hugo.toml": 'baseURL = "https://example.org/"\nlanguageCode = "fr"\ntitle = "Blog"\n'
    'disableKinds = ["taxonomy", "term"]\n[markup.goldmark.extensions]\ntypographer = true\n',
    "layouts/_default/single.html": _PAGE.format(title="{{ .Title }}", body="{{ .Content }}"),
    "layouts/_default/list.html": _PAGE.format(
        title="{{ .Title }}",
        body='{{ range .Pages }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}',
    ),
}
_ELEVENTY = {
    "articles/articles.json": json.dumps({"layout": "page.njk", "tags": "article"}),
    "_includes/page.njk": _PAGE.format(title="{{ title }}", body="{{ content | safe }}"),
    "index.njk": "---\ntitle: Blog\nlayout: page.njk\n---\n"
    '{% for one in collections.article %}<p><a href="{{ one.url }}">{{ one.data.title }}</a></p>'
    "{% endfor %}\n",
}


def peers(content: Path, folder: Path) -> dict[str, tuple[Callable[[int], None], list[str]]]:
    """Return, by the name of each generator that this machine has, an edit and a command.

    ``content``: of the kit's blog; ``folder``: an empty one for theirs.
    """
    found: dict[str, tuple[Callable[[int], None], list[str]]] = {}
    hugo, eleventy = shutil.which("hugo"), shutil.which("eleventy")
    if hugo:
        root = folder / "hugo"
        article = _write(content, root, root / "content" / "articles", _HUGO)
        found["Hugo"] = edit_of(article), [hugo, "--quiet", "-s", str(root)]
    if eleventy:
        root = folder / "eleventy"
        article = _write(content, root, root / "articles", _ELEVENTY)
        words = [f"--input={root}", f"--output={root / '_site'}", "--quiet"]
        found["Eleventy"] = edit_of(article), [eleventy, *words]
    return found


def edit_of(article: Path) -> Callable[[int], None]:
    """Return what adds a sentence, numbered, to an article."""

    def edit(number: int) -> None:
        with article.open("a", encoding="utf-8") as file:
            file.write(f"\nUne phrase ajoutée, la {number}.\n")

    return edit


def _write(content: Path, root: Path, articles: Path, files: dict[str, str]) -> Path:
    """Write the articles, and the files of a theme; return the first article."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    articles.mkdir(parents=True, exist_ok=True)
    texts = sorted((content / "articles").glob("*.md"))
    for file in texts:
        header, _, body = file.read_text("utf-8").partition("\n\n")
        fields = dict(line.split(": ", 1) for line in header.splitlines())
        kept = {name: fields[name.capitalize()] for name in ("title", "date", "summary")}
        lines = "".join(f"{name}: {json.dumps(value)}\n" for name, value in kept.items())
        lines = lines.replace(f'date: "{fields["Date"]}"', f"date: {fields['Date']}")
        (articles / file.name).write_text(f"---\n{lines}---\n{body}", "utf-8")
    return articles / texts[0].name
