"""Keys, and the messages they cause, in the order in which they were typed.

Textual inserts printable keys at once, but sends backspace, arrows and enter up to the app to find
their bindings: in a burst they act on a text that was typed after them (textual#6605). Messages and
keys that leave a field are late in the same way. Here all that happens within the key's own event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual._callback import invoke

from infoview_tui.domain.text import clean_text

if TYPE_CHECKING:
    from textual.message import Message
    from textual.widget import Widget

LEAVING = frozenset({"tab", "shift+tab", "up", "down"})
"""Keys whose bindings outside of the field are run before the next key is looked at.

Their actions must not await the removal of the field. All other keys bubble as Textual sends them.
"""


class InOrder:
    """Mixed in before a Textual field: what is typed takes effect in typed order.

    Pastes and unprintable text characters come to `insert_pasted` and `insert_typed`.
    """

    async def _on_key(self, event: events.Key) -> None:
        field = cast("Widget", self)
        if pass_on(field, event):
            return
        for binding in field._bindings.key_to_bindings.get(event.key, ()):
            if await field.app.run_action(binding.action, field):
                _done(event)
                return
        if event.key in LEAVING:
            with field.app._context():
                if await field.app._check_bindings(event.key):
                    _done(event)
        elif event.key.startswith(("alt+", "ctrl+", "super+")):
            # Textual would insert the character of alt+x.
            event.prevent_default()
        elif typed := _unprintable_text(event):
            _done(event)
            self.insert_typed(typed)

    async def _on_paste(self, event: events.Paste) -> None:
        _done(event)
        if not pass_on(cast("Widget", self), event):
            await self.insert_pasted(event.text)

    async def action_paste(self) -> None:
        """Paste the app's own clipboard."""
        await self.insert_pasted(cast("Widget", self).app.clipboard)

    def insert_typed(self, text: str) -> None:
        """Put text in place of the selection."""
        raise TypeError(f"{type(self).__name__} does not say how text is inserted")

    async def insert_pasted(self, text: str) -> None:
        """Put pasted text in place of the selection."""
        self.insert_typed(text)


def _unprintable_text(event: events.Key) -> str:
    """A joiner or a no-break space: text, although Python calls it unprintable."""
    character = event.character or ""
    return "" if character.isprintable() or character in "\t\r\n" else clean_text(character)


def _done(event: events.Event) -> None:
    event.stop()
    event.prevent_default()


def pass_on(field: Widget, event: events.Key | events.Paste) -> bool:
    """Hand input to the field that has the focus by now: it was typed after a tab."""
    focused = field.app.focused
    if focused is None or focused is field:
        return False
    _done(event)
    if isinstance(event, events.Key):
        focused._forward_event(events.Key(event.key, event.character))
    else:
        focused._forward_event(events.Paste(event.text))
    return True


async def deliver(field: Widget, message: Message) -> None:
    """Let everybody above the field handle a message before the field sees the next key.

    Posted in the usual way it would come behind the keys that already wait, and a tab typed after
    enter would be seen before the line. Handlers must not await the removal of the field.
    """
    if not field.check_message_enabled(message):
        return
    for node in field.ancestors:
        pump: Any = node
        message._no_default_action = False
        with pump._context():
            for _, handler in pump._get_dispatch_methods(message.handler_name, message):
                await invoke(handler, message)
        if message._stop_propagation:
            return
