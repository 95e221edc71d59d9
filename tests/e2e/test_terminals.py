"""Terminals of every size and kind: no crash, nothing raw, and a sentence where it cannot work."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.calls import begin_call, call_of, home_beside, in_call, on_screen, private_places
from tests.e2e.terminal import Terminal

HOUSE = Path(__file__).parents[2]
QUIT = "\x11"

# Every pane, and the screens above them, by keys that change nothing.
WALK = (
    "j", "enter", "esc", "o", "esc", "e", "esc", "H", "esc", "P", "esc", "\\", "esc",
    "2", "j", "enter", "esc", "p", "esc", "]",
    "f4", "f7", "f7", "f8", "f8", "/", "esc", "\x1bOS",
    "f5", "j", "j", "v", "c", "esc", "e", "esc", "L", "esc",
    "f6", "]", "]", "]", "]", "j", "enter", "esc",
    "w", "enter", "esc", "?", "esc", ":", "esc", "/", "press", "esc", "f2", "m",
)  # fmt: skip

HOSTILE = (
    "\x1b]52;c;SEVMTE8=\x07", "\x1b[31mred", "\x9b31m", "\x1bc", "\x00", "\x7f", "\x08\x08\x08",
    "\u202eabc", "\u2066", "[/]", "[@click=app.quit]x[/]", "[red", "\x1b]0;title\x07", "\u200f",
    "\x85", "\u2028", "\r\n", "👩‍👩‍👧", "a\u0301\u0301\u0301", "\x1bP+q\x1b\\", "\ufeff",
)  # fmt: skip


def walk(terminal: Terminal) -> None:
    for key in WALK:
        terminal.press(key)
        terminal.take(0.02)


def check_end(terminal: Terminal, path: Path) -> None:
    terminal.press("esc", QUIT)
    assert terminal.wait_for_end() == 0
    assert terminal.is_left
    assert not list(home_beside(path.parent).rglob("last-fault.log"))


def hostile(value: Any, key: str = "") -> Any:
    """The same record with every text that people write made hostile."""
    match value:
        case dict():
            return {name: hostile(part, name) for name, part in value.items()}
        case list():
            return [hostile(part, key) for part in value]
        case str() if key in HUMAN and value:
            return value + "".join(HOSTILE)
    return value


HUMAN = {
    "name", "role", "company", "industry", "location", "tie", "text", "reason", "purpose", "person",
    "personal", "past_roles", "tags", "two_minute_me", "give", "closing_asks", "common_ground",
    "draft", "topic", "link", "fact", "answers", "url", "emails", "phones", "pitch", "goals",
}  # fmt: skip


def left_over(output: bytearray) -> set[str]:
    """Control and direction characters outside of the sequences that the driver itself writes."""
    text = output.decode("utf-8", "replace")
    text = re.sub(r"\x1b\[[0-9;:?<>=$]*[A-Za-z]|\x1b]22;[a-z-]+\x07", "", text)
    found = re.findall(
        r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text
    )
    return set(found)


def test_hostile_text_of_a_file_never_reaches_the_terminal_raw(path: Path) -> None:
    records = hostile(json.loads(path.read_bytes()))
    path.write_text(json.dumps(records))
    with on_screen(path, columns=120, rows=32) as terminal:
        terminal.wait_for("Follow-ups")
        walk(terminal)
        check_end(terminal, path)
        assert left_over(terminal.output) == set()
        assert b"]52;c;" in terminal.output  # shown, as the plain text that it is


@pytest.mark.parametrize(
    "size",
    [
        (1, 1),
        pytest.param((40, 12), marks=pytest.mark.slow),
        pytest.param((2, 2), marks=pytest.mark.slow),
        pytest.param((20, 5), marks=pytest.mark.slow),
        pytest.param((300, 100), marks=pytest.mark.slow),
    ],
)
def test_every_screen_lives_in_a_terminal_of_any_size(path: Path, size: tuple[int, int]) -> None:
    with on_screen(path, columns=size[0], rows=size[1]) as terminal:
        terminal.wait_until(lambda: b"\x1b[?2004h" in terminal.output, "no screen")
        walk(terminal)
        check_end(terminal, path)


def test_a_storm_of_sizes_while_walking(path: Path) -> None:
    with on_screen(path) as terminal:
        terminal.wait_for("Follow-ups")
        for number in range(24):
            columns, rows = (number * 37) % 130, (number * 17) % 40
            terminal.resize(columns, rows)
            if number % 2:
                terminal.press(WALK[number // 2 % len(WALK)])
            terminal.take(0.01)
        terminal.resize(80, 24)
        terminal.press("esc", "esc", "f2")
        terminal.wait_for("Follow-ups")
        check_end(terminal, path)


@pytest.mark.parametrize(
    "env",
    [
        pytest.param({"NO_COLOR": "1"}, marks=pytest.mark.slow),
        pytest.param({"TERM": "linux", "COLORTERM": ""}, marks=pytest.mark.slow),
        pytest.param({"TERM": "vt100", "COLORTERM": ""}, marks=pytest.mark.slow),
        pytest.param({"TERM": "screen", "COLORTERM": ""}, marks=pytest.mark.slow),
        pytest.param({"LANG": "C", "LC_ALL": "C"}, marks=pytest.mark.slow),
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        pytest.param({"LC_ALL": "nowhere.UTF-8"}, marks=pytest.mark.slow),
    ],
    ids=str,
)
def test_the_program_works_in_other_surroundings(path: Path, env: dict[str, str]) -> None:
    with on_screen(path, forked=False, env=env) as terminal:
        terminal.wait_for("Follow-ups")
        terminal.press("2", "3", "4", "5", "f2", "a", "Tomás Ibarra the second", "enter")
        terminal.wait_for("the second")
        check_end(terminal, path)
        if "NO_COLOR" in env:
            colours = re.findall(rb"\x1b\[[0-9;]*[34]8;2;(\d+);(\d+);(\d+)", bytes(terminal.output))
            assert all(r == g == b for r, g, b in colours)


def test_without_a_terminal_it_says_so(path: Path) -> None:
    command = [sys.executable, "-m", "infoview_tui", "--journal", str(path)]
    env = {**os.environ, **private_places(path.parent), "TERM": "xterm"}
    done = subprocess.run(
        command, cwd=HOUSE, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert "needs a terminal" in done.stderr
    with on_screen(path, env={"TERM": "dumb"}) as terminal:
        assert terminal.wait_for_end() == 2
        assert "needs a terminal" in terminal.text
        assert b"\x1b" not in terminal.output


def test_two_hundred_keys_a_second_in_the_field(tmp_path: Path) -> None:
    path = tmp_path / "here" / "journal.json"
    begin_call(path)
    words = "the quick brown fox jumps over the lazy dog " * 5
    with in_call(path) as terminal:
        began = time.monotonic()
        for number, character in enumerate(words):
            terminal.press(character)
            terminal.take(max(0.0, began + (number + 1) / 200 - time.monotonic()))
        terminal.wait_until(lambda: words[:40] in terminal.text, "not typed")
        terminal.press("enter")
        check_end(terminal, path)
    assert words.strip() in path.read_text()


def test_a_megabyte_is_pasted_into_the_field(tmp_path: Path) -> None:
    path = tmp_path / "here" / "journal.json"
    begin_call(path)
    with in_call(path) as terminal:
        terminal.paste("begin " + "x" * 1_000_000 + " finish")
        terminal.wait_for("xxxxxx")
        check_end(terminal, path)
    assert "begin " + "x" * 1_000_000 + " finish" in path.read_text()


def test_a_paste_with_escapes_is_text_and_presses_no_keys(tmp_path: Path) -> None:
    path = tmp_path / "here" / "journal.json"
    begin_call(path)
    with in_call(path) as terminal:
        terminal.paste("before \x1b]52;c;SEVMTE8=\x07 \x1bOP\x1b[31m after")
        terminal.wait_for("after")
        check_end(terminal, path)
        assert left_over(terminal.output) == set()
    call = call_of(path)
    assert call.draft == "before ]52;c;SEVMTE8= OP[31m after"
    assert call.notes == ()


def test_bytes_that_are_no_text_end_nothing(tmp_path: Path) -> None:
    path = tmp_path / "here" / "journal.json"
    begin_call(path)
    noise = random.Random(1)
    with in_call(path) as terminal:
        for _ in range(12):
            garbage = bytes(noise.choice(_NOISE) for _ in range(50))
            terminal.write(garbage)
        terminal.write(b"\x1b[201~\x1b\\\x07")
        terminal.press("esc", "esc", "f4")
        terminal.take(0.5)
        assert terminal.process.poll() is None, terminal.text
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 0
    assert not list(home_beside(path.parent).rglob("last-fault.log"))


_NOISE = bytes(range(128, 256)) + b"\x1b\x1b\x1b[[[OP0123456789;<?Mm~ab \x00\x08\x7f"
