"""Find what other programs understand and Markdown prints as it is: shortcodes, templates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plugins.shared.problems import N_, WARNING, Problem

_SHOWN = 100
# What each looks like, and no sentence does.
_FOREIGN = re.compile(
    # Hugo; Jekyll, Jinja, Liquid; Mustache.
    r"\{\{[<%].{0,500}?[>%]\}\}|\{%.{0,500}?%\}|\{\{.{0,500}?\}\}"
    # WordPress, and forums: [name word="…"], [/name], [gallery].
    r"|\[/[a-zA-Z][\w-]{0,40}\]|\[[a-zA-Z][\w-]{0,40}"
    r"(?:\s+[\w-]{1,40}\s*=\s*[\"'“”«]?[^\[\]]{0,500}|=[^\[\]]{1,500})\](?!\()"
    r"|\[(?:gallery|embed|caption|audio|video|playlist|contact-form(?:-\d)?)\](?![(\[:])"
    r"|\[(?:b|i|u|s|quote|url|img|code|list|center)\](?=.{0,500}\[/)"
    # Pandoc, MkDocs, Obsidian, GitHub, Docusaurus.
    r"|^[ ]{0,3}:{3,}.{0,200}$|!?\[\[[^\[\]\n]{1,200}\]\]"
    r"|^[ ]{0,3}(?:!!!|\?\?\?\+?)[ ]+"
    r"(?:note|tip|info|warning|danger|hint|example|abstract)\b.{0,200}$"
    r"|\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION|INFO|DANGER)\]"
    # Typora and Obsidian: highlighted words, a remark to oneself, a note within the line.
    r"|(?<![=\w])==(?=[^\s=])[^=\n]{1,300}(?<!\s)==(?![=\w])|%%[^%\n]{1,500}%%"
    r"|\^\[[^\[\]\n]{1,500}\]"
    # What assistants leave behind: the marks of their sources.
    r"|:contentReference\[oaicite:\d{1,4}\](?:\{index=\d{1,4}\})?|oai_citation[:_]\d{1,4}"
    r"|【[^【】\n]{0,60}†[^【】\n]{0,60}】|cite(?:turn\d{1,4}[a-z]{4,10}\d{1,4})+"
    r"|\[cite_start\]|\[cite: ?\d[\d, -]{0,60}\]"
    # reStructuredText, LaTeX.
    r"|^\.\. [a-z-]{1,40}::.{0,200}$|:[a-z]{2,20}:`[^`\n]{1,200}`"
    r"|\\(?:begin|end|textbf|emph|cite|section|text|mathrm|sqrt)\{[^{}\n]{0,200}\}"
    r"|\\d?frac\{[^\n]{0,200}\}|\\(?:times|cdot|geq?|leq?|approx|pm|left|right)(?![a-zA-Z])"
    r"|\$\$[^$\n]{1,300}\$\$",
    re.MULTILINE,
)
_HINT = re.compile(
    r"\{[{%]|\[[a-zA-Z/!\[]|^[ ]{0,3}(?::::|!!!|\?\?\?)|^\.\. |:`|\\[a-z]{2,9}(?![a-z])"
    r"|==|%%|\^\[|\$\$|oai_?cit|【|citeturn",
    re.MULTILINE,
)


def foreign(text: str, code: Sequence[tuple[int, int]]) -> Iterator[tuple[int, Problem]]:
    """Yield what comes from elsewhere, with its place; not what stands in code (``code``)."""
    if not _HINT.search(text):
        return
    for match in _FOREIGN.finditer(text):
        if any(start <= match.start() < end for start, end in code):
            continue
        yield (
            match.start(),
            Problem(
                N_("“{words}” is written for another program, and is printed here as it stands."),
                N_("Take it out, or write in its place what readers should see."),
                {"words": match[0].strip().replace("\\", "")[:_SHOWN]},
                level=WARNING,
            ),
        )
