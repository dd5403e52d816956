"""Make one file of a release, to be dropped on a host's page: ``public.zip`` beside ``public``.

The same site gives the same bytes. The file takes its place in one rename, once it was read again:
stopped at any point, the former one is there, whole.
"""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from zlib import error as ZlibError  # noqa: N812 - an exception, which zlib names in small letters

from commands.cli.errors import CommandError
from commands.releases.manifest import Manifest, files
from plugins.shared.problems import N_

# The first day that the format knows: what is in the archive depends on the site alone.
_DAY = (1980, 1, 1, 0, 0, 0)
# A plain file that all may read, as Unix writes it in an archive (APPNOTE 4.4.15).
_READABLE = 0o100644 << 16


def send(site: Path, manifest: Manifest, target: Path) -> None:
    """Write the site as one archive, and be sure that it holds it to the byte.

    Raises :class:`CommandError` where it does not; the former archive is then left as it is.
    """
    unfinished = target.with_name(f".{target.name}.new")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, path in files(site).items():
                entry = zipfile.ZipInfo(name, _DAY)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, _READABLE
                archive.writestr(entry, path.read_bytes())
        if _held(unfinished) != manifest.files:
            raise CommandError(
                N_("The archive {file} cannot be read back as it was written."),
                N_("The disk may be failing."),
                {"file": target.name},
            )
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _held(archive: Path) -> dict[str, str]:
    """Return the hash of each file of an archive; nothing where it cannot be read."""
    try:
        with zipfile.ZipFile(archive) as held:
            return {n: hashlib.sha256(held.read(n)).hexdigest() for n in held.namelist()}
    except (zipfile.BadZipFile, ZlibError):
        return {}
