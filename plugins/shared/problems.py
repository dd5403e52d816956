"""How the kit speaks to the doctor: what is wrong, the words written, what to do.

A plugin never prints and never raises for a mistake in the content. It notes a
:class:`Problem` in the build's :class:`Report`, which the gate prints whole,
once, sorted, in the blog's language.

``what`` and ``fix`` are English phrases with ``{names}``; they are looked up in
the catalogue of the blog's language when the report is printed, so that pure
code needs to know no language. :func:`N_` marks them for extraction.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from .quotes import Lines
from .report_text import in_order
from .unseen import stray

# Control characters, but for tab and line feed; what reverses the order of letters (Unicode TR 36,
# “bidirectional text spoofing”); line separators that no editor shows; half
# characters, and what stands for a lost one.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]"
)

# What a log may take for a command: two colons where a line begins, whatever ends the line before
# and whatever nobody sees stands between; “##[” anywhere.
_COMMAND = re.compile(
    r"(?:^|(?<=[\r\v\f\x1c-\x1e\x85\u2028\u2029]))((?:[^\S\n]|[\u200b\ufeff])*)::", re.MULTILINE
)

# How many problems of one file are told: nobody reads on, and a file can hold ten thousand.
MOST = 100
# In characters, of what is said or shown back at once.
_LONGEST = 1000
ERROR = "error"
WARNING = "warning"
# May identify or harm somebody: a build only tells it, a publication waits for the doctor's word.
HELD = "held"


class Phrase(str):
    """An English phrase that is said in the doctor's language when it is printed."""

    __slots__ = ()


def N_(phrase: str) -> Phrase:  # noqa: N802 - gettext's own name for a phrase translated later
    """Mark a phrase for extraction, to be translated when it is printed."""
    return Phrase(phrase)


@dataclass(frozen=True)
class Problem:
    """One thing to correct, or (``level=WARNING``) only to know, or (``HELD``) to confirm.

    ``line`` counts from 1 in the file as the doctor's editor shows it; 0 when
    the problem belongs to the file as a whole. ``quote`` is what the doctor
    wrote, shown back word for word; ``within``, the field of the header where
    it stands: the same words may stand above it too, in a title.
    """

    what: str
    fix: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    quote: str = ""
    line: int = 0
    level: str = ERROR
    within: str = ""


UNKNOWN_NAME = N_("“{name}” is not a known setting.")


def unknown_names(names: Iterable[str], known: Sequence[str], where: str = "") -> list[Problem]:
    """Return a problem for each name that nobody reads, with the nearest that is read.

    ``where`` is what stands before the name in the message: ``blog.``
    """
    return [
        Problem(
            UNKNOWN_NAME,
            N_("Did you mean “{near}”?") if near else N_("Here you can write: {known}."),
            {"name": f"{where}{name}", "near": "".join(near), "known": ", ".join(known)},
            quote=name,
            within=name,
        )
        for name in names
        if name not in known
        for near in [get_close_matches(name, known, n=1)]
    ]


class Report:
    """The problems of one build, by file."""

    def __init__(self, held: str = WARNING) -> None:
        """Start empty; ``held``: as what level a problem counts that waits for a confirmation."""
        self.held = held
        self._found: dict[str, dict[tuple[object, ...], Problem]] = {}
        self._closed: set[str] = set()
        self.drafts: set[str] = set()

    def add(self, path: str, problems: Iterable[Problem]) -> None:
        """Note problems of the file at ``path`` (relative to the content folder)."""
        if path not in self._closed:
            known = self._found.setdefault(path, {})
            for p in problems:
                known.setdefault((p.line, p.what, p.quote, p.level, str(p.values)), p)

    def close(self, path: str) -> None:
        """Note nothing more of a file that could not be understood: one fault, one message."""
        self._closed.add(path)

    def of(self, path: str) -> tuple[Problem, ...]:
        """Return what was noted about one file."""
        return tuple(self._found.get(path, {}).values())

    def __iter__(self) -> Iterator[tuple[str, Problem]]:
        """Walk through (path, problem), by file, then by line, in a stable order.

        Of a file that holds more than ``MOST``, the rest is counted.
        """
        for path in sorted(self._found):
            counted = (self._as_it_counts(path, problem) for problem in self.of(path))
            ordered = sorted(counted, key=lambda p: (p.line, p.what, p.quote))
            # What stops the publication is not hidden behind remarks.
            ordered.sort(key=lambda p: p.level != ERROR)
            said = ordered[:MOST]
            if len(ordered) > MOST:
                more = N_("{count} more problems of this file are not shown.")
                fix = N_("Correct those above first.")
                values = {"count": len(ordered) - MOST}
                said.append(Problem(more, fix, values, level=ordered[MOST].level))
            yield from ((path, problem) for problem in said)

    def _as_it_counts(self, path: str, problem: Problem) -> Problem:
        """Return the problem as it counts: a draft's never stops the blog."""
        if path in self.drafts:
            return replace(problem, level=WARNING)
        return replace(problem, level=self.held) if problem.level == HELD else problem

    @property
    def errors(self) -> int:
        """Count what stops a publication."""
        return sum(problem.level == ERROR for _, problem in self)


def verdict(messages: Iterable[Message], translate: Callable[[str], str] = str) -> str:
    """Return what was told as text, ending with the count of what stops the publication."""
    messages = list(messages)
    text = printed(messages, translate)
    count = sum(problem.level == ERROR for problem in messages)
    if not count:
        return text
    said = (
        N_("{count} problem stops the publication. The site is as it was.")
        if count == 1
        else N_("{count} problems stop the publication. The site is as it was.")
    )
    return f"{text}\n\n{translate(said).format(count=count)}"


def located(found: Iterable[tuple[str, Problem]], folder: Path) -> Iterator[tuple[str, Problem]]:
    """Give each problem the line its quote stands on, and that whole line as the quote."""
    files: dict[str, Lines] = {}
    for path, problem in found:
        if problem.line or not problem.quote:
            yield path, problem
            continue
        if path not in files:
            file = folder / path
            text = file.read_bytes().decode("utf-8-sig", "replace") if file.is_file() else ""
            files[path] = Lines(text, longest=None)
        quote, line = files[path].passage(problem.quote, problem.within)
        yield path, replace(problem, line=line, quote=quote or problem.quote)


@dataclass(frozen=True)
class Message:
    """A problem as it is said in the blog's language, ready to be printed or sent as data.

    ``kind``: the same for the same cause, whatever it names.
    """

    file: str
    line: int
    level: str
    what: str
    fix: str
    quote: str
    kind: str = ""


def read_messages(path: Path) -> list[Message]:
    """Return the problems that a build wrote down as JSON; none if it did not come to that."""
    try:
        return [Message(**problem) for problem in json.loads(path.read_bytes())]
    except (OSError, ValueError, TypeError):
        return []


def render(
    problems: Iterable[tuple[str, Problem]], translate: Callable[[str], str] = str
) -> list[Message]:
    """Return problems, by file, as they are said in a language."""
    return [_rendered(path, problem, translate) for path, problem in problems]


def _rendered(path: str, problem: Problem, translate: Callable[[str], str]) -> Message:
    values = {
        name: translate(value)
        if isinstance(value, Phrase)
        else _on_a_line(value)
        if isinstance(value, str)
        else value
        for name, value in problem.values.items()
    }
    what, fix = (
        visible(translate(phrase).format(**values)) if phrase else ""
        for phrase in (problem.what, problem.fix)
    )
    kind = visible(translate(problem.what).format(**dict.fromkeys(values, "…")))
    quote = cut(visible(cut(problem.quote)))
    where = visible(_on_a_line(cut(path)))
    return Message(where, problem.line, problem.level, cut(what), cut(fix), quote, kind)


def cut(text: str) -> str:
    """Return a text as it is shown: nobody reads a line of ten thousand letters."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _on_a_line(text: str) -> str:
    """Return a name with what would break the line, or hide in it, named: a file may hold it."""
    return text.replace("\n", "[U+000A]").replace("\t", "[U+0009]")


def visible(text: str) -> str:
    """Return a text with the characters that would act on a terminal, or show nothing, named."""
    places = set(stray(text))
    if places:
        text = "".join(
            f"[U+{ord(one):04X}]" if index in places else one for index, one in enumerate(text)
        )
    return UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


def describe(problems: Iterable[tuple[str, Problem]], translate: Callable[[str], str] = str) -> str:
    """Return the report as text, ready to print: see :func:`printed`."""
    return printed(render(problems, translate), translate)


def inert(text: str) -> str:
    """Return a text no line of which a log obeys: ``::command::``, ``##[command]``.

    GitHub, and Azure and Gitea after it, read each line that a step prints for those.
    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    return _COMMAND.sub(r"\1> ::", text.replace("##[", "# #["))


def printed(messages: Iterable[Message], translate: Callable[[str], str] = str) -> str:
    """Return what was told as text, ready to print.

    First what stops the publication, marked ``✗``, then the remarks, marked ``!``. A file name,
    then for each problem the line, what is wrong, the words quoted, and after an arrow what to do;
    what comes back is told once, with where. Ends without a line feed; empty without a problem.
    """
    phrases = (
        N_("line {line}: "),
        N_("{count} times: {what}"),
        N_("{count} remarks: {what}"),
        N_("… and {count} more: {files}"),
        N_("… and {count} more; all of them: python3 tasks.py check --json"),
    )
    return inert(in_order(list(messages), translate, phrases))
