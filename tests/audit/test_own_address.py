"""The audit and the kit understand one address in the same way."""

from __future__ import annotations

from datetime import date

import pytest

from audit import audit
from audit.own_address import read_own_address
from plugins.shared.blog.address import canonical
from tests.support.publishing import run
from tests.support.sites import BLOG, Site

ADDRESSES = {
    "https://jeanne.github.io/carnet": "https://jeanne.github.io/carnet",
    "https://carnet.example/": "https://carnet.example",
    "https://Carnet.Example:443/Blog/": "https://carnet.example/Blog",
    "https://carnet.example:8443": "https://carnet.example:8443",
    "https://médecin-été.example": "https://xn--mdecin-t-b1agb.example",
    "https://carnet.example/été": "https://carnet.example/%C3%A9t%C3%A9",
    "https://carnet.example/%C3%A9t%C3%A9/": "https://carnet.example/%C3%A9t%C3%A9",
}


@pytest.mark.parametrize(("written", "meant"), ADDRESSES.items())
def test_both_readings_agree(written: str, meant: str):
    """A path, a port, capitals, accents: the kit and the audit mean the same place."""
    assert canonical(written) == meant
    assert read_own_address(written) == meant


@pytest.mark.parametrize("written", ADDRESSES)
def test_a_site_at_any_address_passes(site: Site, written: str):
    """Feeds, canonical addresses, sitemap and share links are those the audit expects."""
    site.write("blog.toml", BLOG.replace("https://carnet.example", written))
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert audit(site.output, site.content, date(2026, 11, 22)).findings == []
    assert f'rel="canonical" href="{ADDRESSES[written]}/estomac/"' in built.page("estomac")


@pytest.mark.parametrize("written", ADDRESSES)
def test_the_commands_take_any_address(site: Site, written: str):
    """What is built here, checked and published is right at any address."""
    site.write("blog.toml", BLOG.replace("https://carnet.example", written))

    for command in ("build", "check", "publish"):
        done = run(site, command)
        assert done.returncode == 0, done.stderr
    page = site.root / "public" / "estomac" / "index.html"
    assert f'rel="canonical" href="{ADDRESSES[written]}/estomac/"' in page.read_text("utf-8")
