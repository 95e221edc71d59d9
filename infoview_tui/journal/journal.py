"""The journal: the only writer, and everything that can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from infoview_tui.domain.preferences import Preferences
from infoview_tui.journal.core import local_now
from infoview_tui.journal.disk import Disk
from infoview_tui.journal.finding import Finding
from infoview_tui.journal.insight_verbs import InsightVerbs
from infoview_tui.journal.interview_verbs import InterviewVerbs
from infoview_tui.journal.line_verbs import LineVerbs
from infoview_tui.journal.merge_verbs import MergeVerbs
from infoview_tui.journal.queue_verbs import QueueVerbs
from infoview_tui.journal.store import Store
from infoview_tui.journal.welcome_verbs import WelcomeVerbs


class Journal(
    QueueVerbs, LineVerbs, InterviewVerbs, InsightVerbs, MergeVerbs, WelcomeVerbs, Finding
):
    """One person's journal. A new use case is a new verb, in the file of its subject."""

    @classmethod
    def open(
        cls,
        path: Path,
        preferences: Preferences | None = None,
        *,
        read_only: bool = False,
        clock: Callable[[], datetime] = local_now,
        disk: Disk | None = None,
    ) -> Journal:
        """Opens the journal at `path`, or begins a new one there; raises `JournalUnusable`.

        `disk` carries the cipher of an encrypted journal.
        """
        return cls(Store.open(path, read_only=read_only, disk=disk), preferences, clock)
