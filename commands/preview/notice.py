"""What the preview adds to the pages it sends, never to those on the disk.

A page refreshes itself through one small script, ``refresh.js``, that asks whether something else
is shown and reloads if so; the browser keeps the place in the page. Why a script, and why it asks:
without one (``Refresh``), the page would jump while being read, at fixed times and for nothing; an
``EventSource`` holds a connection for each tab, and browsers allow six to a host, so that a seventh
tab would never open. The answer to a question waits for the next save, 5 s at most, and for four
tabs at most; others are answered at once and ask every 0.7 s; a hidden tab asks nothing.

The policy of the page, in its ``<meta>``, is widened by exactly this script and this
question, by their whole addresses: a script that slipped into the site is refused in the
preview as it will be online. The header of production lets through what comes from the site.

The text of the page is kept to the letter: what is added stands before ``</head>``
and after ``<body>``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from itertools import groupby
from pathlib import Path

from plugins.shared.problems import ERROR, N_, Message

from .builds import Outcome

OWN = "/-/"
STATE = f"{OWN}state"
SCRIPT = f"{OWN}refresh.js"
STYLE = f"{OWN}notice.css"
ASSETS = {address: Path(__file__).with_name(address[len(OWN) :]) for address in (SCRIPT, STYLE)}

_META_POLICY = re.compile(
    r"""(<meta\s+http-equiv=["']?Content-Security-Policy["']?\s+content=")([^"]*)""", re.IGNORECASE
)
_RELATIVE = re.compile(r"""(\s(?:href|src)=")(?![/#"]|[a-z][a-z0-9+.-]*:)""", re.IGNORECASE)
_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_BODY = re.compile(r"<body(?:\s[^>]*)?>", re.IGNORECASE)

_CHECKING = '\n<p class="serment-preview serment-preview--checking" role="status">{}</p>\n'

NOT_YOURS = N_(
    "The blog could not be made. Take your last change back and save. If that changes nothing, "
    "report the lines below where you downloaded the kit."
)

Say = Callable[[str], str]


def widened(policy: str, origin: str) -> str:
    """Return a policy that lets the preview's script run and ask, and nothing more.

    ``origin`` is the preview's own, as the page was asked for. What the page may run or ask of the
    site already, it may of the preview too.
    """
    runs = "" if "script-src" in policy else f"; script-src {origin}{SCRIPT}"
    asks = "" if "connect-src" in policy else f"; connect-src {origin}{STATE}"
    return f"{policy}{runs}{asks}"


def with_notice(  # noqa: PLR0913 - what is shown at a moment
    html: str, outcome: Outcome | None, version: str, origin: str, say: Say, *, early: bool = False
) -> str:
    """Return a page of the site as the preview sends it: refreshed, its problems on top.

    ``early``: it was just saved, and is not checked yet.
    """
    html = _META_POLICY.sub(lambda m: m[1] + widened(m[2], origin), html, count=1)
    html = _insert(html, _head(version, say), _HEAD_END, after=False)
    checking = _CHECKING.format(escape(say(N_("Saved. Being checked…")))) if early else ""
    return _insert(html, banner(outcome, say) + checking, _BODY, after=True)


def from_root(html: str) -> str:
    """Return a page at the root of the site as it must be to be shown at any address.

    On this machine a page leads to the others by ways that start from its own folder.
    """
    return _RELATIVE.sub(r"\1/", html)


def _insert(html: str, text: str, place: re.Pattern[str], *, after: bool) -> str:
    match = place.search(html)
    at = len(html) if match is None else match.end() if after else match.start()
    return html[:at] + text + html[at:]


def _head(version: str, say: Say) -> str:
    stopped = say(
        N_("The preview is stopped: this page no longer follows what you save. Start it again.")
    )
    return (
        f'<link rel="stylesheet" href="{STYLE}">\n'
        f'<script src="{SCRIPT}" defer data-state="{STATE}" '
        f'data-version="{escape(version)}" data-stopped="{escape(stopped)}"></script>\n'
    )


def banner(outcome: Outcome | None, say: Say) -> str:
    """Return what stands on top of a page: nothing, remarks folded away, or problems in sight."""
    if outcome is None or (outcome.good and not outcome.messages):
        return ""
    if outcome.good:
        summary = say(N_("Up to date. Remarks, which stop nothing: {count}.")).format(
            count=len(outcome.messages)
        )
        kind, role, is_open = "remarks", "status", ""
    else:
        summary = _summary(outcome, say)
        kind, role, is_open = "problems", "alert", " open"
    label = escape(say(N_("The problems, in full")))
    return (
        f'\n<div class="serment-preview serment-preview--{kind}" role="{role}">\n'
        f"<details{is_open}>\n"
        f'<summary class="serment-preview__summary">{summary}</summary>\n'
        f'<div class="serment-preview__problems" role="group" aria-label="{label}" tabindex="0">\n'
        f"{_details(outcome, say)}</div>\n</details>\n</div>\n"
    )


def _summary(outcome: Outcome, say: Say) -> str:
    first = say(N_("What you saved last is not shown yet."))
    then = (
        say(N_("To correct: {count}. The page below is the one before.")).format(
            count=outcome.to_correct
        )
        if outcome.to_correct
        else say(N_("The blog could not be made. The page below is the one before."))
    )
    return f"<strong>{escape(first)}</strong> {escape(then)}"


def page(outcome: Outcome | None, version: str, language: str, say: Say) -> str:
    """Return the page shown while there is no site: being built, or the problems that forbid it."""
    if outcome is None:
        title = say(N_("Your blog is being built…"))
        lead, details = say(N_("This page becomes your blog by itself, in a few seconds.")), ""
    else:
        title = say(N_("Your blog cannot be shown yet"))
        lead = say(N_("Correct what follows, and save: this page becomes your blog by itself."))
        lead = lead if outcome.to_correct else ""
        details = f'<div class="serment-preview__problems">\n{_details(outcome, say)}</div>\n'
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<title>{escape(title)}</title>\n<link rel="icon" href="data:,">\n{_head(version, say)}'
        '</head>\n<body class="serment-preview__body">\n'
        '<main class="serment-preview serment-preview--page">\n'
        f'<h1 class="serment-preview__title">{escape(title)}</h1>\n'
        + (f'<p class="serment-preview__lead">{escape(lead)}</p>\n' if lead else "")
        + f"{details}</main>\n</body>\n</html>\n"
    )


def _details(outcome: Outcome, say: Say) -> str:
    parts = [
        f'<p class="serment-preview__file">{escape(file)}</p>\n'
        f'<ul class="serment-preview__list">\n{_list(messages, say)}</ul>\n'
        for file, messages in groupby(outcome.messages, key=lambda problem: problem.file)
    ]
    if not outcome.good and not outcome.to_correct:
        # What Pelican, a theme or the audit said is all there is; it is not for the doctor.
        summary = escape(say(N_("The lines to send")))
        parts.insert(
            0,
            f'<p class="serment-preview__lead">{escape(say(NOT_YOURS))}</p>\n'
            f"<details>\n<summary>{summary}</summary>\n"
            f'<pre class="serment-preview__text">{escape(outcome.text)}</pre>\n</details>\n',
        )
    return "".join(parts)


def _list(messages: Iterable[Message], say: Say) -> str:
    return "".join(f"{_problem(problem, say)}\n" for problem in messages)


def _problem(problem: Message, say: Say) -> str:
    stops = problem.level == ERROR
    mark, meaning = ("✗", N_("To correct:")) if stops else ("!", N_("Remark:"))
    line = say(N_("line {line}: ")).format(line=problem.line) if problem.line else ""
    what = f"{_mark(mark, say(meaning))}{escape(line + problem.what)}"
    parts = [f'<p class="serment-preview__what">{what}</p>']
    if problem.quote:
        parts.append(f'<pre class="serment-preview__quote">{escape(problem.quote)}</pre>')
    if problem.fix:
        parts.append(f'<p class="serment-preview__fix">→ {escape(problem.fix)}</p>')
    return f'<li class="serment-preview__problem">{"".join(parts)}</li>'


def _mark(mark: str, meaning: str) -> str:
    label = escape(meaning)
    return f'<span class="serment-preview__mark" role="img" aria-label="{label}">{mark}</span>'
