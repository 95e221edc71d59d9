"""What is done with the contact under the cursor, or with the marked ones: one key each."""

from __future__ import annotations

from msgspec.structs import replace
from textual import on, work
from textual.binding import Binding, BindingType

from infoview_tui.journal.directory import Directory
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.contact_card import TakeStep
from infoview_tui.screens.messages import OpenCompose, OpenLive, OpenPlan
from infoview_tui.screens.pane import JournalScreen

# The keys of the actions, the most used first: what fits stands in the footer.
FIRST_KEYS: list[BindingType] = [
    Binding("a", "add", "Add", id="contacts.add", tooltip="Add a contact by one line"),
    Binding("o", "outreach", "Outreach", id="contacts.outreach", tooltip="Write a message"),
    Binding("i", "interview", "Interview", id="contacts.interview", tooltip="Plan a talk"),
    Binding("l", "log", "Log touch", id="contacts.log", tooltip="Log that you were in touch"),
    Binding("e", "edit", "Edit", id="contacts.edit", tooltip="Edit everything on the card"),
]
MORE_KEYS: list[BindingType] = [
    Binding("c", "compose", "Compose", id="contacts.compose",
            tooltip="Write any kind of message: thank-you, introduction, ask…"),
    Binding("f", "follow_up", "Follow-up", id="contacts.follow_up", tooltip="Add a follow-up"),
    Binding("r", "reply", "Reply", id="contacts.reply", tooltip="Log that they answered"),
    Binding("t", "tag", "Tag", id="contacts.tag", tooltip="Put a tag on, or take it off"),
    Binding("d", "archive", "Archive", id="contacts.archive", tooltip="Take out of the list"),
    Binding("d", "bring_back", "Bring back", id="contacts.bring_back",
            tooltip="Back into the list"),
    Binding("f4", "call", "Call now", show=False, id="contacts.call",
            tooltip="Start a talk that nobody planned"),
    Binding("P", "profile", "About me", show=False, id="contacts.profile",
            tooltip="Who you are: what messages are filled from"),
    Binding("I", "import_people", "Import", id="contacts.import",
            tooltip="Import people from LinkedIn, vCard, CSV or Markdown files"),
]  # fmt: skip

_NEEDS_SOMEONE = frozenset(
    {"outreach", "compose", "interview", "log", "edit", "follow_up", "reply", "tag", "archive"}
    | {"bring_back", "call"}
)
_NEEDS_A_LIST = frozenset({"filter", "sort", "archived"})


class ContactActions(JournalScreen[object]):
    """A screen with contacts to choose from; subclasses say who is chosen and how it is shown."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self.directory = Directory(journal)
        self.in_archive = False
        self.taken_out: tuple[str, ...] = ()  # whom `d` took out of the list last

    def chosen(self) -> list[str]:
        """The contacts that an action is about: the marked ones, else the one at hand."""
        return []

    def at_hand(self) -> str:
        """The contact under the cursor; empty if there is none."""
        return ""

    def come_to(self, uid: str) -> None:
        """Shows a contact in the list, whatever the list shows at the moment."""

    def left(self) -> None:
        """The chosen contacts went out of the list."""

    def start_anew(self) -> None:
        self.directory.day = None  # cadences and working days stand in every line
        self.show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _NEEDS_SOMEONE and self.is_mounted and not self.chosen():
            return False
        if action in _NEEDS_A_LIST and not self.journal.store.count("contacts"):
            return False
        if action == "import_people":
            return not self.journal.read_only
        if action == "archive":
            return not self.in_archive
        if action == "bring_back":
            return self.in_archive
        return True

    # By one line; dialogs and readers are loaded when the first is asked --------------

    @work
    async def action_add(self) -> None:
        from infoview_tui.screens import contact_questions as ask

        contact = await ask.new_contact(self.app, self.directory)
        if contact is None:
            return
        with self.reporting():
            self.journal.add_contact(contact)
            self.come_to(contact.uid)
            self._say(f"{self.shown(contact.name)} added · e fills in the rest, u takes it back")

    @work
    async def action_log(self) -> None:
        from infoview_tui.screens import contact_questions as ask

        uid = self.at_hand()
        touch = await ask.touch(self.app, self.journal, uid, self.name_of(uid))
        if touch is not None:
            with self.reporting():
                self.journal.log_touch(
                    uid, touch.kind, touch.channel,
                    text=touch.text, at=touch.at, direction=touch.direction,
                )  # fmt: skip
                self._say(f"Logged with {self.name_of(uid)} · u takes it back")

    @work
    async def action_reply(self) -> None:
        from infoview_tui.screens import contact_questions as ask

        uid = self.at_hand()
        touch = await ask.reply(self.app, self.journal, uid, self.name_of(uid))
        if touch is not None:
            with self.reporting():
                self.journal.log_touch(uid, touch.kind, touch.channel, text=touch.text, at=touch.at)
                hours = self.journal.preferences.limits.reply_hours
                self._say(f"Reply logged · answer a yes within {hours} h; i plans the talk")

    @work
    async def action_follow_up(self) -> None:
        from infoview_tui.screens import contact_questions as ask

        uid = self.at_hand()
        row = await ask.follow_up(self.app, self.journal, uid, self.name_of(uid))
        if row is not None:
            with self.reporting():
                self.journal.add_follow_up(row)
                self._say(f"Noted for {self.name_of(uid)} · u takes it back")

    @work
    async def action_tag(self) -> None:
        from infoview_tui.screens import contact_questions as ask

        uids = self.chosen()
        tag = await ask.tag(self.app, self.journal, uids)
        if tag:
            with self.reporting():
                self.journal.tag_contacts(uids, tag)

    # At once ------------------------------------------------------------------------

    def action_archive(self) -> None:
        self._archive_chosen(True)

    def action_bring_back(self) -> None:
        self._archive_chosen(False)

    def _archive_chosen(self, archived: bool) -> None:
        uids = self.chosen()
        who = self.name_of(uids[0]) if len(uids) == 1 else f"{len(uids)} contacts"
        with self.reporting():
            self.journal.archive_contacts(uids, archived)
            self.taken_out = tuple(uids) if archived else ()
            self.left()
            self._say(f"{who} {'archived' if archived else 'is back'} · u takes it back")

    @on(TakeStep)
    def _step_taken(self, event: TakeStep) -> None:
        """The rung that the card suggests; only the user takes it."""
        with self.reporting():
            contact = self.journal.contacts[event.contact]
            self.journal.edit_contact(replace(contact, relation=event.relation))
            self._say(f"{self.name_of(event.contact)}: {event.relation.value} · u takes it back")

    # Going elsewhere ------------------------------------------------------------------

    def action_edit(self) -> None:
        from infoview_tui.screens.contact_form import ContactForm

        self.app.push_screen(ContactForm(self.journal, self.directory, self.at_hand()))

    def action_import_people(self) -> None:
        from infoview_tui.screens.import_file import ImportScreen

        self.app.push_screen(ImportScreen(self.journal))

    def action_profile(self) -> None:
        from infoview_tui.screens.profile import ProfileScreen

        self.app.push_screen(ProfileScreen(self.journal))

    def action_outreach(self) -> None:
        from infoview_tui.domain.message import next_message

        uid = self.at_hand()
        rows, today = self.journal.open_rows(uid), self.journal.today()
        kind, row = next_message(self.journal.stage_of(uid), rows, today)
        self.post_message(OpenCompose(uid, kind, row))

    @work
    async def action_compose(self) -> None:
        from infoview_tui.screens.compose_menu import what_to_write

        with self.reporting():
            if wanted := await what_to_write(self, self.at_hand()):
                self.post_message(wanted)

    def action_interview(self) -> None:
        uid = self.at_hand()
        ahead = next((h.uid for h in self.journal.interviews_of.of(uid) if h.ahead), "")
        self.post_message(OpenPlan(uid, ahead))

    def action_call(self) -> None:
        """The phone rings: opens the live screen for the talk at hand, or for a new one."""
        uid = self.at_hand()
        with self.reporting():
            self.post_message(OpenLive(self.journal.call_now(uid).uid))

    def _say(self, line: str) -> None:
        self.notify(line)
