"""The one family of errors a user can read: each message is a single plain line."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct


class InfoviewError(Exception):
    """Anything that the program tells its user in one line: what, where, what to do."""


class UnclearDate(InfoviewError):
    """A typed date that could mean more than one thing, or nothing."""


class Problem(Struct, frozen=True):
    """One fault of one document: where it lies (`prep.questions[2].text`) and what is wrong."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class InvalidRecord(InfoviewError):
    """A document that is no record of its table; `problems` names every fault with its path."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))


class JournalUnusable(InfoviewError):
    """The journal file cannot be opened; the message names the way out."""


class ReadOnlyJournal(InfoviewError):
    """A change was asked of a journal that another program is writing."""


class UnknownRecord(InfoviewError):
    """A uid that the journal does not hold (any more)."""


class NothingFound(InfoviewError):
    """What was asked for is not there; a script sees it as exit code 1."""


class ImportRefused(InfoviewError):
    """A file that cannot be imported: unknown shape, unreadable or too large."""


class ExportRefused(InfoviewError):
    """A place that cannot be exported to, or a disk that did not take it."""


class ExportInTheWay(ExportRefused):
    """An export would replace a file of somebody else; it is done if that is wished."""
