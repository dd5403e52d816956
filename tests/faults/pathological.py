"""Texts that take for ever, or break what reads them: the matrix's R family."""

from __future__ import annotations

from dataclasses import replace

from .case import BODY, HEADER, TARGET, Blocked, Fault, Published, added, body, header, whole

LONG = "cette ligne est trop longue"
LARGE = "trop gros"
CROWD = "en un temps raisonnable"


def harmless(id_: str, title: str, text: str) -> Fault:
    """Return a text that is published."""
    return Fault(id_, title, Published(), body(text))


EMPTY = "tant de vide"


def nested(depth: int, step: str = "  ") -> str:
    """Return lists one inside the other."""
    return "\n".join(f"{step * level}- a" for level in range(depth))


FAULTS = [
    Fault("R01", "quotations 100 deep", Blocked(CROWD, line=8), body(">" * 100 + " a")),
    Fault("R02", "quotations 500 deep", Blocked(CROWD, line=8), body(">" * 500 + " a")),
    Fault("R03", "quotations 2,000 deep", Blocked(CROWD, line=8), body(">" * 2000 + " a")),
    harmless("R04", "lists 20 deep", nested(20, "    ")),
    harmless("R04b", "lists 100 deep", nested(100, "    ")),
    harmless("R05", "lists 300 deep", nested(300, "    ")),
    harmless("R05b", "“1. 1. 1. …” 500 times on one line", "1. " * 500),
    Fault("R06", "5,000 opening brackets", Blocked(CROWD, line=8), body("[" * 5000)),
    Fault("R07", "2,000 beginnings of an image", Blocked(CROWD, line=8), body("![" * 2000)),
    harmless("R08", "5,000 stars out of balance", "*a " * 5000),
    harmless("R09", "5,000 mixed marks", "**a_" * 4000),
    Fault(
        "R10",
        "ladder of backticks",
        Blocked(EMPTY, line=8),
        body(" ".join("`" * n for n in range(1, 190))),
    ),
    Fault("R11", "100,000 signs <", Blocked(LONG, line=8), body("<" * 100_000)),
    Fault("R11b", "15,000 signs <", Blocked(CROWD, line=8), body("< " * 7500)),
    Fault("R12", "50,000 beginnings of a link", Blocked(LONG, line=8), body("<a " * 50_000)),
    Fault("R12b", "5,000 beginnings of a link", Blocked(CROWD, line=8), body("<a " * 5000)),
    Fault(
        "R13", "20,000 beginnings of an image", Blocked(LONG, line=8), body("<img src='" * 20_000)
    ),
    Fault(
        "R13b", "1,500 beginnings of an image", Blocked(CROWD, line=8), body("<img src='" * 1500)
    ),
    Fault("R14", "3,000 <div> one inside the other", Blocked("", line=8), body("<div>" * 3000)),
    Fault(
        "R14b",
        "300 <div>, one inside the other, closed",
        Blocked("trop profondément"),
        body("<div>\n" * 300 + "</div>\n" * 300),
    ),
    Fault(
        "R15", "3,000 <span> one inside the other", Blocked("", line=8), body("a" + "<span>" * 3000)
    ),
    Fault(
        "R16",
        "2,000 notes",
        Blocked(CROWD, line=8),
        body("\n\n".join(f"a[^{n}]\n\n[^{n}]: note" for n in range(2000))),
    ),
    Fault(
        "R17",
        "2,000 abbreviations",
        Blocked(CROWD, line=8),
        body("\n".join(f"*[AB{n}]: sens" for n in range(2000))),
    ),
    Fault(
        "R18",
        "table of 5,000 cells",
        Blocked(EMPTY, line=8),
        body("|a|b|\n|-|-|\n" + "|c|d|\n" * 2500),
    ),
    Fault("R19", "50,000 quotes on a line", Blocked(LONG, line=8), body('"' * 50_000)),
    Fault("R19b", "15,000 quotes on a line", Blocked(EMPTY, line=8), body('"' * 15_000)),
    harmless("R20", "A.B.C. 8,000 times", "A.B.C. " * 2500),
    Fault("R21", "word of 200,000 letters", Blocked(LONG, line=8), body("A" * 200_000)),
    harmless("R21b", "word of 15,000 letters", "A" * 15_000),
    harmless("R22", "figures and hyphens", "1-" * 9000),
    Fault("R23", "4,000 signs &amp;", Blocked(CROWD, line=8), body("&amp;" * 3900)),
    Fault("R24", "200,000 spaces", Blocked(LONG, line=8), body(f"a{' ' * 200_000}b")),
    Fault("R24b", "15,000 spaces", Blocked(EMPTY, line=6), body(f"a{' ' * 15_000}b")),
    Fault(
        "R25",
        "declaration that breaks summaries",
        Published(shows=("&lt;![", "ABC")),
        body("<div>\n<![ABC x>\n</div>"),
    ),
    Fault("R26", "10 MB of text", whole(LARGE), body("mot " * 2_500_000)),
    Fault(
        "R27",
        "header of 100,000 lines",
        whole(LARGE),
        added(*(f"champ{n}: x" for n in range(100_000))),
    ),
    Fault(
        "R27b",
        "header of 5,000 lines",
        Blocked("", line=5),
        added(*(f"c{n}: x" for n in range(5000))),
    ),
    Fault(
        "R28",
        "5,000 tags",
        Blocked("trop long", line=5),
        added("tags: " + ", ".join(f"t{n}" for n in range(3000))),
    ),
    Fault(
        "R29",
        "category of 10,000 letters",
        Blocked("trop long", line=5),
        added("category: " + "a" * 10_000),
    ),
    Fault(
        "R30",
        "title that typogrify never finishes",
        Blocked("<", line=2),
        header(HEADER.replace("La cible", "<img src=' alt='" * 26)),
    ),
    Fault("R31", "image with forty alts", Blocked("", line=8), body("<img src=' alt='" * 40 + ">")),
    Fault(
        "R32", "image with 800 sources", Blocked("", line=8), body("<img " + "src='x' " * 800 + ">")
    ),
    Fault(
        "R33", "link of 1,500 braces", Blocked("", line=8), body(f'<a href="{"{" * 1500}">x</a>')
    ),
    Fault(
        "R34",
        "3,000 links to no file",
        Blocked("", line=8),
        body("[a]({filename}absent.md)\n" * 3000),
    ),
    Fault(
        "R35",
        "50 MB of text",
        whole(LARGE),
        change=lambda site: site.write(TARGET, f"---\n{HEADER}---\n{BODY}" + "mot " * 12_500_000),
    ),
    Fault(
        "R36",
        "brackets 60,000 deep in the header",
        Blocked(CROWD, line=1),
        added("tags: " + "[\n" * 60_000),
    ),
    harmless("R37", "1,000 headings of the same name", "## Titre\n\n" * 1000),
    Fault("R38", "1,000 calls of one source", Blocked(EMPTY, line=6), body("[@chey2024] " * 1000)),
    Fault(
        "R39",
        "emphasis that never ends, on many lines",
        Blocked(EMPTY, line=8),
        body("**a\n" * 5000),
    ),
    Fault("R40", "60 kB of “a\\”", Blocked(EMPTY, line=8), body(("\\" * 200 + "\n") * 300)),
]
# Stopped from outside, should one of them take for ever after all.
FAULTS = [replace(fault, bounded=True) for fault in FAULTS]
