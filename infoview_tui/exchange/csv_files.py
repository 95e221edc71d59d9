"""CSV for spreadsheets: UTF-8 with a BOM, so that Excel reads it, and no cell a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from infoview_tui.domain.models import Contact, FollowUp, Interview

# A cell that starts so is computed by a spreadsheet, sent by a link in it, or run. The wide forms
# are understood as well where they are typed.
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")


def safe_cell(text: str) -> str:
    """A cell that stays text: an apostrophe in front of what would be a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def contacts_csv(contacts: Sequence[Contact]) -> str:
    """One contact a row; several values of a cell are joined by "; ". Reads back as import."""
    names = {contact.uid: contact.name for contact in contacts}
    header = (
        *("Name", "Role", "Company", "Industry", "E-mail", "Phone", "URL", "Location"),
        *(
            "Time zone",
            "Source",
            "Tie",
            "Introduced by",
            "Tags",
            "Closeness",
            "Connected on",
            "Notes",
            "Archived",
        ),
    )
    rows = (
        (
            *(c.name, c.role, c.company, c.industry, "; ".join(c.emails), "; ".join(c.phones)),
            *(
                c.url,
                c.location,
                c.timezone,
                str(c.source or ""),
                c.tie,
                names.get(c.introduced_by, ""),
            ),
            *("; ".join(c.tags), str(c.closeness or ""), str(c.connected_on or "")),
            *("\n".join(c.personal), "yes" if c.archived else ""),
        )
        for c in contacts
    )
    return _table(header, rows)


def interviews_csv(interviews: Sequence[Interview], contacts: Sequence[Contact]) -> str:
    """One interview a row, its time with its offset."""
    people = {contact.uid: contact for contact in contacts}
    header = ("Name", "Company", "Status", "Starts at", "Minutes", "Medium", "Purpose", "Notes")
    rows = (
        (
            *(_name(people, i.contact), _company(people, i.contact), str(i.status)),
            *(i.starts_at.isoformat() if i.starts_at else "", str(i.minutes), str(i.medium)),
            *(i.prep.purpose, str(len(i.notes))),
        )
        for i in interviews
    )
    return _table(header, rows)


def notes_csv(interviews: Sequence[Interview], contacts: Sequence[Contact]) -> str:
    """One note a row: the insight library for a spreadsheet."""
    people = {contact.uid: contact for contact in contacts}
    header = ("At", "Name", "Company", "Kind", "Text", "Question", "Topic", "State")
    rows = []
    for interview in interviews:
        questions = {question.uid: question for question in interview.prep.questions}
        for note in interview.notes:
            question = questions.get(note.question)
            topic = note.topic or (question.topic if question else "")
            rows.append(
                (
                    *(note.at.isoformat(), _name(people, interview.contact)),
                    *(_company(people, interview.contact), str(note.kind), note.text),
                    *(question.text if question else "", topic, str(note.state or "")),
                )
            )
    return _table(header, rows)


def follow_ups_csv(follow_ups: Sequence[FollowUp], contacts: Sequence[Contact]) -> str:
    """One follow-up a row, with its reason and due date."""
    people = {contact.uid: contact for contact in contacts}
    header = ("Due", "Name", "Company", "Kind", "Reason", "State")
    rows = (
        (
            *(f.due.isoformat(), _name(people, f.contact), _company(people, f.contact)),
            *(str(f.kind), f.reason, str(f.state)),
        )
        for f in follow_ups
    )
    return _table(header, rows)


def csv_folder(
    contacts: Sequence[Contact], interviews: Sequence[Interview], follow_ups: Sequence[FollowUp]
) -> dict[str, str]:
    """File name to text of all four tables."""
    return {
        "contacts.csv": contacts_csv(contacts),
        "interviews.csv": interviews_csv(interviews, contacts),
        "notes.csv": notes_csv(interviews, contacts),
        "follow-ups.csv": follow_ups_csv(follow_ups, contacts),
    }


def _name(people: dict[str, Contact], uid: str) -> str:
    return people[uid].name if uid in people else ""


def _company(people: dict[str, Contact], uid: str) -> str:
    return people[uid].company if uid in people else ""


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return "\ufeff" + buffer.getvalue()
