"""Disks that misbehave: they fail at a chosen call, kill the process, or lose their power."""

from __future__ import annotations

import errno
import os
import signal
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infoview_tui.journal.disk import Disk

CALLS = (
    "create", "append_to", "read", "write", "truncate", "sync", "sync_folder",
    "replace", "remove", "stamp",
)  # fmt: skip


class CountingDisk(Disk):
    """Numbers every call and lets `meet` decide what happens at it."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []

    def meet(self, name: str, arguments: tuple[Any, ...]) -> None:
        """Called before the call takes place."""

    def met(self, name: str, arguments: tuple[Any, ...], result: Any) -> None:
        """Called after it took place."""


def _counted(name: str) -> Any:
    def call(self: CountingDisk, *arguments: Any) -> Any:
        self.calls.append(name)
        self.meet(name, arguments)
        result = getattr(Disk, name)(self, *arguments)
        self.met(name, arguments, result)
        return result

    return call


for _name in CALLS:
    setattr(CountingDisk, _name, _counted(_name))


class FaultyDisk(CountingDisk):
    """Fails at the calls named, from the moment `faults` is filled until it is emptied.

    With `at`, only the call with that number (from 0) fails; `for_good` also all after it.
    """

    def __init__(
        self,
        *,
        at: int | None = None,
        for_good: bool = False,
        code: int = errno.ENOSPC,
        short: bool = False,
    ) -> None:
        super().__init__()
        self.at = at
        self.for_good = for_good
        self.code = code
        self.short = short
        self.faults: set[str] = set()
        self.failed: list[str] = []

    def meet(self, name: str, arguments: tuple[Any, ...]) -> None:
        number = len(self.calls) - 1
        hit = self.at is not None and (number == self.at or (self.for_good and number > self.at))
        if hit or name in self.faults:
            self.failed.append(name)
            if self.short and name == "write" and len(arguments[1]) > 1:
                os.write(arguments[0], arguments[1][: len(arguments[1]) // 2])
            raise OSError(self.code, os.strerror(self.code))


class KillingDisk(CountingDisk):
    """Kills its process at one call: before it, after it, or in the midst of a write."""

    def __init__(self, at: int, moment: str) -> None:
        super().__init__()
        self.at = at
        self.moment = moment

    def meet(self, name: str, arguments: tuple[Any, ...]) -> None:
        if len(self.calls) - 1 == self.at and self.moment != "after":
            if self.moment == "midst" and name == "write":
                os.write(arguments[0], arguments[1][: len(arguments[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)

    def met(self, name: str, arguments: tuple[Any, ...], result: Any) -> None:
        if len(self.calls) - 1 == self.at and self.moment == "after":
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass(eq=False)
class _File:
    now: bytes = b""
    durable: bytes = b""


@dataclass
class Cut:
    """What a power cut at one moment could leave: durable and latest names and contents."""

    confirmed: int
    durable_names: dict[Path, tuple[bytes, bytes]]
    names: dict[Path, tuple[bytes, bytes]]


@dataclass(eq=False)
class PowerDisk(CountingDisk):
    """Remembers what is on the medium and what is only in the cache, after every call."""

    confirmed: int = 0
    cuts: list[Cut] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._names: dict[Path, _File] = {}
        self._durable: dict[Path, _File] = {}
        self._open: dict[int, _File] = {}

    def found(self, folder: Path) -> None:
        """Start from a folder whose files are on the medium."""
        for path in folder.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                self._names[path] = self._durable[path] = _File(content, content)

    def met(self, name: str, arguments: tuple[Any, ...], result: Any) -> None:
        match name:
            case "create":
                self._names[arguments[0]] = self._open[result] = _File()
            case "append_to":
                self._open[result] = self._names[arguments[0]]
            case "write":
                self._open[arguments[0]].now += arguments[1][:result]
            case "truncate":
                file = self._open[arguments[0]]
                file.now = file.now[: arguments[1]]
            case "sync":
                file = self._open[arguments[0]]
                file.durable = file.now
            case "replace":
                self._names[arguments[1]] = self._names.pop(arguments[0])
            case "remove":
                self._names.pop(arguments[0], None)
            case "sync_folder":
                inside = {p: f for p, f in self._names.items() if p.parent == arguments[0]}
                outside = {p: f for p, f in self._durable.items() if p.parent != arguments[0]}
                self._durable = outside | inside
            case _:
                return
        self.cuts.append(Cut(self.confirmed, _contents(self._durable), _contents(self._names)))


def _contents(names: dict[Path, _File]) -> dict[Path, tuple[bytes, bytes]]:
    return {path: (file.durable, file.now) for path, file in names.items()}


def states(cut: Cut) -> list[dict[Path, bytes]]:
    """The contents of the folder that could be found after the power cut."""
    found: list[dict[Path, bytes]] = []
    for names in (cut.durable_names, cut.names):
        for left in (_synced, _latest, _torn, _swapped):
            state = {path: left(*content) for path, content in names.items()}
            if state not in found:
                found.append(state)
    return found


def _synced(durable: bytes, now: bytes) -> bytes:
    return durable


def _latest(durable: bytes, now: bytes) -> bytes:
    return now


def _torn(durable: bytes, now: bytes) -> bytes:
    """Half of what was not synced."""
    start = len(durable) if now.startswith(durable) else 0
    return now[: start + (len(now) - start) // 2]


def _swapped(durable: bytes, now: bytes) -> bytes:
    """The later half of what was not synced, the earlier one lost."""
    start = len(durable) if now.startswith(durable) else 0
    middle = start + (len(now) - start) // 2
    return now[:start] + bytes(middle - start) + now[middle:]
