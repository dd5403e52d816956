"""Faults of encoding and of characters: the matrix's E family."""

from __future__ import annotations

from .case import BODY, HEADER, TARGET, Blocked, Fault, Published, added, body, header

UTF8 = "UTF-8"
UNSEEN = "un caractère que personne ne voit"
WHOLE = f"---\n{HEADER}---\n{BODY}"


def titled(text: str) -> dict[str, str | bytes]:
    """Return the target with another title, on line 2."""
    return header(HEADER.replace("La cible", text))


FAULTS = [
    Fault("E01", "UTF-16 with its mark", Blocked(UTF8, line=1), {TARGET: WHOLE.encode("utf-16")}),
    Fault(
        "E01b",
        "UTF-16 without its mark",
        Blocked("", line=1),
        {TARGET: WHOLE.encode("utf-16-le")},
    ),
    Fault("E01c", "UTF-32 with its mark", Blocked(UTF8, line=1), {TARGET: WHOLE.encode("utf-32")}),
    Fault(
        "E02",
        "latin-1, with accents",
        Blocked(UTF8, line=8),
        {TARGET: f"{WHOLE}\nÉté".encode("latin-1")},
    ),
    Fault(
        "E02b",
        "Windows-1252, with curly quotes",
        Blocked(UTF8, line=8),
        {TARGET: f"{WHOLE}\nl’été".encode("cp1252")},
    ),
    Fault(
        "E02c",
        "Mac Roman, with accents",
        Blocked(UTF8, line=8),
        {TARGET: f"{WHOLE}\nété".encode("mac-roman")},
    ),
    Fault("E03", "UTF-8 with its mark", Published(), {TARGET: b"\xef\xbb\xbf" + WHOLE.encode()}),
    Fault("E04", "NUL in the text", Blocked(UNSEEN, line=8), body("a\x00b")),
    Fault("E04b", "vertical tab in the text", Blocked(UNSEEN, line=8), body("a\x0bb")),
    Fault("E04c", "escape in the text", Blocked(UNSEEN, line=8), body("a\x1b[31mb")),
    Fault("E05", "NUL in the title", Blocked(UNSEEN, line=2), titled("La\x00cible")),
    Fault(
        "E06",
        "half a surrogate pair, encoded",
        Blocked(UTF8, line=8),
        {TARGET: WHOLE.encode() + b"\n\xed\xa0\x80"},
    ),
    Fault(
        "E06b",
        "UTF-8 cut in the middle of a letter",
        Blocked(UTF8, line=8),
        {TARGET: WHOLE.encode() + "\né".encode()[:-1]},
    ),
    Fault(
        "E06c",
        "letter encoded in too many bytes",
        Blocked(UTF8, line=8),
        {TARGET: WHOLE.encode() + b"\n\xc0\xaf"},
    ),
    Fault(
        "E07",
        "half a pair as &#xD800;",
        Blocked("d’un caractère que personne", line=8),
        body("a&#xD800;b"),
    ),
    Fault("E07b", "NUL as &#0;", Blocked("d’un caractère que personne", line=8), body("a&#0;b")),
    Fault(
        "E07c",
        "number past the last character",
        Blocked("d’un caractère que personne", line=8),
        body("a&#x110000;b"),
    ),
    Fault("E08", "CRLF line ends", Published(), {TARGET: WHOLE.replace("\n", "\r\n").encode()}),
    Fault("E08b", "lone CR line ends", Published(), {TARGET: WHOLE.replace("\n", "\r").encode()}),
    Fault(
        "E08c",
        "all three line ends in one file",
        Published(),
        {TARGET: WHOLE.replace("\n", "\r\n", 2).replace("cible\r\n", "cible\r").encode()},
    ),
    Fault(
        "E09",
        "line separator U+2028 in the summary",
        Blocked(UNSEEN, line=5),
        added("summary: a\u2028b"),
    ),
    Fault(
        "E09b",
        "next line U+0085 in the summary",
        Blocked(UNSEEN, line=5),
        added("summary: a\u0085b"),
    ),
    Fault(
        "E09c",
        "file separator U+001C in the summary",
        Blocked(UNSEEN, line=5),
        added("summary: a\x1cb"),
    ),
    Fault(
        "E10",
        "right-to-left override in the title",
        Blocked(UNSEEN, line=2),
        titled("dose \u202e01 mg"),
    ),
    Fault(
        "E10b",
        "right-to-left override in the text",
        Blocked(UNSEEN, line=8),
        body("dose \u202e01 mg\u202c"),
    ),
    Fault(
        "E10c", "isolate never closed in the text", Blocked(UNSEEN, line=8), body("dose \u2067 mg")
    ),
    Fault(
        "E11", "forged placeholder of Markdown", Blocked(UNSEEN, line=8), body("\x02wzxhzdk:0\x03")
    ),
    Fault("E12", "character that is none, U+FFFE", Blocked(UNSEEN, line=8), body("a\ufffeb")),
    Fault("E13", "C1 control U+0090 in the text", Blocked(UNSEEN, line=8), body("a\u0090b")),
]
