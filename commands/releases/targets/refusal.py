"""Say in a sentence why git did not do what it was asked, from what it printed.

The words of a refusal are the host's own: its hook's, or git's. https://git-scm.com/docs/git-push
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.shared.problems import N_, Phrase, visible

_SEQUENCE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
# What the other side says, between the lines that git draws around it.
_REMOTE = re.compile(r"remote: ?(?P<said>.*)")
_REJECTED = re.compile(r" ! \[(?P<how>[^]]+)\] .*?(?:\((?P<why>[^()]+)\))?$")
_GIT = re.compile(r"(?:fatal|error): (?P<said>.+)")
# It names the address of the branch, which the doctor wrote, and no reason.
_NO_REASON = re.compile(r"failed to push some refs|see the 'Note about|hint:")
_LONGEST = 300

_MEANT: tuple[tuple[str, Phrase], ...] = (
    (
        r"fetch first|non-fast-forward|stale info|cannot lock ref",
        N_("Somebody else published meanwhile: publish again."),
    ),
    (
        r"quota|too large|exceeds|no space|disk",
        N_("Make room on the host, or make the largest images smaller."),
    ),
    (
        r"protected|GH006|GH013|rule violations|pre-receive|hook declined|not allowed|unauthorized",
        N_(
            "Allow the blog to write to this branch in the settings of the host, or write another "
            "one under [publish] in blog.toml."
        ),
    ),
    (
        r"permission|denied|403|401|authentication|username|password|publickey|read-only",
        N_("Check that this machine may write there: its key, or its password."),
    ),
    (
        r"resolve host|timed out|connect|network|hung up|unable to access|early EOF",
        N_("Check the connection, then try again."),
    ),
)
_ELSE = N_("Check [publish] in blog.toml, then try again.")


def reason_of(printed: str) -> tuple[str, Phrase]:
    """Return why git did not do something, in its own or the host's words, and what to do.

    ``printed``: all that git, or a program that runs it, wrote before it gave up.
    """
    lines = [_SEQUENCE.sub("", line).rstrip() for line in re.split(r"[\r\n]+", printed)]
    said = list(dict.fromkeys(_reasons(lines)))
    if not said:
        # A program that runs git may end in a traceback: its last line only is in words.
        plain = (line for line in lines if not _NO_REASON.search(line))
        said = [line for line in plain if line and not line.startswith((" ", "Traceback"))][-1:]
    words = visible(" / ".join(said))
    words = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
    found = (fix for pattern, fix in _MEANT if re.search(pattern, words, re.IGNORECASE))
    return words, next(found, _ELSE)


def _reasons(lines: list[str]) -> Iterator[str]:
    """Yield what the host says, then why git says that it was rejected, then git's own words."""
    for line in lines:
        match = _REMOTE.match(line)
        if match and match["said"].strip(" *-=") and not _NO_REASON.search(match["said"]):
            yield match["said"].strip()
    for line in lines:
        match = _REJECTED.match(line)
        if match:
            yield match["why"] or match["how"]
    for line in lines:
        match = _GIT.match(line)
        if match and not _NO_REASON.search(match["said"]):
            yield match["said"].strip()
