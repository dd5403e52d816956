"""Where everything is in a checkout of the kit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from commands.releases.store import ReleaseStore
from plugins.shared.blog import Blog, load_blog

# One site to look at and the one before: what a reader has open stays readable.
BUILDS_KEPT = 2
RELEASES_KEPT = 3


@dataclass(frozen=True)
class Paths:
    """A checkout of the kit: where everything is."""

    root: Path

    @property
    def content(self) -> Path:
        """The doctor's folder."""
        return self.root / "content"

    @property
    def output(self) -> Path:
        """The site as ``build`` made it, whole at any time."""
        return self.root / "output"

    @property
    def work_folder(self) -> Path:
        """What only the commands read: the lock, the builds that ``output`` leads to."""
        return self.root / ".build"

    @property
    def lock(self) -> Path:
        """The file that a build or a publication holds while it is under way."""
        return self.work_folder / "lock"

    @property
    def pictures(self) -> Path:
        """What was drawn of the doctor's pictures, for the next build."""
        return self.work_folder / "pictures"

    @property
    def leaflets(self) -> Path:
        """The leaflets of the articles, for the next build that makes them."""
        return self.work_folder / "leaflets"

    @property
    def audited(self) -> Path:
        """What the audit saw of each page, for the next build."""
        return self.work_folder / "audited"

    @property
    def share(self) -> Path:
        """The pictures for sharing, for the next build that makes them."""
        return self.work_folder / "share"

    @property
    def cache(self) -> Path:
        """What was worked out of each text, for the next build; it may be deleted at any time."""
        return self.work_folder / "cache"

    @property
    def failure(self) -> Path:
        """What Pelican printed when the kit itself last broke, for whoever mends it."""
        return self.work_folder / "last-failure.txt"

    def blog(self) -> Blog:
        """Return the blog's own settings, read once; stop in words if they cannot be read."""
        return self._blog

    @cached_property
    def _blog(self) -> Blog:
        return load_blog(self.content / "blog.toml")

    def builds(self) -> ReleaseStore:
        """Return the builds, one of which ``output`` leads to."""
        return ReleaseStore(self.output, self.work_folder / "output", BUILDS_KEPT)

    def published(self, blog: Blog) -> ReleaseStore:
        """Return the releases, one of which the folder of ``blog.toml`` leads to.

        They stand beside that folder: ``releases/`` for ``public``, ``carnet-releases/`` for
        ``carnet``, so that two blogs in ``/srv/www`` never take away each other's.
        """
        link = self.root / blog.publish.folder
        store = "releases" if link.name == "public" else f"{link.name}-releases"
        # A host that fetches the folder fetches files: a link would lead nowhere there.
        as_folder = blog.publish.to == "pages"
        return ReleaseStore(link, link.parent / store, RELEASES_KEPT, as_folder=as_folder)
