"""Faults injected one by one into a real site, and oddities that must pass unharmed.

Each module listed here is a family: faults as rows of data (:mod:`.case`). ``test_faults.py``
and ``test_kit_faults.py`` publish the site with each (:mod:`.harness`); the results
(:mod:`.results`) stand in ``docs/reliability.md``.
"""

from __future__ import annotations

from . import (
    audited,
    care,
    community_links,
    data_blog,
    data_communities,
    data_sources,
    encoding,
    files,
    former,
    found_contents,
    found_generators,
    found_markdown,
    found_plugins,
    header,
    header_ends,
    held,
    images,
    kit,
    machines,
    markup,
    pathological,
    paths,
    reach,
    spoilers,
    strange_files,
    styles,
    words,
)
from .case import Fault

# What a doctor writes.
OF_CONTENT = [
    ("Headers", header.FAULTS),
    ("Headers that end elsewhere", header_ends.FAULTS),
    ("Encodings and characters", encoding.FAULTS),
    ("Files and folders", files.FAULTS),
    ("What a file is, and its name", strange_files.FAULTS),
    ("Images", images.FAULTS),
    ("Out of reach, or said beside what is shown", reach.FAULTS),
    ("Links and addresses", paths.FAULTS),
    ("Former addresses and days to come", former.FAULTS),
    ("Typed HTML", markup.FAULTS),
    ("Care cards, other boxes and the glossary", care.FAULTS),
    ("Words that may identify or harm somebody", held.FAULTS),
    ("Words that would not reach the page", words.OF_CONTENT),
    ("Texts that take for ever, or break what reads them", pathological.FAULTS),
    ("Sources and notes on them", data_sources.FAULTS),
    ("Communities", data_communities.FAULTS),
    ("Links to communities that nobody may be sent to", community_links.FAULTS),
    ("Told once by the audit only", audited.FAULTS),
    ("Machines, places and logs", machines.FAULTS),
    ("The blog’s own settings", data_blog.FAULTS),
    ("Found by reading Pelican: contents", found_contents.FAULTS),
    ("Found by reading Python-Markdown", found_markdown.FAULTS),
]
# What a developer does to the kit.
OF_THE_KIT = [
    ("Plugins, templates, settings", kit.FAULTS),
    ("Found by reading Pelican: generators and settings", found_generators.FAULTS),
    ("Found by reading Pelican: plugins and caches", found_plugins.FAULTS),
    ("Words changed after they were checked", words.OF_THE_KIT),
    ("Style sheets that hide or cover a box", styles.FAULTS),
    ("Finished pages spoilt behind the plugins’ back", spoilers.FAULTS),
]
FAMILIES = [*OF_CONTENT, *OF_THE_KIT]
FAULTS = [fault for _, family in FAMILIES for fault in family]


def injected(families: list[tuple[str, list[Fault]]]) -> list[Fault]:
    """Return the faults of some families, one after the other."""
    return [fault for _, family in families for fault in family]
