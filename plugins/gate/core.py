"""What stops a publication inside the build. Knows nothing of Pelican."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from plugins.problems import N_, Problem, Report, describe


def located(found: Iterable[tuple[str, Problem]], folder: Path) -> Iterator[tuple[str, Problem]]:
    """Give each problem the line its quote stands on, and that whole line as the quote."""
    lines: dict[str, list[str]] = {}
    for path, problem in found:
        if problem.line or not problem.quote:
            yield path, problem
            continue
        if path not in lines:
            file = folder / path
            text = file.read_bytes().decode("utf-8-sig", "replace") if file.is_file() else ""
            lines[path] = text.splitlines()
        numbered = enumerate(lines[path], start=1)
        at = next((number for number, line in numbered if problem.quote in line), 0)
        quote = lines[path][at - 1].strip() if at else problem.quote
        yield path, replace(problem, line=at, quote=quote)


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
