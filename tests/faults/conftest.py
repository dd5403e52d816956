"""The good site that is online before each fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from .harness import make_live, publish


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good site, published: the folder that holds its own."""
    root = tmp_path_factory.mktemp("live")
    done = publish(make_live(root))
    assert done.status == 0, done.said
    return root
