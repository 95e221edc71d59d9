"""Verbs of the first minutes."""

from __future__ import annotations

from msgspec.structs import replace

from infoview_tui.domain.models import Profile
from infoview_tui.journal.core import Core

_WELCOMED = "welcomed"


class WelcomeVerbs(Core):
    """What is done once, when the journal is new."""

    @property
    def is_new(self) -> bool:
        """Nobody is in it, nobody has said who they are, and nobody was asked."""
        meta = self.meta
        known = meta.profile != Profile() or _WELCOMED in meta.extra
        return not (self.read_only or known or self.store.count("contacts"))

    def welcome(self, profile: Profile) -> None:
        """Keeps who the user is; an empty profile too is an answer, and is not asked for again."""
        meta = self.meta
        extra = {**meta.extra, _WELCOMED: True}
        self.commit("welcome", [replace(meta, profile=profile, extra=extra)], undoable=False)
