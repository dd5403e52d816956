"""Vet communities of patients, say which are due again, and ask whether their pages still answer.

``insertion`` writes into the ledger and keeps every other byte; ``questions`` says what is asked;
``interview`` asks it, and ``draft`` keeps the answers as they come; ``due`` lists what is to be
done; ``probe`` asks the addresses, and ``answers`` keeps what they said. Nothing is ever vetted
but by the doctor's own yes.
"""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path

from commands.attempt import FAILED, Stopped, broke, stoppable
from commands.place import Place
from commands.refusal import Refused, refusal
from commands.voice import Voice
from plugins.day import build_day
from plugins.problems import N_

from .answers import check
from .asking import Ended
from .book import Book
from .due import show_due
from .interview import walk
from .probe import Probe

_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def vet(place: Place, community: str = "", *, check_all: bool = False, browser: bool = True) -> int:
    """Do one of three things, and return the exit status.

    List what is to be done; vet one ``community``, its page shown in the ``browser``; ask all the
    addresses (``check_all``).
    """
    blog = place.blog()
    voice = Voice(blog)
    book = Book(place, voice, blog, build_day(blog.blog.as_of))
    interrupted = N_("Interrupted.")
    try:
        with stoppable():
            if not community and not check_all:
                return show_due(book)
            with book.alone():
                if check_all:
                    return check(book, Probe(_version(), blog.blog.address, blog.doctor.contact))
                interrupted = N_("Interrupted. Your answers so far are kept: ask again to go on.")
                return walk(book, community, browser=browser)
    except Stopped as stopped:
        voice.tell(interrupted)
        return stopped.status
    except Ended:
        voice.tell(N_("No more answers came. Those so far are kept: ask again to go on."))
    except Refused as refused:
        voice.show(refused.told(voice.say))
    except OSError as error:
        voice.show(refusal(error).told(voice.say))
    except Exception as error:  # noqa: BLE001 - whatever it is, the doctor sees no traceback
        with suppress(OSError):
            place.workshop.mkdir(exist_ok=True)
        voice.show(broke(place, voice, error))
    return FAILED


def _version() -> str:
    """Return the version of the kit, which programs that ask politely name."""
    return str(tomllib.loads(_PROJECT.read_text("utf-8"))["project"]["version"])
