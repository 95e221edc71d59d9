"""Which way a text is copied, by what the machine has."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest

from infoview_tui.screens.clipboard import copy, has_display, run_tool, tools


@pytest.mark.parametrize(
    ("environ", "platform", "first"),
    [
        ({}, "darwin", "pbcopy"),
        ({}, "win32", "clip.exe"),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", "clip.exe"),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "linux", "wl-copy"),
        ({"DISPLAY": ":0", "TMUX": "x"}, "linux", "xclip"),
        ({"TMUX": "/tmp/tmux"}, "linux", "tmux"),
    ],
)
def test_the_native_tool_goes_first(environ: dict[str, str], platform: str, first: str) -> None:
    assert tools(environ, platform)[0][0] == first


def test_a_bare_terminal_has_no_tool() -> None:
    assert tools({"SSH_CONNECTION": "x"}, "linux") == []


def test_the_next_tool_is_tried_when_one_fails_and_the_way_is_told() -> None:
    tried = []

    def run(command: Sequence[str], data: bytes) -> bool:
        tried.append((command[0], data.decode()))
        return command[0] == "tmux"

    environ = {"DISPLAY": ":0", "TMUX": "x"}
    way = copy("grüße", pytest.fail, environ=environ, platform="linux", run=run)
    assert way == "tmux"
    assert tried == [("xclip", "grüße"), ("xsel", "grüße"), ("tmux", "grüße")]


def test_without_a_tool_the_terminal_is_asked() -> None:
    sent: list[str] = []
    way = copy("hello", sent.append, environ={}, platform="linux", run=lambda *_: False)
    assert sent == ["hello"]
    assert "OSC 52" in way


def test_windows_reads_the_clipboard_as_utf_16() -> None:
    got: list[bytes] = []

    def run(command: Sequence[str], data: bytes) -> bool:
        got.append(data)
        return True

    copy("ü", pytest.fail, environ={}, platform="win32", run=run)
    assert got == ["ü".encode("utf-16-le")]


def test_a_tool_that_is_missing_fails_or_works_is_known() -> None:
    assert not run_tool(("no-such-program-here",), b"x")
    assert not run_tool((sys.executable, "-c", "raise SystemExit(3)"), b"x")
    check = "import sys; raise SystemExit(sys.stdin.read() != 'x')"
    assert run_tool((sys.executable, "-c", check), b"x")


def test_a_mail_program_needs_a_display() -> None:
    assert has_display({"DISPLAY": ":0"}, "linux")
    assert has_display({}, "darwin")
    assert not has_display({}, "linux")
    assert not has_display({"SSH_CONNECTION": "x"}, "darwin")
