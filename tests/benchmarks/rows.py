"""The rows of the table: each measures the program beside a bare one, in turns, and is a bar.

Every function takes the journals by their size and the number of rounds, and yields figures.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from string import ascii_lowercase

from tests.benchmarks.bare import READY
from tests.benchmarks.stopwatch import Stopwatch
from tests.e2e.calls import private_places

Journals = Mapping[int, Path]
ROOT = Path(__file__).parents[2]
BARE = "bare"
GAP = 1 / 12  # seconds between two keys of a fast typist
LIST = "a Add"  # in the footer of pane 1
QUIT = "\x11"
IDLE = 8.0  # seconds
KEYS = {1: "1", 2: "2", 3: "3", 4: "f5", 5: "5"}  # from pane 3 one leaves while typing


@dataclass(frozen=True)
class Figure:
    """One measured figure, and what it is to be at most (None: only told)."""

    what: str
    value: float
    unit: str
    most: float | None = None
    ratio: float | None = None  # to the bare program, or to the smaller journal
    most_ratio: float | None = None

    @property
    def kept(self) -> bool:
        return (self.most is None or self.value <= self.most) and (
            self.most_ratio is None or (self.ratio or 0.0) <= self.most_ratio
        )


Row = Callable[[Journals, int], Iterator[Figure]]


def p95(values: Sequence[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def command(path: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "infoview_tui", "--journal", str(path), *words]


def program(path: Path) -> Stopwatch:
    return Stopwatch(command(path), env=private_places(path.parent), cwd=ROOT)


def bare() -> Stopwatch:
    return Stopwatch([sys.executable, "-m", "tests.benchmarks.bare"], cwd=ROOT)


def leave(terminal: Stopwatch) -> None:
    terminal.press(QUIT)
    terminal.wait_for_end()


def start(journals: Journals, rounds: int) -> Iterator[Figure]:
    """From the command to the first frame that can be used."""
    times: dict[object, list[float]] = defaultdict(list)
    for _ in range(rounds):
        with bare() as terminal:
            times[BARE].append(terminal.seen(READY))
            leave(terminal)
        for size, path in journals.items():
            with program(path) as terminal:
                times[f"{size} frame"].append(terminal.seen("infoview"))
                times[size].append(terminal.seen(LIST))
                leave(terminal)
    base = median(times[BARE])
    smallest = median(times[min(journals)])
    yield Figure("start, bare", base, "s")
    for size in journals:
        value, most = median(times[size]), None
        if size > 1000:
            yield Figure(f"start, first frame, {size:,}", median(times[f"{size} frame"]), "s")
            most = smallest + 0.7
        most_ratio = 1.5 if size <= 1000 else None
        yield Figure(f"start, list, {size:,}", value, "s", most, value / base, most_ratio)


def echo(journals: Journals, rounds: int) -> Iterator[Figure]:
    """From a key to its letter in the field of a talk, which is saved while one types."""
    random, times = Random(1), defaultdict[object, list[float]](list)
    with ExitStack() as stack:
        fields: dict[object, Stopwatch] = {BARE: stack.enter_context(bare())}
        fields[BARE].seen(READY)
        for size, path in journals.items():
            fields[size] = stack.enter_context(program(path))
            fields[size].seen(LIST)
            begin_talk(fields[size])
        for _ in range(rounds + 1):  # the first line warms up
            for name, terminal in fields.items():
                line = "".join(random.choices(ascii_lowercase, k=40))
                times[name].append(-1)
                times[name] += terminal.echoes(line, GAP)
                terminal.press("\x15")
        for name, terminal in fields.items():
            first = times[name].index(-1, 1)
            times[name] = [value for value in times[name][first:] if value >= 0]
            leave(terminal)
    bare_median, bare_p95 = median(times[BARE]), p95(times[BARE])
    yield Figure("echo p50, bare Input", 1000 * bare_median, "ms")
    yield Figure("echo p95, bare Input", 1000 * bare_p95, "ms")
    for size in journals:
        middle, late = median(times[size]), p95(times[size])
        yield Figure(f"echo p50, {size:,}", 1000 * middle, "ms", None, middle / bare_median)
        yield Figure(f"echo p95, {size:,}", 1000 * late, "ms", None, late / bare_p95, 1.5)


def begin_talk(terminal: Stopwatch) -> None:
    """Goes to the next talk and starts it."""
    terminal.calm()
    terminal.press(KEYS[3])
    terminal.calm()
    terminal.press("f4")
    terminal.calm()


def commit(journals: Journals, rounds: int) -> Iterator[Figure]:
    """A committed line: how long it blocks, when it is durable, what it writes; and the fold.

    The longest halt of the event loop stands beside that of a loop with nothing to do, which on a
    busy machine halts too.
    """
    found: dict[int, list[dict[str, list[float]]]] = defaultdict(list)
    folds: dict[int, list[dict[str, float]]] = defaultdict(list)
    for _ in range(rounds):
        for size, path in journals.items():
            told = subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.inside", str(path)],
                cwd=ROOT, check=True, capture_output=True,
            )  # fmt: skip
            result = json.loads(told.stdout)
            found[size].append(result)
            folds[size].append(result)
    small = median(median(one["durable"]) for one in found[min(journals)])
    for size in journals:
        blocked = median(p95(one["blocked"]) for one in found[size])
        computed = median(p95(one["computed"]) for one in found[size])
        durable = median(median(one["durable"]) for one in found[size])
        written = median(median(one["written"]) for one in found[size])
        yield Figure(f"commit, loop blocked p95, {size:,}", blocked, "ms", 8)
        yield Figure(f"commit, processor time p95, {size:,}", computed, "ms")
        yield Figure(f"commit, durable p50, {size:,}", durable, "ms", 10, durable / small, 3)
        yield Figure(f"commit, bytes by its record, {size:,}", written, "x", 4)
        yield Figure(f"fold, {size:,}", median(one["fold"] for one in folds[size]), "s", 0.5)
        halt, still = (1000 * median(one[key] for one in folds[size]) for key in ("halt", "still"))
        yield Figure(f"fold, longest halt, {size:,}", halt, "ms", 16, halt / still)


def find(journals: Journals, rounds: int) -> Iterator[Figure]:
    """`/`: from a key to its results."""
    for size, path in journals.items():
        with program(path) as terminal:
            terminal.seen(LIST)
            terminal.calm()
            terminal.press("/")
            terminal.calm()
            late = p95(type_words(terminal, rounds))
            terminal.press("esc")
            leave(terminal)
        yield Figure(f"find p95, {size:,}", 1000 * late, "ms", 80)


def contact_filter(journals: Journals, rounds: int) -> Iterator[Figure]:
    """The filter of the contacts: from a key to the list. (1.2 contacts to an interview.)"""
    late: dict[int, float] = {}
    for size, path in journals.items():
        with program(path) as terminal:
            terminal.seen(LIST)
            terminal.calm()
            terminal.press("\\")
            terminal.calm()
            late[size] = p95(type_words(terminal, rounds))
            terminal.press("esc")
            leave(terminal)
        ratio, most = (late[size] / late[1000], 1.5) if late.get(1000) else (None, None)
        yield Figure(f"filter p95, {size:,}", 1000 * late[size], "ms", 80, ratio, most)


def type_words(terminal: Stopwatch, rounds: int) -> list[float]:
    """Types beginnings of words and takes them back, each key when the last one was answered."""
    words = ("ada", "engin", "noa", "path", "kim", "rui")  # a blank would not be seen
    times = []
    for number, word in zip(range(max(2, rounds)), words * rounds, strict=False):
        keys = [*word, *["backspace"] * len(word)]
        answered = [terminal.settle(key) for key in keys]
        times += answered if number else []  # the first word warms up
    return times


def panes(journals: Journals, rounds: int) -> Iterator[Figure]:
    """From a key to the pane."""
    for size, path in journals.items():
        first: dict[int, float] = {}
        later: dict[int, list[float]] = defaultdict(list)
        with program(path) as terminal:
            terminal.seen(LIST)
            terminal.calm()
            for turn in range(rounds):
                for pane in (2, 3, 4, 5, 1):
                    taken = terminal.settle(KEYS[pane], unlike=2)
                    if turn:
                        later[pane].append(taken)
                    else:
                        first[pane] = taken
                        terminal.calm()
                    terminal.press("esc")
                    terminal.take(0.3)
            leave(terminal)
        for pane in (2, 3, 4, 5):
            yield Figure(f"pane {pane}, first visit, {size:,}", 1000 * first[pane], "ms", 80)
        for pane in (1, 2, 3, 4, 5):
            again = median(later[pane])
            yield Figure(f"pane {pane}, later visits, {size:,}", 1000 * again, "ms", 80)


def idle(journals: Journals, rounds: int) -> Iterator[Figure]:
    """The share of a core while nobody types: panes, then a talk with its clock."""
    for size, path in journals.items():
        with program(path) as terminal:
            terminal.seen(LIST)
            terminal.calm()
            yield Figure(f"idle, contacts, {size:,}", 100 * terminal.share(IDLE), "%", 0.5)
            begin_talk(terminal)
            yield Figure(f"idle, live clock, {size:,}", 100 * terminal.share(IDLE), "%", 1.5)
            leave(terminal)


def memory(journals: Journals, rounds: int) -> Iterator[Figure]:
    """Resident memory at rest."""
    with bare() as terminal:
        terminal.seen(READY)
        terminal.calm()
        base = terminal.memory
        leave(terminal)
    yield Figure("memory, bare", base, "MB")
    for size, path in journals.items():
        with program(path) as terminal:
            terminal.seen(LIST)
            terminal.calm()
            value, most = terminal.memory, 2.5 if size <= 1000 else None
            leave(terminal)
        yield Figure(f"memory, {size:,}", value, "MB", None, value / base, most)


def due(journals: Journals, rounds: int) -> Iterator[Figure]:
    """`infoview due`, from the command to its end."""
    times: dict[object, list[float]] = defaultdict(list)
    for _ in range(rounds):
        times[BARE].append(run([sys.executable, "-c", "pass"], None))
        for size, path in journals.items():
            places = {**os.environ, **private_places(path.parent)}
            times[size].append(run(command(path, "due"), places))
    base = median(times[BARE])
    yield Figure("python -c pass", 1000 * base, "ms")
    for size in journals:
        value, most = median(times[size]), 6.0 if size <= 1000 else None
        yield Figure(f"due, {size:,}", 1000 * value, "ms", None, value / base, most)


def run(words: Sequence[str], env: dict[str, str] | None) -> float:
    """The seconds of a command."""
    begun = time.perf_counter()
    subprocess.run(words, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begun


ROWS: dict[str, Row] = {
    "start": start,
    "echo": echo,
    "commit": commit,
    "find": find,
    "filter": contact_filter,
    "panes": panes,
    "idle": idle,
    "memory": memory,
    "due": due,
}
