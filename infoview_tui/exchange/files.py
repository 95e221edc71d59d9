"""Exports reach the disk whole or not at all, for their owner only, and never outside the folder.

A folder is written with a manifest of what it wrote (`.infoview-export.json`, name to SHA-256),
so that exporting again replaces those files and never one that somebody has edited since.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from msgspec import Struct

from infoview_tui.domain.errors import ExportRefused
from infoview_tui.domain.text import clean_line

MANIFEST = ".infoview-export.json"
# By what a card or a calendar of ours is known (RFC 2426 and 5545: PRODID).
PRODUCT = "-//infoview//infoview//EN"
# What a file system, a shell or an Obsidian link reads as something else than a name.
_UNSAFE = re.compile(r'[\\/:*?"<>|#^\[\]%]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_MAX_NAME_BYTES = 160


class FolderReport(Struct, frozen=True):
    """What an export to a folder did; `kept` are files of others, or edited since the last one."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]


def safe_name(text: str) -> str:
    """A person's name as a file name (without suffix) that is harmless on every system."""
    name = unicodedata.normalize("NFC", clean_line(_UNSAFE.sub(" ", clean_line(text))))
    while len(name.encode()) > _MAX_NAME_BYTES:
        name = name[:-1]
    name = name.lstrip(" .-~").rstrip(" .")
    if _RESERVED.fullmatch(name):
        name = f"{name}_"
    return name or "unnamed"


def unique_names(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """File names for (uid, text) pairs: the first of a name keeps it, later ones add their uid.

    Names that differ only in case are the same, as on macOS and Windows.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for uid, text in named:
        base = name = safe_name(text)
        tail = 4
        while name.casefold() in taken:
            name = f"{base} {safe_name(uid)[:tail]}" if tail <= 20 else f"{base} {tail}"
            tail += 1
        taken.add(name.casefold())
        names[uid] = name
    return names


def write_file(path: Path, content: str | bytes) -> None:
    """Replace or create one file, 0600; on any failure the old one stays as it was."""
    with _refusing(path):
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder; name a file")
        if path.exists() and not path.is_file():
            raise OSError(22, "it is no file that can be replaced")
        _make_folder(path.parent)
        _replace(path, content.encode() if isinstance(content, str) else content)
        _sync_folder(path.parent)


def write_folder(folder: Path, files: Mapping[str, str], *, force: bool = False) -> FolderReport:
    """Write files (relative POSIX path to text) into a folder, 0700, and say what was done.

    A folder that holds other things is only added to: what this program did not write, or what
    was edited since, is kept, unless `force` replaces what has the name of a file to write. Files
    of the last export that are no longer wanted are removed.
    """
    targets = {name: _inside(folder, name) for name in files}
    with _refusing(folder):
        if folder.exists() and not folder.is_dir():
            raise NotADirectoryError(20, "it is not a folder")
        _make_folder(folder)
        before = _manifest(folder)
        ours = {name for name in before if _digest(folder / name) == before[name]}
        touched = (*targets.values(), *(folder / name for name in ours))
        _make_folders(folder, (path.parent for path in touched))
        digests = {name: _sha(text.encode()) for name, text in files.items()}
        unchanged = {name for name in ours if before[name] == digests.get(name)}
        others = () if force else files.keys() - ours
        kept = {name for name in others if _holds_other(targets[name], digests[name])}
        fresh = {n: text for n, text in files.items() if n not in kept and n not in unchanged}
        staged = _stage(folder, fresh)
        try:
            for name, temporary in staged.items():
                temporary.replace(targets[name])
        finally:
            for temporary in staged.values():
                temporary.unlink(missing_ok=True)
        removed = sorted(ours - files.keys())
        for name in removed:
            (folder / name).unlink(missing_ok=True)
        manifest = {name: digests[name] for name in sorted(files.keys() - kept)}
        _replace(folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())
        for parent in {path.parent for path in targets.values()} | {folder}:
            _sync_folder(parent)
    return FolderReport(
        tuple(sorted(staged)), tuple(sorted(unchanged)), tuple(removed), tuple(sorted(kept))
    )


def _stage(folder: Path, files: Mapping[str, str]) -> dict[str, Path]:
    """Every file written beside its place under another name: a full disk shows here."""
    staged: dict[str, Path] = {}
    try:
        for name, text in files.items():
            staged[name] = _temporary(_inside(folder, name))
            _write(staged[name], text.encode())
    except BaseException:
        for temporary in staged.values():
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        raise
    return staged


def _inside(folder: Path, name: str) -> Path:
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or any(p in {"..", "."} or "\\" in p for p in parts):
        raise ExportRefused(f"cannot export {name}: the path leaves the folder {folder}")
    return folder.joinpath(*parts)


def _make_folders(folder: Path, parents: Iterable[Path]) -> None:
    """The folders of the files to write; a link must not lead out of the one that was named."""
    root = folder.resolve()
    for parent in set(parents):
        if not parent.resolve().is_relative_to(root):
            raise ExportRefused(f"cannot export to {parent}: a link there leads out of the folder")
        _make_folder(parent)


def _manifest(folder: Path) -> dict[str, str]:
    """What the last export wrote; a manifest that was tampered with counts for nothing."""
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(content, dict):
        return {}
    found: dict[str, str] = {}
    for name, digest in content.items():
        with contextlib.suppress(ExportRefused, ValueError):
            _inside(folder, name)
            found[name] = str(digest)
    return found


def _holds_other(path: Path, digest: str) -> bool:
    """Whether something stands there that is not what would be written."""
    if not (path.exists() or path.is_symlink()):
        return False
    return _digest(path) != digest


def _digest(path: Path) -> str:
    """The SHA-256 of a regular file, "" for anything else."""
    try:
        return _sha(path.read_bytes()) if path.is_file() and not path.is_symlink() else ""
    except OSError:
        return ""


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _replace(path: Path, content: bytes) -> None:
    temporary = _temporary(path)
    try:
        _write(temporary, content)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _temporary(path: Path) -> Path:
    """One name for each file: what a killed export left there, the next one replaces."""
    return path.with_name(f".{_sha(path.name.encode())[:16]}.tmp")


def _write(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    path.unlink(missing_ok=True)
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, 0o600)  # whatever the umask took away
        file.write(content)
        file.flush()
        os.fsync(descriptor)


def _make_folder(folder: Path) -> None:
    """The folder and what is missing above it, each new one 0700 under any umask."""
    for missing in reversed([p for p in (folder, *folder.parents) if not p.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
        missing.chmod(0o700)


def _sync_folder(folder: Path) -> None:
    """Make the renames last through a power cut, where a folder can be synced."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Every fault of the disk as the one line a user can read."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportRefused(f"cannot export to {path}: {reason}; nothing was replaced") from None
    except ValueError as error:
        raise ExportRefused(f"cannot export to {str(path)!r}: {error}") from None
