"""Services that replay recorded answers on this machine, and ``cite`` run against them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest.mock import patch
from urllib.parse import unquote

import tasks
from commands.web import client, probe
from tests.support.in_process import run_task
from tests.support.sites import KIT, Site
from tests.support.warm_starts import warm_starts

RECORDED = KIT / "tests" / "data" / "references"
SERVICES = ("PUBMED", "CROSSREF", "DOI", "DATACITE", "BNF", "OPENLIBRARY")

# Runs a task as ``python3 tasks.py`` does. ``KILL`` and ``AT``: a signal just before that change of
# the list's name, when its new text is on the disk and not yet in its place. ``ERROR``: the number
# of the error with which the system refuses to write the list.
DRIVER = """\
import os, runpy, sys
number, at, seen = int(os.environ.get("KILL", "0")), int(os.environ.get("AT", "0")), 0

def look(event, arguments):
    global seen
    if event == "os.rename" and str(arguments[1]).endswith("sources.json"):
        seen += 1
        if seen == at:
            os.kill(os.getpid(), number)

    if os.environ.get("ERROR") and event == "open" and str(arguments[0]).endswith("sources.json~"):
        error = int(os.environ["ERROR"])
        raise OSError(error, os.strerror(error), arguments[0])

sys.addaudithook(look)
import tasks
sys.argv[3:] = tasks.spelt_out(sys.argv[3:])
runpy.run_module("invoke", run_name="__main__", alter_sys=True)
"""


def recorded(name: str) -> bytes:
    """Return the bytes of a recorded answer."""
    return (RECORDED / name).read_bytes()


@dataclass
class Reply:
    """One answer. ``length``: what it says its length is, -1 for nothing.

    ``after``: seconds before it comes; ``drip``: seconds between two of its bytes.
    """

    body: bytes = b""
    status: int = 200
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    after: float = 0.0
    drip: float = 0.0


def message(name: str) -> Reply:
    """Return a recorded Crossref work, in its envelope."""
    data = json.loads(recorded(name))
    return Reply(json.dumps(data if "message" in data else {"message": data}).encode())


def xml(name: str) -> Reply:
    """Return a recorded XML answer."""
    return Reply(recorded(name), kind="text/xml")


def numbers(*pmids: str) -> Reply:
    """Return PubMed's answer to a search, written by hand: none was recorded."""
    return Reply(json.dumps({"esearchresult": {"idlist": list(pmids)}}).encode())


class Services:
    """All the services at once, on one port. ``asked``: the targets of the requests so far."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self._replies: list[tuple[str, list[Reply]]] = []
        self.on("/crossref/", Reply(b"Resource not found.", 404, "text/plain"))
        self.on("/doi/", Reply(b"", 404, "text/html"))
        self.on("/pubmed/esearch", numbers())
        self.on("/pubmed/efetch", xml("pubmed/37909814.xml"))

    def on(self, part: str, *replies: Reply) -> None:
        """Answer requests whose target holds ``part``: with each reply in turn, then the last."""
        self._replies.insert(0, (part.lower(), list(replies)))

    def article(self, doi: str, work: Reply, pmid: str = "", record: Reply | None = None) -> None:
        """Have Crossref know a DOI, and PubMed too when it has a number."""
        self.on(f"/crossref/works/{doi}", work)
        if record:
            self.on(f'term="{doi}', numbers(pmid))
            self.on(f"id={pmid}&", record)

    def reply(self, target: str) -> Reply:
        """Return the answer to a request."""
        self.asked.append(target)
        written = unquote(target).lower()
        replies = next((r for part, r in self._replies if part in written), None)
        if replies is None:
            return Reply(b"nothing here", 404, "text/plain")
        return replies.pop(0) if len(replies) > 1 else replies[0]

    @property
    def environment(self) -> dict[str, str]:
        """The variables that put these services in the place of the real ones."""
        return {f"SERMENT_{name}": f"{self.base}/{name.lower()}" for name in SERVICES}


@contextmanager
def replaying() -> Iterator[Services]:
    """Serve on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            services.agents.add(self.headers["User-Agent"])
            reply = services.reply(self.path)
            time.sleep(reply.after)
            self.send_response(reply.status)
            length = len(reply.body) if reply.length is None else reply.length
            headers = {"Content-Type": reply.kind, "Content-Length": str(length)} | reply.headers
            for name, value in headers.items():
                if length >= 0 or name != "Content-Length":
                    self.send_header(name, value)
            self.end_headers()
            if self.command == "HEAD":
                return
            if not reply.drip:
                self.wfile.write(reply.body)
            for byte in reply.body if reply.drip else b"":
                self.wfile.write(bytes([byte]))
                time.sleep(reply.drip)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """A client may leave before the end."""

    server = Server(("127.0.0.1", 0), Handler)
    services = Services(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield services
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass(frozen=True)
class Done:
    """What a command left: its status, its standard output, what it said."""

    status: int
    out: str
    said: str


def cite(site: Site, services: Services | None, *words: str, typed: str = "", **env: str) -> Done:
    """Run ``cite`` on a blog as ``tasks.py`` does, with what is typed at its questions.

    In this process, where no service is spared, but where variables make the machine another one.
    """
    shutil.copy(KIT / "tasks.py", site.root / "tasks.py")
    nowhere = {f"SERMENT_{name}": "http://127.0.0.1:9" for name in SERVICES}
    environment = os.environ | {"PYTHONPATH": str(site.root), "COLUMNS": "200"}
    environment |= services.environment if services else nowhere
    if site.is_whole() and not env:
        arguments = tasks.spelt_out(["cite", *words])
        with (
            patch.object(client, "BETWEEN", 0),
            patch.object(probe, "BETWEEN", 0),
            patch.object(client, "WAITS", (0,) * len(client.WAITS)),
        ):
            status, out, said = run_task(arguments, site.root, environment, typed)
        assert "Traceback" not in said, said
        return Done(status, out, said)
    with warm_starts(site):
        done = subprocess.run(
            [sys.executable, "-c", DRIVER, "--search-root", str(site.root), "cite", *words],
            cwd=site.root,
            env=environment | env,
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
    assert "Traceback" not in done.stderr, done.stderr
    return Done(done.returncode, done.stdout, done.stderr)


def sources(site: Site) -> list[dict[str, Any]]:
    """Return the list of sources of a blog."""
    found: list[dict[str, Any]] = json.loads((site.content / "sources/sources.json").read_text())
    return found


def source(site: Site, id_: str) -> dict[str, Any]:
    """Return one source of a blog."""
    return next(item for item in sources(site) if item["id"] == id_)
