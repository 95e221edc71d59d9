"""Verbs for what was being typed in a dialog when the program was asked to end."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from infoview_tui.journal.core import Core


class UnfinishedVerbs(Core):
    """Texts by the question that they were to answer: asked again, it offers them once."""

    def keep_unfinished(self, texts: Mapping[str, str]) -> None:
        typed = {question: text for question, text in texts.items() if text}
        if typed and not self.read_only:
            self._keep({**self.meta.unfinished, **typed})

    def take_unfinished(self, question: str) -> str:
        """What was being typed in answer to this question, or nothing; it is no longer kept."""
        kept = dict(self.meta.unfinished)
        text = kept.pop(question, "")
        if text and not self.read_only:
            self._keep(kept)
        return text

    def _keep(self, unfinished: Mapping[str, str]) -> None:
        changed = replace(self.meta, unfinished=unfinished)
        self.commit("keep what was typed", [changed], undoable=False)
