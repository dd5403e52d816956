"""Find the sources of an article, add them to the list, and follow what becomes of them.

A build never goes on the network; this command does, and what it learns is in a file that is kept
with the articles: ``content/sources/sources.json``. ``docs/citing.md`` says who is asked what.

``identifiers`` tells what was pasted; ``network`` asks; ``pubmed``, ``crossref``, ``books`` and
``pages`` read the answers; ``status`` judges them; ``resolve`` puts them together; ``store`` writes
what ``add`` and ``follow`` learnt.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from commands.attempt import FAILED, Stopped, broke, stoppable
from commands.place import Place
from commands.refusal import Refused, refusal
from commands.voice import Voice
from plugins.day import build_day
from plugins.problems import N_

from .add import Desk, add_cited, add_exported, add_one
from .follow import check, show_list
from .network import Network
from .store import Store

_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def cite(  # noqa: PLR0913 - one for each option of the command
    place: Place,
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
    an ``exported`` file; read anew the status of all (``check_all``), with a downloaded list of
    ``retraction_watch`` too; show where each is cited (``listing``).
    """
    blog = place.blog()
    voice = Voice(blog)
    network = Network(_version(), blog.blog.address, blog.doctor.contact)
    desk = Desk(place, Store(place.content), voice, network, build_day(blog.blog.as_of))

    def act() -> int:
        if listing:
            return show_list(desk)
        with desk.store.alone(place.workshop / "cite-lock"):
            if check_all or retraction_watch:
                return check(desk, retraction_watch)
            if article:
                return add_cited(desk, article)
            return add_exported(desk, exported) if exported else add_one(desk, identifier)

    return _ended(place, voice, act)


def _version() -> str:
    """Return the version of the kit, which services ask programs to name."""
    return str(tomllib.loads(_PROJECT.read_text("utf-8"))["project"]["version"])


def _ended(place: Place, voice: Voice, act: Callable[[], int]) -> int:
    """Act, and return the exit status; say how it ended if not well: never a traceback."""
    try:
        with stoppable():
            return act()
    except Stopped as stopped:
        voice.tell(N_("Interrupted. What was added before is kept."))
        return stopped.status
    except Refused as refused:
        voice.show(refused.told(voice.say))
    except OSError as error:
        voice.show(refusal(error).told(voice.say))
    except Exception as error:  # noqa: BLE001 - whatever it is, the doctor sees no traceback
        with suppress(OSError):
            place.workshop.mkdir(exist_ok=True)
        voice.show(broke(place, voice, error))
    return FAILED
