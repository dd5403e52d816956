"""Say what was proven of a site, and what is wrong with it: to the doctor, to machines, to GitHub.

For machines, ``check --json`` prints one JSON object on standard output::

    day       the day the site was checked for, 2026-11-22
    passed    true when nothing forbids publishing it, but for what publish alone asks: the fields
              of the law, nothing left of the demonstration; both are warnings here
    problems  a list, in order; of each:
        file    the file in the folder content, or the page of the finished site
        line    from 1; 0 when the problem is the whole file's
        level   "error" forbids publishing, "warning" does not
        what    what is wrong, in the language of the blog
        fix     what to do, or ""
        quote   what was written, word for word, or ""
        kind    what is wrong, with … for what it names: the same for the same cause
    proven    a list, empty when the site could not be built; of each:
        what    what was proven, in the language of the blog
        count   of how many that is true
        of      of how many it must be: less means that the site did not pass
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from rich.table import Table
from rich.text import Text

from audit import Audit
from plugins.shared.problems import ERROR, N_, Message, printed, render, verdict

UNSAFE = N_(
    "The finished site is not safe: it was not put in place. Correct what is said of your files; "
    "where a page alone is named, take your last change back. If that changes nothing, report "
    "these lines where you downloaded the kit."
)

Translate = Callable[[str], str]


def everything(
    messages: Sequence[Message], audit: Audit | None, translate: Translate
) -> list[Message]:
    """Return the problems of the sources, then those of the finished site."""
    return [*messages, *render(audit.findings if audit else (), translate)]


def passed(messages: Sequence[Message], audit: Audit | None) -> bool:
    """Tell whether nothing forbids publishing; a site that was not built has not passed."""
    return audit is not None and not audit.findings and all(t.level != ERROR for t in messages)


def in_words(messages: Sequence[Message], audit: Audit | None, translate: Translate) -> str:
    """Return the problems as text, each part with what it comes to; empty when there is none."""
    parts = [verdict(messages, translate)]
    if audit and audit.findings:
        parts += [printed(render(audit.findings, translate), translate), translate(UNSAFE)]
    return "\n\n".join(part for part in parts if part)


def proven_table(audit: Audit, translate: Translate) -> Table:
    """Return what was proven, a line each: whether it holds, what, of how many.

    The number comes last: « articles qui… : 1 » is no fault of grammar.
    """
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column()
    for proven in (one for one in audit.proven if one.of):
        of = translate(N_("{count} of {of}")).format(count=proven.count, of=proven.of)
        said = N_("{what}: {count}")
        table.add_row(
            Text("✓", "green") if proven.holds else Text("✗", "red"),
            Text(
                translate(said).format(
                    what=translate(proven.what), count=proven.count if proven.holds else of
                )
            ),
        )
    return table


def as_json(
    day: date, messages: Sequence[Message], audit: Audit | None, translate: Translate
) -> str:
    """Return the report for machines, by the schema at the top of this module."""
    report = {
        "day": day.isoformat(),
        "passed": passed(messages, audit),
        "problems": [asdict(problem) for problem in everything(messages, audit, translate)],
        "proven": [
            {"what": translate(proven.what), "count": proven.count, "of": proven.of}
            for proven in (audit.proven if audit else ())
        ],
    }
    # Letters that not every output has are escaped: the report is the same wherever it goes.
    # A log would obey “##[” wherever it stands.
    return json.dumps(report, ensure_ascii=True, indent=2).replace("##[", r"\u0023#[")


def github_annotations(
    messages: Sequence[Message], audit: Audit | None, translate: Translate, content: Path
) -> str:
    """Return the problems as GitHub shows them beside the lines of a change.

    A problem of an article's page is shown on the article; of what is no file of the content
    folder, in words alone.
    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    sources = audit.articles if audit else {}
    lines = []
    for problem in everything(messages, audit, translate):
        source = sources.get(problem.file) or problem.file
        known = problem.file in sources or (content / source).is_file()
        lines.append(_annotation(problem, f"content/{source}" if known else ""))
    return "\n".join(lines)


def _annotation(problem: Message, file: str) -> str:
    """Return one annotation. Without a file of the content folder, the message names the page."""
    where = f"file={_property(file)}" if file else ""
    if file and problem.line:
        where += f",line={problem.line}"
    words = [problem.what, *problem.quote.splitlines()]
    if not file:
        words[0] = f"{problem.file}: {words[0]}"
    if problem.fix:
        words.append(f"→ {problem.fix}")
    level = "error" if problem.level == ERROR else "warning"
    return f"::{level}{' ' if where else ''}{where}::{_message(chr(10).join(words))}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
