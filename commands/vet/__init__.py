"""Vet communities of patients, say which are due again, and ask whether their pages still answer.

``questions`` says what is asked; ``interview`` asks it, and ``draft`` keeps the answers as they
come; ``due`` lists what is to be done; ``answers`` asks the addresses and keeps what they said;
``candidates`` brings in the facts of another blog, which ``offer`` checks. Nothing is ever vetted
but by the doctor's own yes.
"""

from __future__ import annotations

from commands.cli.asking import Ended
from commands.cli.console import Console
from commands.cli.paths import Paths
from commands.cli.runner import FAILED, run_dialogue
from commands.web.client import kit_version
from commands.web.probe import Probe
from plugins.shared.problems import N_

from .answers import check
from .candidates import Fetcher, bring
from .context import VetContext
from .due import show_due
from .interview import walk


def vet(
    paths: Paths,
    community: str = "",
    *,
    check_all: bool = False,
    offered: str = "",
    browser: bool = True,
) -> int:
    """Do one of four things, and return the exit status.

    List what is to be done; vet one ``community``, its page shown in the ``browser``; ask all the
    addresses (``check_all``); bring in the facts of another blog (``offered``, a file or an
    address).
    """
    blog = paths.blog()
    console = Console(blog)
    context = VetContext(paths, console, blog, blog.build_day())

    def act() -> int:
        if not (community or check_all or offered):
            return show_due(context)
        who = (kit_version(), blog.blog.address, blog.doctor.contact)
        with context.alone():
            if check_all:
                return check(context, Probe(*who))
            try:
                if offered:
                    return bring(context, Fetcher(*who), offered)
                return walk(context, community, browser=browser)
            except Ended:
                ended = N_("No more answers came. Those so far are kept: ask again to go on.")
                console.say(N_("No answer came: nothing was written.") if offered else ended)
                return FAILED

    asking = community and not (check_all or offered)
    kept = N_("Interrupted. Your answers so far are kept: ask again to go on.")
    return run_dialogue(paths, console, act, kept if asking else N_("Interrupted."))
