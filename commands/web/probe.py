"""Ask whether an address still answers, without reading what it says.

One request at a time, HEAD and then GET where HEAD is not understood, at most five redirects, none
to a machine of the doctor's own network. Only 404 and 410 are facts about a page; anything else
that is no answer may be over tomorrow.
"""

from __future__ import annotations

import http.client
import ssl
import time
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from plugins.shared.problems import N_, Phrase

from .client import GONE, NOT_FOUND, REDIRECTS, Network, NoAnswerError

ANSWERS, MISSING, UNKNOWN = "answers", "gone", "unknown"
# Seconds between two requests to one machine.
BETWEEN = 1.0

_FINE = range(200, 300)
_MOVED = (301, 302, 303, 307, 308)
_REFUSED = (401, 403)
_BUSY, _BROKEN = 429, 500

# Why nothing is known, as it is kept, and in words.
REASONS: dict[str, Phrase] = {
    "certificate": N_("its certificate is not valid: a browser would warn your patients"),
    "circles": N_("it leads in circles"),
    "private": N_("it leads to an address that is not public"),
    "slow": N_("too slow"),
    "cut": N_("what it sent is cut short"),
    "connection": N_("no connection"),
    "refused": N_("it refuses to be asked by a program: look at it yourself"),
    "busy": N_("it is too busy"),
    "broken": N_("it is out of order"),
    "code": N_("an answer that says nothing"),
}


@dataclass(frozen=True)
class Heard:
    """What an address answered: its state, the code, why nothing is known, where it leads."""

    state: str
    code: int = 0
    reason: str = ""
    moves: tuple[str, ...] = field(default=())


class Probe(Network):
    """The way out, for addresses whose pages are not read."""

    @cached_property
    def _times(self) -> dict[str, float]:
        """When each host was asked for the last time."""
        return {}

    def ask(self, url: str) -> Heard:
        """Return what an address answers, redirects followed."""
        method = "HEAD"
        moves: list[str] = []
        while True:
            try:
                self._wait(url)
                answer, headers = self._once(url, url, "*/*", method, whole=False)
            except NoAnswerError:
                return Heard(UNKNOWN, 0, "private", tuple(moves))
            except (OSError, http.client.HTTPException) as error:
                reason = _reason(error)
                # Some machines hang up on a HEAD.
                if method == "HEAD" and reason == "cut":
                    method = "GET"
                    continue
                return Heard(UNKNOWN, 0, reason, tuple(moves))
            if answer.status in _MOVED and headers.get("location"):
                if len(moves) == REDIRECTS:
                    return Heard(UNKNOWN, answer.status, "circles", tuple(moves))
                try:
                    url = urljoin(url, headers["location"])
                except ValueError:
                    return Heard(UNKNOWN, answer.status, "private", tuple(moves))
                moves.append(url)
                continue
            if answer.status not in _FINE and method == "HEAD":
                method = "GET"
                continue
            return _heard(answer.status, tuple(moves))

    def _wait(self, url: str) -> None:
        """Leave a machine some time since it was last asked."""
        name = urlsplit(url).hostname or ""
        since = time.monotonic() - self._times.get(name, -BETWEEN)
        if since < BETWEEN:
            self._pause(BETWEEN - since)
        self._times[name] = time.monotonic()


def _heard(code: int, moves: tuple[str, ...]) -> Heard:
    if code in _FINE:
        return Heard(ANSWERS, code, "", moves)
    if code in (NOT_FOUND, GONE):
        return Heard(MISSING, code, "", moves)
    reason = "refused" if code in _REFUSED else "busy" if code == _BUSY else "code"
    return Heard(UNKNOWN, code, "broken" if code >= _BROKEN else reason, moves)


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "slow"
    if isinstance(error, ssl.SSLError):
        return "certificate"
    # An OSError too, but the machine was reached.
    if isinstance(error, http.client.HTTPException | ConnectionResetError | BrokenPipeError):
        return "cut"
    return "connection"
