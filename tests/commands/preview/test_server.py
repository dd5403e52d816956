"""The preview's server, asked over raw sockets: what a host does, and nothing for a stranger."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from commands.preview.builds import Outcome
from commands.preview.files import TYPES, find
from commands.preview.server import CONNECTIONS, HEAD_LIMIT, Server, Shown
from plugins.output.security_headers import HEADERS, OVER_HTTPS
from tests.support.raw_http import (
    PATIENCE,
    SECRET,
    ask,
    finished_site,
    parse,
    send,
    serving,
    showing,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A finished site, a link to the release in force, with a secret beside it."""
    return finished_site(tmp_path)


@pytest.fixture
def shown() -> list[Shown]:
    """What the server shows: the test replaces the first of the list."""
    return [showing("a-1", Outcome(0))]


@pytest.fixture
def server(folder: Path, shown: list[Shown], request: pytest.FixtureRequest) -> Iterator[Server]:
    """The preview's server, on a free port."""
    with serving(folder, shown, getattr(request, "param", PATIENCE)) as started:
        yield started


def test_it_listens_on_this_machine_only(server: Server):
    """Its address is 127.0.0.1, and there is no way to give it another."""
    assert server.server_address[0] == "127.0.0.1"
    assert server.socket.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "target", ["/", "/index.html", "/%C3%A9t%C3%A9/", "/été/", "/?a=1", "/%69ndex.html"]
)
def test_pages_are_found(server: Server, target: str):
    """A page is found by its folder, its file, its name as typed or percent-encoded."""
    answer = ask(server, target)

    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert b"refresh.js" in answer.body


def test_a_name_with_spaces_and_percents(server: Server):
    """Each sign of a name can be asked for."""
    assert ask(server, "/50%20%25%20de%20plus.txt").body.decode() == "moitié"


@pytest.mark.parametrize(
    ("target", "location"),
    [("/%C3%A9t%C3%A9", "/%C3%A9t%C3%A9/"), ("/été?x=/../", "/%C3%A9t%C3%A9/?x=/../")],
)
def test_a_folder_is_asked_for_as_a_folder(server: Server, target: str, location: str):
    """Without its slash a folder is shown the way, inside the site."""
    answer = ask(server, target)

    assert answer.status == 301
    assert answer.headers["location"] == location


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "target", ["/rien", "/rien/", "/vide/", "/vide", "/index.html/", "/_headers", "/-/", "/-/x"]
)
def test_what_does_not_exist_is_the_sites_own_404(server: Server, method: str, target: str):
    """Status 404 and the site's page, whose links hold from anywhere; no folder is listed."""
    answer = ask(server, target, method=method)

    assert answer.status == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert int(answer.headers["content-length"]) > 0
    if method == "GET":
        assert len(answer.body) == int(answer.headers["content-length"])
        assert '<a href="/./index.html">Perdu' in answer.body.decode()
        assert b"image.png" not in answer.body
    else:
        assert answer.body == b""


OUTSIDE = [
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/%2E%2E/%2E%2E/secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%5csecret.txt",
    "/..\\secret.txt",
    "/été/../../secret.txt",
    "/%252e%252e/secret.txt",
    "/..;/secret.txt",
    "//etc/passwd",
    "///etc/passwd",
    "/%2fetc/passwd",
    "/%2Fetc%2Fpasswd",
    "/C:/Windows/win.ini",
    "/c:%5cwindows%5cwin.ini",
    "/%c0%ae%c0%ae/secret.txt",
    "/%ef%bc%8e%ef%bc%8e/secret.txt",
    "/index.html%00.txt",
    "/%00",
    "/a%0d%0aSet-Cookie:%20x=1",
    "/lien.txt",
    "/dossier/secret.txt",
    "/dossier",
    "/dossier/",
    "/cache/",
    "/cache",
    "/tube.html",
    "/.secret",
    "/%2esecret",
    "/.git/config",
    "/./index.html",
    "http://127.0.0.1/secret.txt",
    "file:///etc/passwd",
    "*",
    "secret.txt",
    f"/{'a' * 5000}",
    f"/{'a/' * 3000}",
    "/%",
    "/%zz",
    "/%ff%fe",
]


@pytest.mark.parametrize("target", OUTSIDE)
def test_nothing_outside_the_site_nor_hidden_is_served(server: Server, target: str):
    """No way out, no link, no hidden name, no pipe, no listing, no header made up."""
    answer = ask(server, target)

    assert answer.status in (400, 404)
    assert SECRET.encode() not in answer.body
    assert b"root:" not in answer.body
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("target", ["/..", "//evil.example", "/\\evil.example", "/%5cevil.example"])
def test_no_redirection_leaves_the_site(server: Server, target: str):
    """A link can use no redirection of the preview to lead elsewhere."""
    answer = ask(server, target)

    assert "location" not in answer.headers
    assert answer.status in (400, 404)


def test_bytes_that_are_no_name(server: Server):
    """Bytes that are not UTF-8, or a NUL, are refused in words, and the server goes on."""
    for target in (b"/\xff\xfe", b"/a\x00b", b"/\x01", b"/\x7f"):
        assert ask(server, target).status == 400
    assert ask(server, "/").status == 200


def test_types(server: Server):
    """Each kind of file has its type; texts say that they are UTF-8; the unknown is not guessed."""
    got = {end: ask(server, f"/types/page{end}").headers["content-type"] for end in TYPES}

    assert got == TYPES
    assert got[".atom.xml"] == "application/atom+xml; charset=utf-8"
    assert got[".svg"] == "image/svg+xml; charset=utf-8"
    assert (got[".woff2"], got[".avif"], got[".webp"]) == ("font/woff2", "image/avif", "image/webp")
    assert ask(server, "/types/page.inconnu").headers["content-type"] == "application/octet-stream"


def test_a_release_that_is_switched(server: Server, folder: Path):
    """The site may be a link to a release: another is in force as soon as the link is replaced."""
    other = folder.parent / "releases" / "2"
    shutil.copytree(folder.resolve(), other, symlinks=True, ignore=shutil.ignore_patterns("tube*"))
    (other / "index.html").write_text("<html><body>Nouveau", "utf-8")
    aside = folder.with_name("aside")
    aside.symlink_to(other)
    aside.rename(folder)

    assert b"Nouveau" in ask(server, "/").body


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example",
     "[::1]:{port}", "0.0.0.0:{port}", "localhost.:{port}", "user@localhost:{port}", ""],
)  # fmt: skip
def test_a_stranger_is_refused(server: Server, host: str):
    """Under any name but its own the preview shows nothing: DNS rebinding finds no page."""
    answer = ask(server, "/", host=host.format(port=server.port))

    assert answer.status == 421
    assert f"http://127.0.0.1:{server.port}/" in answer.body.decode()
    assert b"Accueil" not in answer.body


@pytest.mark.parametrize("host", ["localhost:{port}", "LOCALHOST:{port}", "127.0.0.1:{port}"])
def test_its_own_names(server: Server, folder: Path, host: str):
    """It answers to its address and to localhost, and the page may run its script from there."""
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    (folder / "policy.html").write_text(f"<html><head>{policy}</head><body></body></html>")
    name = host.format(port=server.port)
    answer = ask(server, "/policy.html", host=name)

    assert answer.status == 200
    assert f"script-src http://{name.lower()}/-/refresh.js" in answer.body.decode()


def test_one_host_exactly(server: Server):
    """No Host, or two, is no honest request."""
    own = f"Host: 127.0.0.1:{server.port}\r\n".encode()
    for hosts in (b"", own * 2, own + b"Host: evil.example\r\n"):
        assert parse(send(server, b"GET / HTTP/1.1\r\n" + hosts + b"\r\n")).status == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", "PROPFIND"])
def test_nothing_can_be_sent(server: Server, method: str):
    """GET and HEAD only, and it says so."""
    answer = ask(server, "/", method=method)

    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("target", ["/", "/rien", "/types/page.svg", "/-/state", "/%00", "/été"])
def test_the_headers_of_production(server: Server, target: str):
    """Each answer carries the site's own headers; no other site may read it."""
    answer = ask(server, target)
    for name, value in HEADERS.items():
        assert answer.headers[name.lower()] == value, name

    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert not {name.lower() for name in OVER_HTTPS} & set(answer.headers)
    assert "python" not in answer.headers["server"].lower()


def test_a_policy_in_the_page_is_widened_alike(server: Server, folder: Path):
    """The page's own policy lets the script run too, and nothing else of the page is changed."""
    before = (
        '<html><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
        "<title>é</title></head><body class=x><p>Texte</p></body></html>"
    )
    (folder / "index.html").write_text(before, "utf-8")
    html = ask(server, "/").body.decode()
    origin = f"http://127.0.0.1:{server.port}"
    added = f"; script-src {origin}/-/refresh.js; connect-src {origin}/-/state"

    assert f"content=\"default-src 'none'{added}\"" in html
    kept = re.sub(r'<link rel="stylesheet" href="/-/[^>]*>\n<script[^>]*></script>\n', "", html)
    assert kept.replace(added, "") == before


def test_a_slow_client_blocks_nobody(server: Server):
    """While some clients say nothing, or a byte at a time, others are served at once."""
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(20)]
    for client in slow:
        client.sendall(b"GET / HT")
    try:
        assert ask(server, "/").status == 200
        assert b"408" in slow[0].recv(65536)
    finally:
        for client in slow:
            client.close()


def test_a_request_dripping_for_ever_is_ended(server: Server):
    """The time is for the whole request: a byte now and then does not lengthen it."""
    with socket.create_connection(("127.0.0.1", server.port)) as client:
        client.sendall(b"GET / HTTP/1.1\r\n")
        pieces = 0
        with suppress(OSError):
            while pieces < 200:
                client.sendall(b"X-A: b\r\n")
                pieces += 1
                time.sleep(0.05)

    assert pieces < 200


@pytest.mark.parametrize(
    "raw",
    [
        b"GET /" + b"a" * (HEAD_LIMIT + 1) + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"a" * (HEAD_LIMIT + 1) + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
        b"a" * 1_000_000,
    ],
)
def test_a_request_without_end_is_refused(server: Server, raw: bytes):
    """A line or headers without end are refused, in words that arrive."""
    answer = parse(send(server, raw))

    assert answer.status == 431
    assert "trop longue" in answer.body.decode()


@pytest.mark.parametrize(
    "raw",
    [b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\n\n", b"a b c d\n\n"],
)
def test_what_is_no_request(server: Server, raw: bytes):
    """Noise gets an answer or an end, never a silence, and the server goes on."""
    answer = send(server, raw)

    assert answer == b"" or answer.startswith((b"HTTP/1.0 400", b"HTTP/1.0 505"))
    assert ask(server, "/").status == 200


@pytest.mark.parametrize("server", [600.0], indirect=True)
def test_connections_are_counted(server: Server):
    """More connections than a person opens are refused; when they end, all is well again."""
    many = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(CONNECTIONS + 20)]
    try:
        refused = many[-1].recv(1)
    except ConnectionResetError:
        refused = b""
    for client in many:
        client.close()

    assert refused == b""
    while ask_or_nothing(server) == b"":
        time.sleep(0.05)
    assert ask(server, "/").status == 200


def ask_or_nothing(server: Server) -> bytes:
    """Return the answer to a request, or nothing if the connection was refused."""
    try:
        return send(server, f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
    except ConnectionError:
        return b""


def test_stopping_leaves_nothing(folder: Path, shown: list[Shown]):
    """With clients that wait the server stops at once: no thread is left, the port is free."""
    before = set(threading.enumerate())
    server = Server(0, folder, lambda: shown[0], patience=600)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    waiting = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(5)]
    ask(server, "/")
    server.stop()
    thread.join()
    again = Server(server.port, folder, lambda: shown[0])
    again.server_close()
    for client in waiting:
        client.close()

    assert set(threading.enumerate()) == before


def test_find_says_nothing_of_the_disk(folder: Path):
    """Without any site there is nothing to be found."""
    gone = find(folder.with_name("absent"), "/")

    assert gone is not None
    assert gone.file is None
