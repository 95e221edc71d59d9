"""What the journal says of itself as a whole: the queue, counts, how it stands with the disk."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from infoview_tui.domain.errors import InfoviewError, NothingFound
from infoview_tui.domain.models import Contact
from infoview_tui.domain.say_dates import say_clock, write_days_as
from infoview_tui.domain.stages import Stage, stage
from infoview_tui.domain.text import fold
from infoview_tui.journal.core import Core, Keys
from infoview_tui.journal.saving import NotSaved, Saved

if TYPE_CHECKING:
    from infoview_tui.domain.preferences import Preferences
    from infoview_tui.domain.queue_row import Row
    from infoview_tui.journal.open_loops import OpenLoops
    from infoview_tui.journal.queue_cache import QueueCache
    from infoview_tui.journal.review_board import ReviewBoard

_NAMED = 5  # of the contacts that a name may stand for
_ARCHIVED = b'"archived":true'

Severity = Literal["muted", "success", "warning", "error"]


class Overviews(Core):
    """Readings over many records; none of them is stored."""

    # The bar asks at every committed line; to look through all contacts is too much for that.
    _counted: int | None = None

    @cached_property
    def _queue(self) -> QueueCache:
        from infoview_tui.journal.queue_cache import QueueCache

        return QueueCache(self)

    def take_preferences(self, wishes: Preferences) -> None:
        """Works by other preferences from now on."""
        self.preferences = wishes
        write_days_as(wishes.dates)
        self._queue.start_anew()

    @property
    def notices(self) -> list[str]:
        """What opening the file has to say: recovered changes, records set aside…"""
        return list(self.store.notices)

    def queue(self) -> tuple[Row, ...]:
        """Everything owed, stored or implied, grouped and sorted, each row saying why now."""
        return self._queue.rows()

    def read_queue(self, seconds: float) -> bool:
        """Computes the queue for so long; whether it can be shown at once by now."""
        return self._queue.work(seconds)

    @cached_property
    def review_board(self) -> ReviewBoard:
        """What the weekly review is made from, kept from one review to the next."""
        from infoview_tui.journal.review_board import ReviewBoard

        return ReviewBoard(self, self.queue)

    @cached_property
    def open_loops(self) -> OpenLoops:
        """The loops that wait to be closed, read once for all screens that list them."""
        from infoview_tui.journal.open_loops import OpenLoops

        return OpenLoops(self)

    def counts(self) -> dict[int, str]:
        """What the bar shows beside the panes: contacts, and what is overdue or due today."""
        # The first frame waits neither for the queue nor for its code.
        due, late = self._queue.due() if "_queue" in self.__dict__ else (0, False)
        urgent = "!" if late else ""
        return {1: f"{self._people()}", 4: f"{due}{urgent}" if due else ""}

    def _people(self) -> int:
        """How many contacts are not archived; seen in their lines, so that none is decoded."""
        if self._counted is None:
            self._counted = sum(_ARCHIVED not in line for _, line in self.contacts.lines())
        return self._counted

    def hearing(self, keys: Keys) -> Iterator[None]:
        if any(table == "contacts" for table, _ in keys):
            self._counted = None
        if "open_loops" in self.__dict__:  # before the screens are told
            self.open_loops.expect(keys)
        yield from super().hearing(keys)

    def save_line(self) -> tuple[str, Severity]:
        """`saved 14:32`, and how it is drawn."""
        if self.under_way:
            return self.under_way, "warning"
        state = self.store.save_state
        if isinstance(state, NotSaved):
            return f"not saved: {state.why}", "error"
        if isinstance(state, Saved):
            at = state.at.astimezone(self.now().tzinfo)
            return f"saved {say_clock(at, clock_24=self.preferences.clock_24)}", "muted"
        return "saving", "muted"

    @property
    def why_unsaved(self) -> str:
        """Why the disk refuses; nothing if it does not."""
        state = self.store.save_state
        return state.why if isinstance(state, NotSaved) else ""

    def rescued(self) -> InfoviewError:
        """Keeps everything in another place, and says where and how it comes back."""
        why, copy = self.why_unsaved, self.store.rescue()
        return InfoviewError(
            f"not saved: {why} ({self.store.path}). All of it is in {copy}: once there is room,"
            f" `infoview merge {copy}` takes it in"
        )

    def stage_of(self, contact: str) -> Stage:
        """Where a contact stands, from the touches and interviews."""
        return stage(
            self.touches_of.of(contact),
            self.interviews_of.of(contact),
            self.today(),
            calendar=self.calendar,
            limits=self.preferences.limits,
        )

    def find_contact(self, name: str) -> Contact:
        """The one contact that a typed name, or a part of it, stands for: `Ann` or `Ann, Atlas`.

        Raises `NothingFound` if there is none, `InfoviewError` if there is more than one.
        """
        wanted = fold(name).strip()
        people = [c for c in self.contacts.all() if not c.archived]
        exact = [c for c in people if fold(c.name) == wanted]
        found = exact or [c for c in people if wanted and wanted in fold(c.name)]
        if not found:
            name_part, comma, company = (part.strip() for part in wanted.partition(","))
            among = [c for c in people if comma and name_part in fold(c.name)]
            found = [c for c in among if company in fold(c.company)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise NothingFound(f"no contact is called {name!r}{_meant(wanted, people)}")
        shown = [f"{c.name}, {c.company}" if c.company else c.name for c in found[:_NAMED]]
        some = "; ".join(shown + ["…"] * (len(found) > _NAMED))
        raise InfoviewError(
            f"{len(found)} contacts match {name!r}: {some}: "
            "write more of the name, or the company behind a comma"
        )


def _meant(wanted: str, people: list[Contact]) -> str:
    """Whom a name that nobody has was probably meant for."""
    from difflib import get_close_matches

    called = {fold(contact.name): contact.name for contact in people}
    by_word = {word: name for full, name in called.items() for word in full.split()}
    near = [called[found] for found in get_close_matches(wanted, called, 2)]
    near += [by_word[found] for found in get_close_matches(wanted, by_word, 2)]
    if near:
        return f"; did you mean {' or '.join(dict.fromkeys(near))}?"
    return "; `infoview add` adds one"
