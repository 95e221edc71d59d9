"""Takes the pictures of README.md from the sample journal: `python -m screenshots.take [NAME…]`.

Each picture opens a fresh sample journal under a clock that stands still, presses keys as a
person would, and saves what the screen then shows. The same program gives the same pictures:
`tests/test_screenshots.py` takes them again and compares.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from textual import events
from textual.pilot import Pilot

from infoview_tui.app import InfoviewApp
from infoview_tui.domain.preferences import Preferences
from infoview_tui.journal.journal import Journal
from infoview_tui.journal.sample import write_sample
from infoview_tui.journal.store import Store
from infoview_tui.screens.pane import JournalScreen

FOLDER = Path(__file__).parent
NOW = datetime(2026, 11, 19, 13, 20, tzinfo=ZoneInfo("America/Toronto"))  # a Thursday
DARK, LIGHT = "infoview-dark", "infoview-light"
WIDE, USUAL, NARROW = (120, 32), (80, 24), (60, 24)
_PATIENCE = 30.0  # seconds until a picture that is waited for will not come
_LOOK = 0.1  # seconds between two looks at the screen
_STILL = 20  # looks that show the same: nothing more is under way

Step = str | timedelta
"""A key by its name, a text to type (`"text: …"`), or time that passes."""


@dataclass(frozen=True)
class Picture:
    """One picture: how large, in which theme, after which keys."""

    name: str
    size: tuple[int, int]
    keys: Sequence[Step] = ()
    theme: str = DARK
    shows: str = ""  # the text for which the picture is taken
    empty: bool = False  # of a new journal instead of the sample

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}.svg"


def text(line: str) -> str:
    return f"text: {line}"


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


# Ten minutes into today's talk.
TALK: tuple[Step, ...] = (
    "3", minutes(50), "f4", minutes(2), text("librarian for seven years, then inclusion"), "enter",
    minutes(2), text("! a library desk hears every question twice: aloud, then asked"), "enter",
    minutes(1), text('" They said no, and then they said why. That was my brief.'), "enter", "tab",
    minutes(2), text("> ask the people who will refuse first"), "enter",
    minutes(1), text("+ send the Saturday pick-up figures by wed"), "enter",
    minutes(1), text("@ Rui Tan, policy designer at Civic Lab Singapore"), "enter",
    minutes(1), text("~ I have never tested with people who stay away"), "enter", "tab",
    minutes(2), text("! she decides on Fridays and observes"),
)  # fmt: skip

PICTURES: tuple[Picture, ...] = (
    Picture("contacts", WIDE, ("1", *["down"] * 5), shows="Waterloo"),
    Picture("contacts-light", WIDE, ("1", "down", "down"), LIGHT),
    Picture("contacts-80", USUAL, ("1",)),
    Picture("contacts-60", NARROW, ("1",)),
    Picture("prep", WIDE, ("2",), shows="Noor Rahman"),
    Picture("prep-light", WIDE, ("2", "up", "up", "up", "enter"), LIGHT, "24 parcel lockers"),
    Picture("prep-80", USUAL, ("2",)),
    Picture("live", WIDE, TALK, shows="Noor Rahman"),
    Picture("live-light", WIDE, TALK, LIGHT),
    Picture("live-80", USUAL, TALK),
    Picture("live-60", NARROW, TALK),
    Picture("live-compact", (80, 12), (*TALK, "f8")),
    Picture("live-masked", USUAL, (*TALK, "ctrl+g")),
    Picture("follow-ups", WIDE, ("4",), shows="OVERDUE"),
    Picture("follow-ups-light", WIDE, ("4", "down"), LIGHT),
    Picture("follow-ups-80", USUAL, ("4",)),
    Picture("debrief", WIDE, ("4", "down", "enter"), shows="WHAT I THINK"),
    Picture("debrief-80", USUAL, ("4", "down", "enter")),
    Picture("review", WIDE, ("w",)),
    Picture("review-80", USUAL, ("w",)),
    Picture("insights", WIDE, ("5", "down"), shows="insight"),
    Picture("insights-light", WIDE, ("5", "down"), LIGHT),
    Picture("insights-80", USUAL, ("5", "down")),
    Picture("board", WIDE, ("5", "B"), shows="Product management"),
    Picture("tree", WIDE, ("5", "T"), shows="Sam Okafor"),
    Picture("progress", WIDE, ("5", "P")),
    Picture("progress-light", WIDE, ("5", "P"), LIGHT),
    Picture("compose", WIDE, ("4", "j", "j", "j", "c"), shows="Ana"),
    Picture("find", WIDE, ("slash", text("silence")), shows="silence"),
    Picture("empty", USUAL, empty=True),
)


@dataclass
class Clock:
    """Time that passes only when it is told to."""

    now: datetime = field(default=NOW)

    def __call__(self) -> datetime:
        return self.now


async def take(picture: Picture, awaited: str | None = None) -> str:
    """The SVG of one picture: as soon as it says what is `awaited`, else once it stands still."""
    with TemporaryDirectory() as folder, _apart(Path(folder)):
        path, clock = Path(folder) / "journal.json", Clock()
        if not picture.empty:
            write_sample(path, NOW)
        wishes = Preferences(theme=picture.theme)
        app = InfoviewApp(lambda: Journal(Store.open(path, clock=clock), wishes, clock), wishes)
        async with app.run_test(size=picture.size) as pilot:
            await _until_open(app, pilot)
            for step in picture.keys:
                await _do(step, pilot, clock)
            svg = await _look(app, pilot, awaited)
            app.close_journal()
    if picture.shows not in words(svg):
        raise RuntimeError(f"{picture.name}: does not show {picture.shows!r}")
    return svg


async def _do(step: Step, pilot: Pilot[int], clock: Clock) -> None:
    if isinstance(step, timedelta):
        clock.now += step
    elif step.startswith("text: "):
        # Letter by letter, as from a terminal; `pilot.press` rests after each of them.
        for letter in step.removeprefix("text: "):
            pilot.app.post_message(events.Key("space" if letter == " " else letter, letter))
        await pilot.pause()
    else:
        await pilot.press(step)
    await _read(pilot)


async def _read(pilot: Pilot[int]) -> None:
    """Waits for what a screen reads in the background; a question to the person may stay open."""
    reading = [worker for worker in pilot.app.workers if worker.group != "default"]
    if reading:
        await pilot.app.workers.wait_for_complete(reading)
    await pilot.pause()


async def _look(app: InfoviewApp, pilot: Pilot[int], awaited: str | None) -> str:
    former, still = "", 0
    for _ in range(int(_PATIENCE / _LOOK)):
        svg = plain(app.export_screenshot(title="infoview", simplify=True))
        still = still + 1 if svg == former else 0
        if words(svg) == awaited or (awaited is None and still == _STILL):
            break
        former = svg
        await pilot.pause(_LOOK)
    return svg


async def _until_open(app: InfoviewApp, pilot: Pilot[int]) -> None:
    for _ in range(int(_PATIENCE / _LOOK)):
        if app.screen_stack and isinstance(app.screen, JournalScreen):
            return await _read(pilot)
        await pilot.pause(_LOOK)
    raise RuntimeError(f"the sample journal does not open: {app.failure}")


@contextmanager
def _apart(folder: Path) -> Iterator[None]:
    """Reads and keeps nothing of the machine that the pictures are taken on."""
    wanted = {"XDG_STATE_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "TZ": "UTC"}
    former = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in former.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def plain(svg: str) -> str:
    """The picture without what changes from run to run or is fetched from the network."""
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE)


def words(svg: str) -> str:
    """What the picture says, piece by piece."""
    pieces = re.findall(r"<text[^>]*>(.*?)</text>", svg, re.DOTALL)
    return html.unescape("\n".join(pieces)).replace("\xa0", " ")


def main(names: Sequence[str]) -> int:
    wanted = [picture for picture in PICTURES if not names or picture.name in names]
    for picture in wanted:
        svg = asyncio.run(take(picture))
        picture.path.write_text(svg, encoding="utf-8")
        print(picture.path.name)  # noqa: T201  (a script)
    return 0 if wanted else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
