"""``vet --check``: each address is asked, politely, and what it said is kept, nothing more."""

from __future__ import annotations

import json
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from commands.web import client as network
from commands.web import probe
from plugins.communities.ledger import read_ledger
from tests.support.sites import BLOG, LEDGER
from tests.support.vetting import Desk, desk

__all__ = ["desk"]

# What the server does at each path: a status, headers.
PAGES: dict[str, tuple[int, dict[str, str]]] = {
    "/fine": (200, {}),
    "/moved": (301, {"Location": "/fine"}),
    "/circle": (302, {"Location": "/circle"}),
    "/inside": (302, {"Location": "http://10.0.0.1/"}),
    "/metadata": (302, {"Location": "http://169.254.169.254/latest/"}),
    "/file": (302, {"Location": "file:///etc/passwd"}),
    "/none": (404, {}),
    "/gone": (410, {}),
    "/shut": (403, {}),
    "/busy": (429, {}),
    "/broken": (503, {}),
    "/teapot": (418, {}),
    "/no-head": (405, {}),
    "/hangs-up": (200, {}),
    "/slow": (200, {}),
    "/huge": (200, {}),
}


class Doors:
    """A server of this machine. ``asked``: the methods and paths of the requests so far."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.base = ""
        self.sent = 0
        self.together = self.most_together = 0


@contextmanager
def opened(certificate: Path | None = None) -> Iterator[Doors]:
    """Serve the pages on a free port, with a certificate that nobody signed if there is one."""
    doors, done = Doors(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.answer()

        def do_GET(self) -> None:
            self.answer()

        def answer(self) -> None:
            doors.together += 1
            doors.most_together = max(doors.together, doors.most_together)
            doors.asked.append(f"{self.command} {self.path}")
            doors.agents.add(self.headers["User-Agent"])
            status, headers = PAGES[self.path]
            if self.path == "/slow":
                done.wait(10)
            if self.path == "/hangs-up" and self.command == "HEAD":
                doors.together -= 1
                return
            if self.path in ("/no-head", "/huge") and self.command == "GET":
                status = 200
            elif self.path == "/huge":
                status = 501
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            # Before the answer leaves: whoever has it may ask again at once.
            doors.together -= 1
            self.end_headers()
            while self.path == "/huge" and self.command == "GET" and not done.is_set():
                doors.sent += self.wfile.write(b"x" * 65536)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """A client may leave before the end."""

    server = Server(("127.0.0.1", 0), Handler)
    scheme = "http"
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    doors.base = f"{scheme}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield doors
    finally:
        done.set()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def doors(monkeypatch: pytest.MonkeyPatch) -> Iterator[Doors]:
    """The server, allowed though it is of this machine, and no pause between two requests."""
    monkeypatch.setattr(network, "BETWEEN", 0)
    monkeypatch.setattr(probe, "BETWEEN", 0)
    with opened() as found:
        monkeypatch.setenv("SERMENT_DOI", found.base)
        yield found


def vetted(desk: Desk, **urls: str) -> str:
    """Have the blog know and recommend communities at some addresses; return its ledger."""
    rows = [
        f'[[community]]\nid = "{id_}"\nname = "{id_}"\nurl = "{url}"\nkind = "association"\n'
        for id_, url in urls.items()
    ]
    ledger = "\n".join(LEDGER.replace("france-assos-sante", id_) for id_ in urls)
    desk.site.write("communities/additions.toml", "\n".join(rows))
    desk.site.write("communities/vetting.toml", ledger)
    return ledger


def kept(desk: Desk) -> dict[str, dict[str, Any]]:
    """Return what was kept of the answers."""
    path = desk.site.content / "communities" / "answers.json"
    found: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return found


@pytest.mark.parametrize(
    ("page", "outcome", "said"),
    [
        ("/fine", "answers", "Répondent\u00a0: 1"),
        ("/moved", "answers", "mène à"),
        ("/no-head", "answers", "Répondent\u00a0: 1"),
        ("/hangs-up", "answers", "Répondent\u00a0: 1"),
        ("/huge", "answers", "Répondent\u00a0: 1"),
        ("/none", "gone", "code 404"),
        ("/gone", "gone", "code 410"),
        ("/circle", "unknown circles", "tourne en rond"),
        ("/inside", "unknown private", "pas publique"),
        ("/metadata", "unknown private", "pas publique"),
        ("/file", "unknown private", "pas publique"),
        ("/shut", "unknown refused", "regardez-la vous-même"),
        ("/busy", "unknown busy", "saturée"),
        ("/broken", "unknown broken", "en panne"),
        ("/teapot", "unknown code", "ne dit rien"),
        ("/slow", "unknown slow", "trop lent"),
    ],
)
def test_what_an_address_answers(desk: Desk, doors: Doors, page: str, outcome: str, said: str):
    """Only 404 and 410 are facts; the rest is unknown, said in words. The ledger stays."""
    state, _, reason = outcome.partition(" ")
    if page == "/slow":
        desk.monkeypatch.setattr(network, "PATIENCE", 0.3)
    ledger = vetted(desk, a=f"{doors.base}{page}")

    words = desk.vet("", check_all=True)

    assert said in words
    assert desk.status == (state == "gone")
    one = kept(desk)["a"]
    assert (one["state"], one.get("reason", ""), one["asked"]) == (state, reason, "2026-11-22")
    assert ("answered" in one) == (state == "answers")
    assert desk.ledger == ledger
    assert len(doors.asked) <= 7


def test_what_is_gone_says_what_to_do(desk: Desk, doors: Doors):
    """A page that is not there any more: the new address, or another verdict."""
    vetted(desk, a=f"{doors.base}/gone")

    said = desk.vet("", check_all=True)

    assert "additions.toml" in said
    assert "python3 tasks.py vet a" in said
    assert "disparue (22 novembre 2026)" in desk.vet("")


def test_a_bad_certificate(desk: Desk, doors: Doors, tmp_path: Path, monkeypatch: Any):
    """A certificate that a browser would refuse is said, and is no proof that nobody is there."""
    signed = tmp_path / "certificate.pem"
    words = "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -days 1".split()
    subprocess.run(
        [*words, "-keyout", tmp_path / "key.pem", "-out", tmp_path / "cert.pem"],
        capture_output=True,
        check=True,
    )
    signed.write_bytes((tmp_path / "key.pem").read_bytes() + (tmp_path / "cert.pem").read_bytes())
    with opened(signed) as safe:
        monkeypatch.setenv("SERMENT_BNF", safe.base)
        vetted(desk, a=f"{safe.base}/fine")
        said = desk.vet("", check_all=True)

    assert "son certificat n’est pas valable" in said
    assert kept(desk)["a"]["state"] == "unknown"
    assert safe.asked == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "http://10.0.0.1/", "http://localhost/"])
def test_the_doctor_s_own_network_is_not_asked(desk: Desk, url: str):
    """Not even when the catalogue says so."""
    vetted(desk, a=url)

    assert "pas publique" in desk.vet("", check_all=True)
    assert kept(desk)["a"]["reason"] == "private"


def test_one_at_a_time_without_reading(desk: Desk, doors: Doors):
    """HEAD first, each address once, by a program that says who it is; no page is read."""
    urls = {name: f"{doors.base}/{name}" for name in ("fine", "moved", "huge")}
    vetted(desk, **urls, again=f"{doors.base}/fine")

    desk.vet("", check_all=True)

    assert doors.asked == ["HEAD /fine", "HEAD /moved", "HEAD /fine", "HEAD /huge", "GET /huge"]
    assert doors.most_together == 1
    assert doors.sent < 50_000_000
    assert all("Serment/" in agent and "carnet.example" in agent for agent in doors.agents)
    path = desk.site.content / "communities" / "answers.json"
    assert list(kept(desk)) == sorted(kept(desk))
    assert kept(desk)["moved"]["redirects"] == [f"{doors.base}/fine"]
    assert [one.name for one in path.parent.iterdir() if one.name.endswith("~")] == []


def test_a_machine_is_left_some_time(monkeypatch: pytest.MonkeyPatch, doors: Doors):
    """Two requests to one machine are a second apart."""
    monkeypatch.setattr(probe, "BETWEEN", 1.0)
    waited: list[float] = []
    way = probe.Probe("0", "https://carnet.example", pause=waited.append)

    assert way.ask(f"{doors.base}/moved").moves == (f"{doors.base}/fine",)

    assert len(waited) == 1
    assert 0.5 < waited[0] <= 1


def test_an_outage_forgets_nothing(desk: Desk, doors: Doors):
    """The last day an address answered stays written, and the next time is told."""
    vetted(desk, a=f"{doors.base}/fine")
    desk.vet("", check_all=True)
    desk.site.write("blog.toml", BLOG.replace("2026-11-22", "2026-12-01"))
    PAGES["/fine"] = (503, {})
    try:
        said = desk.vet("", check_all=True)
    finally:
        PAGES["/fine"] = (200, {})

    assert "Dernière réponse le 22 novembre 2026." in said
    assert (kept(desk)["a"]["asked"], kept(desk)["a"]["answered"]) == ("2026-12-01", "2026-11-22")


def test_what_is_refused_is_not_asked(desk: Desk, doors: Doors):
    """A community that is not shown needs no address."""
    ledger = vetted(desk, a=f"{doors.base}/fine").replace("recommended", "refused")
    desk.site.write("communities/vetting.toml", ledger)

    desk.vet("", check_all=True)

    assert doors.asked == []
    assert kept(desk) == {}


@pytest.mark.parametrize("written", ["{", "[]", '{"a": 3}', '{"a": {"asked": [], "state": {}}}'])
def test_kept_answers_that_cannot_be_read(desk: Desk, doors: Doors, written: str):
    """They are asked for anew; the list is shown all the same."""
    vetted(desk, a=f"{doors.base}/fine")
    desk.site.write("communities/answers.json", written)

    desk.vet("")
    assert desk.status == 0
    desk.vet("", check_all=True)
    assert kept(desk)["a"]["state"] == "answers"


def test_the_blog_is_built_beside_the_answers(desk: Desk, doors: Doors):
    """The file is known to the blog, which publishes nothing of it."""
    desk.site.write("communities/answers.json", "{}\n")

    built = desk.site.build()

    assert built.status == 0, built.said
    assert "answers.json" not in built.said
    assert not list(built.output.rglob("answers.json"))


def test_nothing_is_vetted_by_asking(desk: Desk, doors: Doors):
    """An address that answers is no vetting: a lapsed one stays lapsed."""
    ledger = vetted(desk, a=f"{doors.base}/fine").replace("2026", "2025")
    desk.site.write("communities/vetting.toml", ledger)

    desk.vet("", check_all=True)

    assert desk.ledger == ledger
    ((vetting,), _) = read_ledger(desk.ledger, {"a": None}, "fr")  # type: ignore[dict-item]
    assert not vetting.in_force(date(2026, 11, 22))
