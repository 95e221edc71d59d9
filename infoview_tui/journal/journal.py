"""The journal: the only writer, and everything that can be done with it."""

from __future__ import annotations

from infoview_tui.journal.finding import Finding
from infoview_tui.journal.insight_verbs import InsightVerbs
from infoview_tui.journal.interview_verbs import InterviewVerbs
from infoview_tui.journal.line_verbs import LineVerbs
from infoview_tui.journal.merge_verbs import MergeVerbs
from infoview_tui.journal.queue_verbs import QueueVerbs
from infoview_tui.journal.unfinished_verbs import UnfinishedVerbs
from infoview_tui.journal.welcome_verbs import WelcomeVerbs


class Journal(
    QueueVerbs,
    LineVerbs,
    InterviewVerbs,
    InsightVerbs,
    MergeVerbs,
    WelcomeVerbs,
    UnfinishedVerbs,
    Finding,
):
    """One person's journal. A new use case is a new verb, in the file of its subject."""
