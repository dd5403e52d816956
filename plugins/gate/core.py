"""What stops a publication inside the build. Knows nothing of Pelican."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from plugins.shared.files import read_file
from plugins.shared.problems import N_, WARNING, Problem, Report, located
from plugins.shared.quotes import place, unaccented

from .foreign_files import describe_file, is_left_over

MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")

_EMPTY_ALT = "Empty alt attribute for image %s in %s"
CHOSEN = re.compile(r"^(?:slug|save_as)[ \u00a0\u202f]*:.*$", re.MULTILINE | re.IGNORECASE)
TITLED = re.compile(r"^title[ \u00a0\u202f]*:.*$", re.MULTILINE | re.IGNORECASE)
_UNREADABLE = "Could not process %s"
# What the gate says itself, in the doctor's words.
_SAID_OTHERWISE = (
    "Unable to find '%s', skipping url replacement.",
    "Other resources were not found and their urls not replaced",
    "Other images have empty alt attributes",
    'There are %s items "%s" with lang %s',
    "There are %s original (not translated) items %s",
    # A static file that a link names and that is not there.
    "Cannot get modification stamp for %s",
)

# What Pelican says of a header, beside what the steps say of it with its line.
_OF_A_HEADER = ("Unable to generate valid slug", "Skipping ")

UNREAD = Problem(
    N_("this file was not read: it does not appear on the blog."),
    N_("Check its name (it ends with .md, in small letters) and its header."),
)
MISPLACED = Problem(
    N_("this file was not read: it does not appear on the blog."),
    N_("Move it into the folder articles, or pages."),
)


def unread(
    folder: Path, paths: Iterable[str], read: Callable[[str], bool]
) -> Iterator[tuple[str, Problem]]:
    """Yield the files among the articles and pages that became neither, and what they are."""
    for path in paths:
        for file in sorted((folder / path).rglob("*")):
            name = file.relative_to(folder).as_posix()
            left_over = any(part[0] == "." or is_left_over(part) for part in name.split("/"))
            if file.is_file() and not left_over and not read(name):
                yield name, describe_file(name, file.read_bytes()) or UNREAD


def misplaced(folder: Path, paths: Iterable[str]) -> Iterator[str]:
    """Yield the Markdown files that stand where nobody looks for them."""
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.suffix.lower() in MARKDOWN and not name.startswith(tuple(f"{p}/" for p in paths)):
            yield name


def collisions(
    pages: Iterable[tuple[str, str]], own: Iterable[str] = ()
) -> Iterator[tuple[str, Problem]]:
    """Yield a problem for each file whose page would be written over another's.

    ``pages``: the path of each file, and of the page it becomes; ``own``: the paths of the pages
    that the blog makes by itself.
    """
    made = {page.lower() for page in own}
    first: dict[str, str] = {}
    for path, page in pages:
        if page.lower() in made:
            yield (
                path,
                Problem(
                    N_("this page would have the same address as {page}, which the blog makes."),
                    N_("Give this file another name, another “slug” or another “save_as”."),
                    {"page": page.removesuffix("index.html") or page},
                ),
            )
            continue
        other = first.setdefault(page.lower(), path)
        if other != path:
            yield (
                path,
                Problem(
                    N_("this page would have the same address as that of {other}."),
                    N_("Give one of the two files another name, or another “slug”."),
                    {"other": other},
                ),
            )


def intrusions(pages: Iterable[tuple[str, str]], kept: set[str]) -> Iterator[tuple[str, Problem]]:
    """Yield a problem for each file whose page would stand among those the blog makes by itself.

    ``pages``: the path of each file, and of the page it becomes. ``kept``: the
    first folders of the addresses that are not for articles.
    """
    for path, page in pages:
        name = page.partition("/")[0]
        if name in kept:
            yield (
                path,
                Problem(
                    N_("the blog keeps the address {name}/ for itself."),
                    N_("Give this file another name, or another “slug”."),
                    {"name": name},
                ),
            )


def same_titles(
    titled: Iterable[tuple[str, str, str]],
) -> Iterator[tuple[str, Problem]]:
    """Yield a remark on each text that has the title of another in its language.

    ``titled``: the path, the language and the title of each.
    """
    first: dict[tuple[str, str], str] = {}
    for path, language, title in titled:
        words = " ".join(unaccented(title).casefold().split())
        other = first.setdefault((language, words), path)
        if other != path:
            yield (
                path,
                Problem(
                    N_("{other} has the same title: readers could not tell them apart in a list."),
                    N_("If it is one text twice, delete one; else word one title otherwise."),
                    {"other": other},
                    level=WARNING,
                ),
            )


def without_page(
    words: Iterable[tuple[str, str, str]], known: dict[str, set[str]]
) -> Iterator[Problem]:
    """Yield a remark on each category and key word of a translation that has no page.

    ``words``: for each “category” or “tag”, its last part of an address, and the word as it is
    printed; ``known``: those that have a page, by that kind.
    """
    for kind, slug, word in words:
        if slug not in known[kind]:
            yield Problem(
                N_("“{word}” has no page: only translations have it, and lists are of originals."),
                N_("Leave it, and it is no link; or write the word of the original."),
                {"word": word},
                quote=word,
                level=WARNING,
                within="category" if kind == "category" else "tags",
            )


def on_its_line(problem: Problem, text: str, chosen: re.Pattern[str] = CHOSEN) -> Problem:
    """Return a problem on the line of the header that chose an address, or a title, if one did."""
    match = chosen.search(text.partition("\n\n")[0])
    if match is None:
        return problem
    quote, line = place(text, match.start())
    return replace(problem, line=line, quote=quote)


def as_typed(problem: Problem, file: Path) -> Problem:
    """Return a problem of a link in the words of the file: ``{attach}`` was made ``{static}``."""
    typed = problem.quote.replace("{static}", "{attach}")
    if typed == problem.quote or not file.is_file() or problem.quote in read_file(file)[0]:
        return problem
    return replace(problem, quote=typed, values={**problem.values, "target": typed})


def complaint(message: str, arguments: object, said: str) -> tuple[str, Problem] | None:
    """Return what Pelican complained of as a problem of a file; ``None`` if it was said already."""
    if message == _EMPTY_ALT and isinstance(arguments, tuple):
        image, path = arguments
        return (
            str(path),
            Problem(
                N_("the image “{image}” has no description for those who cannot see it."),
                N_(
                    "Describe it between the square brackets; leave them empty for a mere ornament."
                ),
                {"image": image},
                quote=str(image),
                level=WARNING,
            ),
        )
    if message.startswith(_SAID_OTHERWISE) or said in _SAID_OTHERWISE:
        return None
    if message == _UNREADABLE and isinstance(arguments, tuple):
        return (
            str(arguments[0]).removeprefix("./"),
            Problem(
                N_("Pelican, which makes the site, gave up on this file."),
                N_(
                    "Take your last change in it back. If that changes nothing, report it where "
                    "you downloaded the kit, with this file."
                ),
            ),
        )
    return (
        "Pelican",
        Problem(
            N_("Pelican, which makes the site, says: {message}"),
            N_(
                "Take your last change back. If that changes nothing, report this line where you "
                "downloaded the kit."
            ),
            {"message": said},
        ),
    )


def is_echo(problem: Problem) -> bool:
    """Tell whether Pelican complains of what a header holds, in words that name no line."""
    return str(problem.values.get("message", "")).startswith(_OF_A_HEADER)


def findings(report: Report, folder: Path) -> list[tuple[str, Problem]]:
    """Return everything noted, on its line, sorted by file and line."""
    return sorted(located(report, folder), key=_place)


def _place(found: tuple[str, Problem]) -> tuple[str, int, str, str]:
    path, problem = found
    return path, problem.line, problem.what, problem.quote
