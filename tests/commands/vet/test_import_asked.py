"""``vet --import`` of an address: from a server that is slow, lost, lying, private or without end.

And of a question that is interrupted, in a real terminal: nothing is lost, nothing half written.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from commands.web import client as network
from tests.support.offers import RIGHT, offer
from tests.support.safe_server import answering_safely
from tests.support.sites import LEDGER, Site
from tests.support.terminal import (
    end,
    in_a_terminal,
    interrupt,
    read_until,
    type_line,
    wait_until_asked,
)
from tests.support.vetting import Desk, command, desk

__all__ = ["desk"]

MINE = '[[community]]\nid = "mienne"\nname = "Mienne"\nurl = "https://mienne.example"\n'
MINE += 'kind = "association"\n'
WHOLE = offer(RIGHT).encode()
# What the server answers at each path: a status, headers, a body.
PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/communautes.json": (200, {"Content-Type": "application/json"}, WHOLE),
    "/moved": (301, {"Location": "/communautes.json"}, b""),
    "/circle": (302, {"Location": "/circle"}, b""),
    "/inside": (302, {"Location": "https://10.0.0.1/"}, b""),
    "/metadata": (302, {"Location": "https://169.254.169.254/latest/"}, b""),
    "/clear": (302, {"Location": "http://ailleurs.example/"}, b""),
    "/local": (302, {"Location": "file:///etc/passwd"}, b""),
    "/script": (302, {"Location": "javascript:alert(1)"}, b""),
    "/none": (404, {}, b""),
    "/gone": (410, {}, b""),
    "/shut": (403, {}, b""),
    "/broken": (503, {}, b""),
    "/cut": (200, {"Content-Length": "999999"}, WHOLE),
    "/page": (200, {"Content-Type": "text/html"}, b"<!doctype html><p>Bonjour"),
    "/empty": (200, {}, b""),
    "/slow": (200, {}, b""),
    "/endless": (200, {}, b""),
}


@contextmanager
def serving(certificate: Path) -> Iterator[str]:
    """Serve the pages over TLS, on a free port of this machine; yield the address."""
    done = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = PAGES[self.path.partition("?")[0]]
            if self.path == "/slow":
                done.wait(10)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            while self.path == "/endless" and not done.is_set():
                self.wfile.write(b" " * 65536)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """A client may leave before the end."""

    server = Server(("127.0.0.1", 0), Handler)
    with answering_safely(server, certificate) as address:
        try:
            yield address
        finally:
            done.set()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine, and its key, in one file."""
    folder = tmp_path_factory.mktemp("certificate")
    words = "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -days 2".split()
    words += ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(
        [*words, "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        capture_output=True,
        check=True,
    )
    both = folder / "both.pem"
    both.write_bytes((folder / "key.pem").read_bytes() + (folder / "cert.pem").read_bytes())
    return both


@pytest.fixture
def base(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server of this machine, allowed, trusted, and asked again without a pause."""
    monkeypatch.setattr(network, "BETWEEN", 0)
    monkeypatch.setattr(network, "WAITS", (0, 0, 0, 0))
    with serving(certificate) as address:
        monkeypatch.setenv("SERMENT_DOI", address)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        yield address


def additions(site: Site) -> str:
    """Return the doctor's additions."""
    return (site.content / "communities" / "additions.toml").read_text("utf-8")


@pytest.mark.parametrize("page", ["/communautes.json", "/moved"])
def test_facts_come_from_an_address(desk: Desk, base: str, page: str):
    """As from a file; the address that was asked for is kept with the facts."""
    desk.vet("", ["oui"], offered=f"{base.replace('://', '://moi:secret@')}{page}?jeton=secret")

    assert desk.status == 0
    assert "secret" not in additions(desk.site)
    assert 'id = "association-exemple"' in additions(desk.site)
    assert f'"{base}{page}, lu le 22 novembre 2026"' in additions(desk.site)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("/circle", "sans fin d’une adresse à l’autre"),
        ("/inside", "pas une adresse publique"),
        ("/metadata", "pas une adresse publique"),
        ("/clear", "http://ailleurs.example/\u00a0» n’est pas lue"),
        ("/local", "n’est pas lue"),
        ("/script", "n’est pas lue"),
        ("/none", "(code 404)"),
        ("/gone", "(code 410)"),
        ("/shut", "refuse"),
        ("/broken", "code 503"),
        ("/cut", "coupé"),
        ("/page", "ne peut pas être lu"),
        ("/empty", "ne peut pas être lu"),
        ("/slow", "trop lent"),
        ("/endless", "plus de 5 Mo"),
    ],
)
def test_an_address_that_gives_nothing(desk: Desk, base: str, page: str, said: str):
    """Whatever a server does, it is said in words, and nothing is written."""
    desk.site.write("communities/additions.toml", MINE)
    if page == "/slow":
        desk.monkeypatch.setattr(network, "PATIENCE", 0.3)

    messages = desk.vet("", ["oui"], offered=f"{base}{page}")

    assert said in messages
    assert desk.status == 1
    assert (additions(desk.site), desk.ledger) == (MINE, LEDGER)


def test_a_bad_certificate(desk: Desk, base: str, monkeypatch: pytest.MonkeyPatch):
    """A server that nobody vouches for is not read."""
    monkeypatch.delenv("SSL_CERT_FILE")

    assert "la connexion n’est pas sûre" in desk.vet("", ["oui"], offered=f"{base}/moved")
    assert desk.status == 1


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://ailleurs.example/communautes.json", "seule l’est une adresse en https://"),
        ("ftp://ailleurs.example/communautes.json", "seule l’est une adresse en https://"),
        ("file:///etc/passwd", "seule l’est une adresse en https://"),
        ("https://10.0.0.1/communautes.json", "pas une adresse publique"),
        ("https://localhost/communautes.json", "pas une adresse publique"),
        ("https://[::1]/communautes.json", "pas une adresse publique"),
        ("https://[::1/communautes.json", "mène à une adresse qui n’en est pas une"),
        ("https:///communautes.json", "mène à une adresse qui n’en est pas une"),
    ],
)
def test_an_address_that_is_not_asked(desk: Desk, address: str, said: str):
    """In the clear, on the doctor's own network, or no address at all: nobody is asked."""
    assert said in desk.vet("", ["oui"], offered=address)
    assert desk.status == 1


def offered(site: Site) -> tuple[list[str], dict[str, str]]:
    """Return the command that imports a right file into a blog that has additions."""
    site.write("communities/additions.toml", MINE)
    (site.root / "offert.json").write_bytes(WHOLE)
    return command(site, "--import", str(site.root / "offert.json"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_question_that_is_interrupted(site: Site, number: signal.Signals):
    """In a real terminal: all is as it was, no lock holds, and the same command then writes."""
    words, environment = offered(site)

    process, keyboard = in_a_terminal(words, environment, site.root)
    said = read_until(keyboard, "(oui/non)")
    assert '+id = "association-exemple"' in said
    if number == signal.SIGINT:
        interrupt(keyboard)
    else:
        wait_until_asked(keyboard)
        os.kill(process, number)
    status = end(process)
    os.close(keyboard)

    assert status == (-number if number == signal.SIGKILL else 128 + number)
    assert additions(site) == MINE
    folder = site.content / "communities"
    assert sorted(path.name for path in folder.iterdir()) == ["additions.toml", "vetting.toml"]

    process, keyboard = in_a_terminal(words, environment, site.root)
    read_until(keyboard, "(oui/non)")
    type_line(keyboard, "oui")
    read_until(keyboard, "python3 tasks.py vet association-exemple")
    assert end(process) == 0
    os.close(keyboard)
    assert additions(site).startswith(f"{MINE}\n[[community]]\n")
    assert additions(site).count("association-exemple") == 1


def test_a_server_that_is_interrupted(site: Site, certificate: Path):
    """Ctrl-C while a server keeps silent: the command ends at once, and nothing is written."""
    site.write("communities/additions.toml", MINE)
    with serving(certificate) as address:
        words, environment = command(site, "--import", f"{address}/slow")
        environment |= {"SERMENT_DOI": address, "SSL_CERT_FILE": str(certificate)}
        process, keyboard = in_a_terminal(words, environment, site.root)
        read_until(keyboard, "Lecture du fichier")
        os.write(keyboard, b"\x03")
        assert end(process) == 130
        os.close(keyboard)

    assert additions(site) == MINE
