"""The bill of materials of a release: which packages made it, at which version.

CycloneDX 1.6, JSON (ECMA-424, https://cyclonedx.org/docs/1.6/json/). Nothing in it depends on
the clock or on the machine: the serial number is derived from the rest.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
import uuid
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

SBOM = "sbom.cdx.json"
_PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)


def locked(requirements: str) -> dict[str, str]:
    """Return the version of each package that a lock file names."""
    return dict(_PINNED.findall(requirements))


def installed(names: Iterable[str]) -> dict[str, str]:
    """Return the version of each package that is really there; others are for other systems."""
    found = {}
    for name in names:
        try:
            found[name] = distribution(name).version
        except PackageNotFoundError:
            continue
    return found


def bill(kit: Mapping[str, str], packages: Mapping[str, str], lock_hash: str) -> dict[str, Any]:
    """Return the bill of materials of the kit (``name``, ``version``) made of these packages."""
    reference = _purl(kit["name"], kit["version"])
    components = [_component(name, packages[name]) for name in sorted(packages)]
    document: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": reference,
                "name": kit["name"],
                "version": kit["version"],
                "licenses": [{"license": {"id": kit["license"]}}],
            },
            "properties": [{"name": "serment:requirements:sha256", "value": lock_hash}],
        },
        "components": components,
        "dependencies": [
            {"ref": reference, "dependsOn": [component["bom-ref"] for component in components]}
        ],
    }
    seed = hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()
    return document | {"serialNumber": uuid.uuid5(uuid.NAMESPACE_OID, seed).urn}


def write(root: Path, file: Path) -> None:
    """Write the bill of materials of the checkout at ``root``; the kit's own name without it."""
    lock, project = root / "requirements.txt", root / "pyproject.toml"
    text = lock.read_text("utf-8") if lock.is_file() else ""
    kit = {"name": "serment", "version": "0", "license": "AGPL-3.0-or-later"}
    if project.is_file():
        said = tomllib.loads(project.read_text("utf-8")).get("project", {})
        kit |= {name: value for name, value in said.items() if name in kit}
    document = bill(kit, installed(locked(text)), hashlib.sha256(text.encode()).hexdigest())
    file.write_text(f"{json.dumps(document, indent=1)}\n", "utf-8")


def _component(name: str, version: str) -> dict[str, Any]:
    reference = _purl(name, version)
    return {
        "type": "library",
        "bom-ref": reference,
        "name": name,
        "version": version,
        "purl": reference,
    }


def _purl(name: str, version: str) -> str:
    """Return the address of a package: https://github.com/package-url/purl-spec."""
    return f"pkg:pypi/{re.sub(r'[-_.]+', '-', name).lower()}@{version}"
