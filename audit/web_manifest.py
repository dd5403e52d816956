"""What telephones read of the blog: its own name, its own icons, and nothing that would run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.shared.problems import N_, Problem

FILE = "manifest.webmanifest"
# What it may say; nothing that starts a program, asks for a right, or names another site.
_KNOWN = frozenset("name lang start_url scope display background_color theme_color icons".split())
_OF_AN_ICON = frozenset("src sizes type purpose".split())
_HERE = {"start_url": "./", "scope": "./", "display": "browser"}


def audit_web_manifest(files: Mapping[str, Path], title: str) -> list[tuple[str, Problem]]:
    """Return what is wrong with the file; ``title``: that of the blog."""
    if FILE not in files:
        return []
    try:
        said = json.loads(files[FILE].read_bytes())
        good = _is_good(said, files, title)
    except (ValueError, TypeError, AttributeError, RecursionError):
        good = False
    what = N_("what telephones read of the blog is not its name and its icons alone.")
    return [] if good else [(FILE, Problem(what))]


def _is_good(said: Mapping[str, Any], files: Mapping[str, Path], title: str) -> bool:
    """Tell whether it says the name of the blog, opens it in a browser, and has its own icons."""
    return (
        said.keys() <= _KNOWN
        and said.get("name") == title
        and {key: said.get(key) for key in _HERE} == _HERE
        and all(icon.keys() <= _OF_AN_ICON and icon["src"] in files for icon in said["icons"])
    )
