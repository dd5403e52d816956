"""The papers of a release: its manifest, and the bill of what made it."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

from commands.releases import manifest as manifests
from commands.releases import sbom
from commands.releases.store import Release
from tests.support.sites import KIT


def is_valid(bill: str) -> bool:
    """Tell whether a text is a bill of CycloneDX 1.6, by its schema."""
    # They compile three dozen grammars of addresses: only where a bill is read.
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415

    return JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill) is None


@pytest.fixture
def release(tmp_path: Path) -> Release:
    """A release of two pages, with its manifest."""
    release = Release(tmp_path / "000001-x")
    (release.site / "é").mkdir(parents=True)
    (release.site / "index.html").write_text("un", "utf-8")
    (release.site / "é" / "index.html").write_text("deux", "utf-8")
    (release.site / "build.json").write_text('{"gate": "passed"}', "utf-8")
    manifests.write(
        manifests.describe(release.site, tmp_path, "2026-11-22", {"é": "é.md"}), release
    )
    return release


def test_every_file_has_its_hash(release: Release):
    """The hash of each file is there, by path."""
    manifest = manifests.read(release)

    assert manifest is not None
    assert manifest.files["é/index.html"] == hashlib.sha256(b"deux").hexdigest()
    assert sorted(manifest.files) == ["build.json", "index.html", "é/index.html"]
    assert manifests.is_sound(release)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"day": 1}',
        "\udcff",
        '{"day":"2026-11-22","commit":"","requirements":"","articles":[],"files":{}}',
        '{"day":"hier","commit":"","requirements":"","articles":{},"files":{}}',
        "[" * 100_000,
    ],
)
def test_a_manifest_that_is_none(release: Release, text: str):
    """What cannot be read as a manifest proves nothing."""
    file = release.folder / manifests.MANIFEST
    file.write_bytes(text.encode("utf-8", "surrogateescape"))

    assert manifests.read(release) is None
    assert not manifests.is_sound(release)


def test_a_site_needs_a_home_page(release: Release, tmp_path: Path):
    """A folder without a home page is no site, even if its manifest says the same."""
    (release.site / "index.html").unlink()
    manifests.write(manifests.describe(release.site, tmp_path, "2026-11-22", {}), release)

    assert not manifests.is_sound(release)


@pytest.mark.parametrize("spoil", ["text", "link", "folder link", "pipe to nowhere"])
def test_differences_are_named(release: Release, spoil: str):
    """What differs is named by its path; a link is never what was written."""
    manifest, page = manifests.read(release), release.site / "index.html"
    if spoil == "text":
        page.write_text("autre", "utf-8")
    elif spoil == "folder link":
        (release.site / "x").symlink_to("/etc", target_is_directory=True)
    else:
        page.unlink()
        page.symlink_to("é/index.html" if spoil == "link" else "nowhere")

    assert manifest is not None
    changed = ["x"] if spoil == "folder link" else ["index.html"]
    assert manifests.differences(release.site, manifest) == changed


def test_the_commit_is_known(tmp_path: Path):
    """The commit is there; ``-dirty`` says that files were changed since; nothing without git."""
    assert manifests.commit(tmp_path) == ""
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=J", "-c", "user.email=j@example.org", "commit", "-qm", "Begin"],
    ):
        (tmp_path / "a").write_text("un", "utf-8")
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    clean = manifests.commit(tmp_path)
    (tmp_path / "a").write_text("deux", "utf-8")

    assert len(clean) == 40
    assert manifests.commit(tmp_path) == f"{clean}-dirty"


def test_the_bill_of_materials(tmp_path: Path):
    """It follows the schema of CycloneDX 1.6, and names every locked package that is there."""
    sbom.write(KIT, tmp_path / "sbom.json")
    text = (tmp_path / "sbom.json").read_text("utf-8")
    bill = json.loads(text)
    lock = (KIT / "requirements.txt").read_text("utf-8")
    locked = sbom.locked(lock)
    # One package may be locked at two versions, for an older Python and for a newer one.
    pinned = set(re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==(\S+)", lock, re.MULTILINE))
    named = {part["name"]: part["version"] for part in bill["components"]}

    assert is_valid(text)
    assert named.items() <= pinned
    assert {"pelican", "markdown", "nh3", "rich"} <= named.keys()
    assert locked.keys() - named.keys() <= {
        *("brotlicffi", "colorama", "pywin32-ctypes", "tzdata"),
    }
    assert bill["metadata"]["component"]["licenses"] == [{"license": {"id": "AGPL-3.0-or-later"}}]


def test_the_bill_does_not_depend_on_the_clock(tmp_path: Path):
    """The same packages give the same bytes."""
    sbom.write(KIT, tmp_path / "one")
    sbom.write(KIT, tmp_path / "other")

    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_a_bill_without_a_lock(tmp_path: Path):
    """A checkout without a lock file has a bill that names nothing, and is valid."""
    sbom.write(tmp_path, tmp_path / "sbom.json")
    text = (tmp_path / "sbom.json").read_text("utf-8")

    assert json.loads(text)["components"] == []
    assert is_valid(text)
