"""What the host says with every page. Knows nothing of Pelican.

The rules are the W3C's (Content Security Policy Level 3, Referrer Policy,
Permissions Policy), the WHATWG's (Fetch: ``nosniff``; HTML: opener policy) and
RFC 6797; the choice follows OWASP's cheat sheet “HTTP Security Response Headers”.

Left out on purpose: ``Cross-Origin-Resource-Policy``, since a feed reader on the
web shows the images of an article; ``X-Frame-Options``, which ``frame-ancestors``
replaces; ``X-XSS-Protection``, which browsers gave up.
"""

from __future__ import annotations

from urllib.parse import urlsplit

# Nothing runs, nothing comes from elsewhere. No page asks for anything by “connect-src”, since none
# runs a script; without it, what judges a page from inside of it for search engines cannot read
# robots.txt, and says that it is wrong (Lighthouse, “robots-txt”). components/head.html writes it
# in each page as well, for hosts that let no header be set.
PAGE_POLICY = (
    "default-src 'none'; connect-src 'self'; manifest-src 'self'; style-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'"
)

# On the page of search, and there only: its script, the index, the program that reads it.
SEARCH_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
    "manifest-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'"
)

# What hosts such as Netlify and Cloudflare Pages read, at the root of the site.
FILE = "_headers"
# What Apache reads there, and the servers that understand it.
HTACCESS = ".htaccess"
# Where Netlify and Cloudflare Pages read what former addresses lead to.
REDIRECTS = "_redirects"

# The one list. Each holds on any address of the site.
HEADERS = {
    # A page cannot refuse to be framed by itself: only a header can (CSP3, section 3.3). Hosts send
    # one list with every page, so it allows what the page of search needs; both policies hold
    # (CSP3, section 8.1), and the one in each other page allows nothing to run.
    "Content-Security-Policy": f"{SEARCH_POLICY}; frame-ancestors 'none'",
    # A file is what its type says, never what it looks like.
    "X-Content-Type-Options": "nosniff",
    # Which page on which illness a reader comes from is nobody's business.
    "Referrer-Policy": "no-referrer",
    # Nothing here asks for a camera or a place; nothing that slipped in could.
    "Permissions-Policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
    # A site that opens this one keeps no hold on its window.
    "Cross-Origin-Opener-Policy": "same-origin",
}

# Never said over plain HTTP (RFC 6797, section 7.2): not by the preview. Without
# “includeSubDomains”: the practice may have other addresses that are not ready.
OVER_HTTPS = {"Strict-Transport-Security": "max-age=31536000"}


def headers_file() -> str:
    """Return the list as ``_headers``, the format of Netlify and of Cloudflare Pages."""
    lines = [f"  {name}: {value}" for name, value in (HEADERS | OVER_HTTPS).items()]
    return "\n".join(["/*", *lines, ""])


def nginx() -> str:
    """Return the list as lines of an nginx ``server`` block."""
    lines = [
        f'add_header {name} "{value}" always;' for name, value in (HEADERS | OVER_HTTPS).items()
    ]
    return "\n".join([*lines, ""])


def apache() -> str:
    """Return the list as lines of an Apache virtual host or ``.htaccess`` (mod_headers)."""
    lines = [
        f'Header always set {name} "{value}"' for name, value in (HEADERS | OVER_HTTPS).items()
    ]
    return "\n".join([*lines, ""])


def htaccess(address: str, redirects: str = "") -> str:
    """Return what a site at an address tells Apache: the page for what is not there, the list.

    ``redirects``: the lines for former addresses.

    A host without ``mod_headers`` leaves the list out; each page carries its policy all the same.
    https://httpd.apache.org/docs/2.4/mod/core.html#errordocument
    """
    return (
        f"ErrorDocument 404 {urlsplit(address).path}/404.html\n"
        f"{redirects}<IfModule mod_headers.c>\n{apache()}</IfModule>\n"
    )


def caddy() -> str:
    """Return the list as a block of a Caddyfile."""
    lines = [f'    {name} "{value}"' for name, value in (HEADERS | OVER_HTTPS).items()]
    return "\n".join(["header {", *lines, "}", ""])
