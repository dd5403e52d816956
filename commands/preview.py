"""Show the site on this machine only, and build it again at every save."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from rich.console import Console
from watchfiles import watch

from plugins.phrases import translator
from plugins.problems import N_

from .build import Place, build

HOST = "127.0.0.1"
WATCHED = ("content", "theme", "plugins", "pelicanconf.py")


class _Pages(SimpleHTTPRequestHandler):
    """Serves the site as a host would: its own 404 page, nothing kept, no line per request."""

    def __init__(self, *args: Any, site: Path, **kwargs: Any) -> None:
        self._site = site
        super().__init__(*args, directory=str(site), **kwargs)

    def end_headers(self) -> None:
        """Keep the browser from showing an older page."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing page with the site's own."""
        page = self._site / "404.html"
        if code != 404 or not page.is_file():  # noqa: PLR2004 - HTTP's “not found”
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the parent's name
        """Say nothing: the doctor reads this window."""


def _rebuild(place: Place, console: Console) -> bool:
    """Build again, and tell whether it worked; a blog.toml half written stops nothing."""
    try:
        return build(place) == 0
    except SystemExit as problems:
        console.print(str(problems), markup=False)
        return False


def preview(place: Place, port: int = 8000) -> int:
    """Build, serve on this machine, build again at every save, until Ctrl-C. Returns 0."""
    say = translator(place.blog().blog.language)
    console = Console(stderr=True, highlight=False)
    build(place)
    try:
        server = ThreadingHTTPServer((HOST, port), partial(_Pages, site=place.output))
    except OSError:
        told = say(N_("Port {port} is taken: another preview may be open. Try --port {other}."))
        console.print(told.format(port=port, other=port + 1), markup=False)
        return 1
    threading.Thread(target=server.serve_forever, daemon=True).start()
    console.print(
        say(N_("Your blog: http://{host}:{port}/ (to stop: Ctrl-C)")).format(host=HOST, port=port),
        markup=False,
    )
    watched = [place.root / name for name in WATCHED]
    try:
        for _ in watch(*watched, debounce=200, raise_interrupt=False):
            if _rebuild(place, console):
                console.print(say(N_("Updated.")), markup=False)
    finally:
        server.shutdown()
        server.server_close()
    return 0
