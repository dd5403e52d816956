"""What stops a publication inside the build. Knows nothing of Pelican."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from plugins.problems import N_, WARNING, Problem, Report, describe, located

MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")

_LINK = re.compile(r"""<(?:a|img)\b[^>]*?\s(href|src)="([^"]*)\"""")
_INTERNAL = re.compile(r"\{(filename|static|attach)\}([^#?]+)")
_LEADS_OUT = ("https://", "http://", "mailto:", "tel:")
_EMPTY_ALT = "Empty alt attribute for image %s in %s"
# What the gate says itself, in the doctor's words.
_SAID_OTHERWISE = (
    "Unable to find '%s', skipping url replacement.",
    "Other resources were not found and their urls not replaced",
    "Other images have empty alt attributes",
    'There are %s items "with %s" with lang %s',
    "There are %s original (not translated) items with %s",
)

UNREAD = Problem(
    N_("this file was not read: it does not appear on the blog."),
    N_("Check its name (it ends with .md, in small letters) and its header."),
)
MISPLACED = Problem(
    N_("this file was not read: it does not appear on the blog."),
    N_("Move it into the folder articles, or pages."),
)


def unread(folder: Path, paths: Iterable[str], read: Callable[[str], bool]) -> Iterator[str]:
    """Yield the files among the articles and pages that became neither."""
    for path in paths:
        for file in sorted((folder / path).rglob("*")):
            name = file.relative_to(folder).as_posix()
            if file.is_file() and not file.name.startswith(".") and not read(name):
                yield name


def misplaced(folder: Path, paths: Iterable[str]) -> Iterator[str]:
    """Yield the Markdown files that stand where nobody looks for them."""
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.suffix.lower() in MARKDOWN and not name.startswith(tuple(f"{p}/" for p in paths)):
            yield name


def collisions(pages: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Problem]]:
    """Yield a problem for each file whose page would be written over another's.

    ``pages``: the path of each file, and of the page it becomes.
    """
    first: dict[str, str] = {}
    for path, page in pages:
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


def broken_links(
    html: str, find: Callable[[str, str], str | None], *, is_draft: bool
) -> Iterator[Problem]:
    """Yield what the links and images of a text lead to in vain.

    ``find`` returns the status of what a kind of link (filename, static, attach)
    and a path lead to, ``None`` when there is nothing there.
    """
    for attribute, target in _LINK.findall(html):
        internal = _INTERNAL.match(target)
        if internal:
            status = find(internal[1], internal[2])
            if status is None:
                what = N_("this leads to a file that does not exist.")
                fix = N_("Correct the name, capitals and accents included.")
            elif status == "draft" and not is_draft:
                what = N_("this leads to a draft, which has no page online.")
                fix = N_("Publish that article, or take the link out.")
            else:
                continue
        elif attribute == "src":
            what = N_("this image is not one of the blog.")
            fix = N_("Put it into the folder images, and write {{static}}/images/name.jpg")
        elif target.startswith(("#", "{", *_LEADS_OUT)):
            continue
        else:
            what = N_("this link leads nowhere.")
            fix = N_("Write {{filename}}/articles/name.md for an article, https://… for a site.")
        yield Problem(what, fix, quote=target)


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
    if message in _SAID_OTHERWISE or said in _SAID_OTHERWISE:
        return None
    return (
        "Pelican",
        Problem(
            N_("Pelican, which makes the site, says: {message}"),
            N_("If it is not clear, send this line to whoever looks after your blog."),
            {"message": said},
        ),
    )


def verdict(report: Report, folder: Path, translate: Callable[[str], str]) -> str:
    """Return everything to correct, sorted by file and line, ending with the count."""
    text = describe(sorted(located(report, folder), key=_place), translate)
    count = report.errors
    if not count:
        return text
    said = (
        N_("{count} problem stops the publication. The site is as it was.")
        if count == 1
        else N_("{count} problems stop the publication. The site is as it was.")
    )
    return f"{text}\n\n{translate(said).format(count=count)}"


def _place(found: tuple[str, Problem]) -> tuple[str, int, str, str]:
    path, problem = found
    return path, problem.line, problem.what, problem.quote
