"""Weigh a page of each kind as a reader receives it, and see how soon its largest part is shown.

    .venv/bin/python benchmarks/weight.py FOLDER

``FOLDER``: a finished demonstration, built with addresses inside of it (``tasks.py build``).
Compressed with gzip at its best, as hosts do; requests, the largest paint (LCP, web.dev/lcp) and
what moved (CLS) are those of Chromium on a telephone of 360 pixels, from this machine, median of
``--rounds``: compare them with one another, not with those of a network.
"""

from __future__ import annotations

import argparse
import gzip
import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

PAGES = {
    "home": "",
    "article": "depression/",
    "illness": "maladies/depression/",
    "communities": "communautes/",
    "community": "communautes/renaloo/",
    "sheet to hand over": "maladies/depression/fiche/",
    "list": "rubrique/digestion/",
    "page": "mentions-legales/",
    "sources": "sources/",
    "search": "recherche/",
}
_SHEET = re.compile(r'<link rel="stylesheet" href="[^"]*/(\w+\.css)">')
_SEEN = """new Promise(done => {
  let largest = 0, moved = 0;
  const watch = (type, seen) => new PerformanceObserver(list => list.getEntries().forEach(seen))
    .observe({type, buffered: true});
  watch("largest-contentful-paint", entry => { largest = entry.startTime; });
  watch("layout-shift", entry => { moved += entry.value; });
  // An icon that the page also shows is asked for once.
  const loaded = () =>
    new Set(performance.getEntriesByType("resource").map(entry => entry.name)).size + 1;
  setTimeout(() => done([largest, moved, loaded()]), 400);
})"""


class _Packed(SimpleHTTPRequestHandler):
    """Serves a folder, texts compressed."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a file as hosts do."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in (".html", ".css", ".js", ".svg"):
            super().do_GET()
            return
        data = packed(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def packed(data: bytes) -> bytes:
    """Return data as gzip makes them, the same each time."""
    return gzip.compress(data, 9, mtime=0)


def weights(folder: Path, page: str) -> tuple[int, int]:
    """Return what the HTML and the style sheet of a page weigh, compressed."""
    html = (folder / page / "index.html").read_bytes()
    sheets = _SHEET.findall(html.decode("utf-8"))
    css = [(folder / "theme" / "css" / name).read_bytes() for name in sheets]
    return len(packed(html)), sum(len(packed(one)) for one in css)


def look(browser: Browser, address: str) -> tuple[float, float, int]:
    """Return the largest paint in milliseconds, what moved, and the requests of a page."""
    page = browser.new_context(viewport={"width": 360, "height": 640}).new_page()
    page.goto(address)
    largest, moved, requests = page.evaluate(_SEEN)
    page.context.close()
    return largest, moved, requests


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Packed, directory=str(asked.folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print("| page | HTML, bytes | CSS | together | requests | LCP, ms | CLS |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        for kind, page in PAGES.items():
            html, css = weights(asked.folder, page)
            address = f"http://127.0.0.1:{server.server_port}/{page}"
            seen = [look(browser, address) for _ in range(asked.rounds)]
            largest, moved, requests = (median(values) for values in zip(*seen, strict=True))
            print(
                f"| {kind} | {html:,} | {css:,} | {html + css:,} | {requests:.0f} | {largest:.0f} "
                f"| {moved:.3f} |"
            )
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
