"""What stops a publication inside the build. Knows nothing of Pelican."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from plugins.problems import N_, Problem, Report, describe, located


def unread(folder: Path, paths: Iterable[str], read: Callable[[str], bool]) -> Iterator[str]:
    """Yield the Markdown files that the build did not turn into an article or a page."""
    for path in paths:
        for file in sorted((folder / path).rglob("*")):
            name = file.relative_to(folder).as_posix()
            if file.is_file() and file.suffix.lower() in (".md", ".markdown") and not read(name):
                yield name


UNREAD = Problem(
    N_("this file was not read: it does not appear on the blog."),
    N_("Check its name (it ends with .md, in small letters) and its header."),
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
