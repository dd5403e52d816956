"""Faults found by reading: what Python-Markdown’s extensions let a text do. The N family."""

from __future__ import annotations

from .case import ANYWHERE, SECRET, Blocked, Fault, Published, body

FAULTS = [
    Fault(
        "N80",
        "attr_list: a style",
        Published(never=("display:none",)),
        body('texte\n{: style="display:none" }'),
        pelican="markdown.extensions.attr_list",
    ),
    Fault(
        "N81",
        "attr_list: the id of a source",
        Blocked("", ANYWHERE),
        body("## Titre {#source-cible-fr-chey2024}"),
        pelican="markdown.extensions.attr_list",
    ),
    Fault(
        "N82",
        "attr_list: the class of the disclaimer",
        Published(never=('<p class="disclaimer"',)),
        body("texte\n{: .disclaimer }"),
        pelican="markdown.extensions.attr_list",
    ),
    Fault(
        "N83",
        "attr_list: a handler",
        Published(never=("onclick",)),
        body('texte\n{: onclick="alert(1)" }'),
        pelican="markdown.extensions.attr_list",
    ),
    Fault(
        "N84",
        "md_in_html: an element never closed",
        Published(),
        body('<div markdown="1">\n\ntexte'),
        pelican="markdown.extensions.md_in_html",
    ),
    Fault(
        "N85",
        "footnotes: a note that is not there",
        Published(shows=("[^absente]",)),
        body("texte[^absente]"),
        pelican="markdown.extensions.footnotes",
    ),
    Fault(
        "N86",
        "footnotes: a note given twice",
        Published(),
        body("texte[^1]\n\n[^1]: un\n[^1]: deux"),
        pelican="markdown.extensions.footnotes",
    ),
    Fault(
        "N87",
        "footnotes: a script for a name",
        Published(never=("<script>",)),
        body("texte[^<script>]\n\n[^<script>]: x"),
        pelican="markdown.extensions.footnotes",
    ),
    Fault(
        "N88",
        "abbr: one that stands in the disclaimer",
        Published(),
        body("*[consultation]: x"),
        pelican="markdown.extensions.abbr",
    ),
    Fault(
        "N89",
        "abbr: a script for a meaning",
        Published(never=("<script>",)),
        body('*[HTA]: "><script>alert(1)</script>\n\nHTA'),
        pelican="markdown.extensions.abbr",
    ),
    Fault(
        "N90",
        "fenced_code: a handler among the options",
        Published(never=("onclick",)),
        body('``` {.python onclick="alert(1)"}\nx\n```'),
        pelican="markdown.extensions.fenced_code",
    ),
    Fault(
        "N92",
        "toc: [TOC]",
        Published(),
        body("[TOC]\n\n## Un\n\n## Deux"),
        pelican="markdown.extensions.toc",
    ),
    Fault(
        "N93",
        "tables: an alignment, a style by Markdown",
        Published(never=("style=",)),
        body("|a|b|\n|:-:|-:|\n|c|d|"),
        pelican="markdown.extensions.tables",
    ),
    Fault(
        "N95",
        "heading that is an image of another site",
        Blocked("", line=8),
        body("## ![x](https://espion.example/x.png)"),
        pelican="markdown.inlinepatterns.ImageInlineProcessor",
    ),
    Fault(
        "N96",
        "pre-formatted forged stash <wzxhzdk:0>",
        Published(),
        body("texte wzxhzdk:0 klzzwxh:0001"),
        pelican="markdown.util.STASHED_RE",
    ),
    Fault(
        "N97",
        "secret notes in a comment of the text",
        Published(never=(SECRET,)),
        body(f"<!-- {SECRET} -->"),
        pelican="markdown.htmlparser",
    ),
]
