"""The kit's own rules can be looked for: each is compiled only where its letters are met."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.shared.i18n import LANGUAGES
from plugins.shared.patterns import load_patterns
from tests.support.sites import KIT


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["prose_lint/rules.toml", "sources/claims.toml"])
def test_every_pattern_can_be_compiled(name: str, language: str):
    """Those of texts that no test has, too."""
    found = load_patterns(Path(KIT, "plugins", name), language)

    assert found
    for one in found:
        for pattern in filter(None, (one.find, one.unless, one.never, one.needs)):
            re.compile(pattern)
