"""A file is read whatever an editor did to it, or says once what it did."""

from __future__ import annotations

import pytest

from plugins.shared.files import decode
from tests.support.sites import Site


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_what_windows_calls_unicode_is_read_for_what_it_is(encoding: str):
    """Its words are known, and its first line is shown as it was typed."""
    text, (problem,) = decode("\ufeff# Été\r\nune ligne\r\n".encode(encoding))

    assert text == "# Été\nune ligne\n"
    assert "UTF-16" in problem.what
    assert (problem.line, problem.quote) == (1, "# Été")


@pytest.mark.parametrize(
    "name", ["articles/estomac.md", "communities/vetting.toml", "sources/sources.json"]
)
def test_a_file_in_utf_16_has_one_thing_wrong_with_it(name: str, site: Site):
    """Neither a header nor a bracket is missing: nothing else is said of it."""
    text = (site.content / name).read_text("utf-8")
    site.write(name, text.encode("utf-16"))
    built = site.build()

    assert built.status != 0
    assert "UTF-16" in built.said
    assert built.said.count("✗") == 1, built.said
