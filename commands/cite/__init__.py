"""Find the sources of an article, add them to the list, and follow what becomes of them.

A build never goes on the network; this command does, and what it learns is in a file that is kept
with the articles: ``content/sources/sources.json``. ``docs/citing.md`` says who is asked what.

``identifiers`` tells what was pasted; of ``commands/web``, ``client`` asks, ``probe`` asks without
reading; ``pubmed``, ``crossref``, ``books`` and ``pages`` read the answers, ``imports`` exported
files; ``page_kinds`` tells what is no page, ``status`` what became of a publication; ``resolve``
puts them together; ``store`` writes what ``add``, ``follow`` and ``link_check`` learnt.
"""

from __future__ import annotations

from commands.cli.console import Console
from commands.cli.paths import Paths
from commands.cli.runner import run_dialogue
from commands.web.client import kit_version
from commands.web.probe import Probe
from plugins.shared.problems import N_

from .add import CiteContext, add_cited, add_exported, add_one
from .follow import check, show_list
from .store import Store


def cite(  # noqa: PLR0913 - one for each option of the command
    paths: Paths,
    identifier: str = "",
    *,
    article: str = "",
    exported: str = "",
    check_all: bool = False,
    retraction_watch: str = "",
    listing: bool = False,
) -> int:
    """Do one of five things, and return the exit status.

    Add one source (``identifier``, asked for when all is empty), those of an ``article``, those of
    an ``exported`` file; read anew the status of all and ask each cited page (``check_all``), with
    a downloaded list of ``retraction_watch`` too; show where each is cited (``listing``).
    """
    blog = paths.blog()
    console = Console(blog)
    network = Probe(kit_version(), blog.blog.address, blog.doctor.contact)
    context = CiteContext(paths, Store(paths.content), console, network, blog.build_day())

    def act() -> int:
        if listing:
            return show_list(context)
        with context.store.alone(paths.work_folder / "cite-lock"):
            if check_all or retraction_watch:
                return check(context, retraction_watch)
            if article:
                return add_cited(context, article)
            return add_exported(context, exported) if exported else add_one(context, identifier)

    interrupted = N_("Interrupted. What was added before is kept.")
    return run_dialogue(paths, console, act, interrupted)
