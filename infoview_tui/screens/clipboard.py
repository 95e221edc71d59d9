"""Copying text to where other programs find it: the native tool first, then the terminal's way.

OSC 52, which Textual sends, is dropped by tmux with its defaults and by Terminal.app; so it is
what remains when there is no tool, and whoever copies is told which way was taken.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from textual.app import App

Run: TypeAlias = Callable[[Sequence[str], bytes], bool]

_PATIENCE = 2.0  # seconds


def copy(
    text: str,
    osc52: Callable[[str], None],
    *,
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    run: Run | None = None,
) -> str:
    """Copies `text`; returns by what (`wl-copy`, `tmux`, `the terminal`)."""
    run = run or run_tool
    for command in tools(environ, platform):
        data = text.encode("utf-16-le" if command[0] == "clip.exe" else "utf-8")
        if run(command, data):
            return command[0]
    osc52(text)
    return "the terminal (OSC 52)"


async def copy_by(app: App[Any], text: str) -> str:
    """Copies `text` while the app stays alive, if need be by its terminal; returns by what."""

    def through_terminal(text: str) -> None:
        app.call_from_thread(app.copy_to_clipboard, text)

    return await asyncio.to_thread(copy, text, through_terminal)


def tools(environ: Mapping[str, str], platform: str) -> list[tuple[str, ...]]:
    """The commands to try here, the likeliest first; each reads the text from its input."""
    found: list[tuple[str, ...]] = []
    if platform == "darwin":
        found.append(("pbcopy",))
    elif platform == "win32" or environ.get("WSL_DISTRO_NAME"):
        found.append(("clip.exe",))
    if environ.get("WAYLAND_DISPLAY"):
        found.append(("wl-copy",))
    if environ.get("DISPLAY"):
        found.append(("xclip", "-selection", "clipboard", "-in"))
        found.append(("xsel", "--clipboard", "--input"))
    if environ.get("TMUX"):
        # -w also passes it on to the terminal around tmux.
        found.append(("tmux", "load-buffer", "-w", "-"))
    return found


def has_display(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether a mail program could open in a window of its own."""
    if platform in ("darwin", "win32"):
        return not environ.get("SSH_CONNECTION")
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def run_tool(command: Sequence[str], data: bytes) -> bool:
    """Feeds `data` to a command; False if it is not there, fails or hangs."""
    path = shutil.which(command[0])
    if path is None:
        return False
    try:
        # The tools stay behind to serve the clipboard: their output must not hold us back.
        done = subprocess.run(
            [path, *command[1:]],
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
