"""Tell why each community near an article's subject is shown under it, or not.

``check --explain FILE`` reads the header, the catalogue and the ledger as a build of this day does;
it builds nothing and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from rich.table import Table
from rich.text import Text

from commands.cli.console import Console
from commands.cli.errors import CommandError, from_os_error
from commands.cli.paths import Paths
from commands.cli.runner import FAILED
from plugins.communities.core import named, needs_of
from plugins.communities.explain import Article, Blog, Verdict, explain_article
from plugins.communities.read import read_communities
from plugins.conditions.core import codes_of, load_vocabulary, resolve
from plugins.reader.core import language_of, read_document
from plugins.shared.articles import PRACTICE, words
from plugins.shared.files import decode
from plugins.shared.problems import ERROR, N_, Problem, located, printed, render, visible

_NAMES = 3


def explain(paths: Paths, written: str) -> int:
    """Print the verdicts on an article named as the doctor names it; return the exit status."""
    console = Console(paths.blog())
    try:
        file = find_article(paths.content / "articles", written)
        verdicts, found = _explain(paths, file)
    except CommandError as refused:
        console.show(refused.rendered(console.translate))
        return FAILED
    except OSError as error:
        console.show(from_os_error(error).rendered(console.translate))
        return FAILED
    console.show(
        printed(render(located(found, paths.content), console.translate), console.translate)
    )
    path = file.relative_to(paths.content).as_posix()
    if verdicts:
        console.say(N_("{file}: the communities near its subject."), file=visible(path))
        console.show(as_table(verdicts, console))
    else:
        console.say(N_("{file}: no community is near its subject."), file=visible(path))
    return 0


def find_article(folder: Path, written: str) -> Path:
    """Return the file of an article, by its path or its name; refuse with the nearest names."""
    articles = {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*.md"))}
    asked = Path(written).as_posix()
    for head in ("./", "content/", "articles/"):
        asked = asked.removeprefix(head)
    absolute = Path(written).resolve()
    for name, file in articles.items():
        if asked in (name, name.removesuffix(".md"), file.name) or absolute == file.resolve():
            return file
    near = get_close_matches(asked.removesuffix(".md"), articles, n=_NAMES, cutoff=0.4)
    values = {"file": visible(written), "near": ", ".join(near)}
    if near:
        raise CommandError(N_("There is no article “{file}”; the nearest: {near}."), "", values)
    raise CommandError(
        N_("There is no article “{file}” in the folder content/articles."), "", values
    )


def _explain(paths: Paths, file: Path) -> tuple[list[Verdict], list[tuple[str, Problem]]]:
    """Return the verdicts on an article, and what is wrong in the files they come from."""
    settings = paths.blog()
    path = file.relative_to(paths.content).as_posix()
    text, problems = decode(file.read_bytes())
    document = read_document(text)
    if document.get("kind").lower() == PRACTICE:
        raise CommandError(
            N_("“{file}” is news of the practice: it shows no communities."), "", {"file": path}
        )
    language = language_of(document, file.name, settings.blog.language)

    def field(name: str) -> list[str]:
        return words(document.fields[name].value) if name in document.fields else []

    vocabulary = load_vocabulary(paths.root / "plugins" / "conditions")
    conditions, misnamed = resolve(field("conditions"), vocabulary, language)
    today = settings.build_day()
    codes = partial(codes_of, vocabulary=vocabulary, language=settings.blog.language)
    known, found = read_communities(paths.content, settings, today, codes)
    add, remove = named(field("communities"))
    verdicts = explain_article(
        Article(needs_of(conditions), language, add, remove),
        Blog(settings.blog.country, settings.blog.language, today, known.next_build),
        known.catalogue,
        known.ledger,
    )
    own = [(path, problem) for problem in (*problems, *document.problems, *misnamed)]
    # What soon lapses is said of each community, where it concerns the article.
    return verdicts, own + [(name, problem) for name, problem in found if problem.level == ERROR]


def as_table(verdicts: Iterable[Verdict], console: Console) -> Table:
    """Return the verdicts as a table: shown or not, the community, its id, why."""
    table = Table(box=None, pad_edge=False)
    table.add_column(no_wrap=True)
    for heading in (N_("community"), N_("short name"), N_("why")):
        table.add_column(console.translate(heading), overflow="fold")
    for verdict in verdicts:
        table.add_row(
            Text("✓", "green") if verdict.shown else Text("–", "dim"),
            Text(visible(verdict.facts.name)),
            Text(visible(verdict.facts.id)),
            Text(visible(console.translate(verdict.why).format(**verdict.values))),
        )
    return table
