"""Where a site is sent, and as whom."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Account:
    """Where the site goes, and as whom."""

    host: str
    user: str
    folder: str
    port: int

    @property
    def name(self) -> str:
        """Return it as it is told."""
        return f"{self.user}@{self.host}:{self.folder}"
