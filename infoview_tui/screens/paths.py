"""Completing a path as it is typed."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.suggester import Suggester


class PathSuggester(Suggester):
    """Completes a path: what begins like the last part of it, folders first."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        return await asyncio.to_thread(_completed, value)


def _completed(value: str) -> str | None:
    folder, _, begun = value.rpartition("/")
    if not value or not (begun or folder):
        return None
    try:
        entries = sorted(Path(f"{folder}/" if folder else ".").expanduser().iterdir())
    except (OSError, RuntimeError):
        return None
    fits = [e for e in entries if begun and e.name.startswith(begun)]
    fits.sort(key=lambda entry: not entry.is_dir())
    return value + fits[0].name[len(begun) :] if fits else None
