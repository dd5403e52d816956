"""The answers of a vetting that is not written yet, kept as they come."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote, unquote

from commands.cli.atomic_write import write_whole
from plugins.communities.ledger import NO_ANSWER
from plugins.shared.files import read_file, read_json

_PREFIX, _SUFFIX = "vetting-", ".json"


@dataclass(frozen=True)
class Draft:
    """Where the answers about one community are kept: outside of what is published."""

    path: Path

    @classmethod
    def of(cls, work_folder: Path, community: str) -> Draft:
        """Return the draft of a community; its name is the doctor's, and may hold anything."""
        return cls(work_folder / f"{_PREFIX}{quote(community, safe='')}{_SUFFIX}")

    def read(self) -> dict[str, str]:
        """Return the answers so far, none when there is no draft or it cannot be read."""
        text, problems = read_file(self.path)
        data, more = read_json(text) if text and not problems else ({}, [])
        answers = data.get("answers") if isinstance(data, dict) and not more else None
        if not isinstance(answers, dict):
            return {}
        return {
            str(k): v
            for k, v in answers.items()
            if isinstance(v, str) and not v.startswith(NO_ANSWER)
        }

    def keep(self, answers: Mapping[str, str], today: date) -> None:
        """Write the answers so far, whole or not at all."""
        data = {"on": today.isoformat(), "answers": dict(answers)}
        text = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
        write_whole(self.path, text.encode())

    def drop(self) -> None:
        """Take it away: what it held is in the ledger."""
        self.path.unlink(missing_ok=True)


def begun(work_folder: Path) -> list[str]:
    """Return the communities whose vetting was begun, in order."""
    return sorted(
        unquote(path.name.removeprefix(_PREFIX).removesuffix(_SUFFIX))
        for path in work_folder.glob(f"{_PREFIX}*{_SUFFIX}")
    )
