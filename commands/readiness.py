"""Is this blog a doctor’s own, and does it say all that the law asks? Asked before publishing."""

from __future__ import annotations

from dataclasses import replace

from commands.cli.errors import CommandError
from commands.cli.paths import Paths
from plugins.legal.core import missing_fields
from plugins.legal.demonstration import traces
from plugins.shared.problems import ERROR, N_, Problem, located


def refuse_demonstration(paths: Paths) -> None:
    """Stop if the blog says that it is a demonstration: nobody publishes one by accident."""
    if paths.blog().blog.fictional:
        raise CommandError(
            N_(
                "This blog is the demonstration: its doctor does not exist, and nobody vetted its "
                "communities. Nothing was published."
            ),
            N_(
                "Make it yours: write who you are in content/blog.toml, take the lines “fictional” "
                "and “as_of” out of it, and delete the articles and vettings that came with it. To "
                "show the demonstration as one: python3 tasks.py publish --demonstration"
            ),
        )


def unfit(paths: Paths) -> list[tuple[str, Problem]]:
    """Return what keeps a blog from being published as a doctor’s own, by file, on its line.

    Nothing for a demonstration: see :func:`refuse_demonstration`.
    """
    blog = paths.blog()
    if blog.blog.fictional:
        return []
    lacking = [
        ("blog.toml", problem)
        for problem in missing_fields(blog, stops=True)
        if problem.level == ERROR
    ]
    found = [*located(lacking, paths.content), *left_over(paths)]
    return sorted(found, key=lambda one: (one[0], one[1].line))


def left_over(paths: Paths, level: str = ERROR) -> list[tuple[str, Problem]]:
    """Return what a doctor's blog still holds of the demonstration, by file, on its line."""
    blog = paths.blog()
    if blog.blog.fictional:
        return []
    found = located(traces(blog, paths.content), paths.content)
    return [(path, replace(problem, level=level)) for path, problem in found]
