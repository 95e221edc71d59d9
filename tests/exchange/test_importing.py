"""A file into a real journal and out of it again."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from infoview_tui.domain.errors import ExportRefused
from infoview_tui.domain.models import Source
from infoview_tui.exchange.exporting import export_journal
from infoview_tui.exchange.importing import Import, carry_out, preview, summary
from infoview_tui.journal.journal import Journal

DATA = Path(__file__).parent / "data"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal.open(tmp_path / "journal.json")
    yield opened
    opened.close()


def connections(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "Connections.csv"
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return path


def import_file(journal: Journal, path: Path, *, take_news: bool = False) -> Import:
    wanted = preview(journal.contacts.all(), path)
    carry_out(journal, wanted, take_news=take_news)
    return wanted


def test_connections_become_236_contacts_and_a_second_run_adds_none(journal: Journal) -> None:
    done = import_file(journal, DATA / "Connections.csv")
    assert len(journal.contacts) == 236
    assert {contact.source for contact in journal.contacts} == {Source.LINKEDIN}
    assert summary(done).split("\n") == [
        "LinkedIn connections: 240 rows, 236 new, 0 known, 4 skipped",
        "skipped:",
        "  row 16: no name (03 Feb 2021)",
        "  row 65: duplicate: same profile as row 64 (Wanjiru Zeller)",
        "  row 102: no name (08 Feb 2021)",
        "  row 185: no name (01 Feb 2021)",
        "kept beside, in `imported`:",
        "  credentials: 7",
    ]
    again = import_file(journal, DATA / "Connections.csv")
    assert len(journal.contacts) == 236
    assert summary(again).startswith("LinkedIn connections: 240 rows, 0 new, 236 known, 4 skipped")


def test_one_undo_takes_a_whole_import_back(journal: Journal) -> None:
    import_file(journal, DATA / "Connections.csv")
    journal.undo()
    assert len(journal.contacts) == 0


def test_a_dry_run_changes_nothing_and_says_what_it_would_do(journal: Journal) -> None:
    done = preview(journal.contacts.all(), DATA / "Connections-2018.csv")
    assert len(journal.contacts) == 0
    assert "29 would be new" in summary(done, dry_run=True)


def test_a_role_that_changed_is_news_and_taken_only_when_asked(
    journal: Journal, tmp_path: Path
) -> None:
    ann = "Ann,Lee,https://www.linkedin.com/in/ann,,Northwind,{},"
    import_file(journal, connections(tmp_path, ann.format("PM")))
    told = import_file(journal, connections(tmp_path, ann.format("CPO")))
    assert "  Ann Lee: role PM -> CPO" in summary(told).split("\n")
    assert [contact.role for contact in journal.contacts] == ["PM"]
    import_file(journal, connections(tmp_path, ann.format("CPO")), take_news=True)
    (contact,) = journal.contacts
    assert (contact.role, contact.past_roles) == ("CPO", ("PM, Northwind",))


def test_a_namesake_is_added_and_said(journal: Journal, tmp_path: Path) -> None:
    import_file(journal, connections(tmp_path, "Ann,Lee,https://www.linkedin.com/in/a,,Atlas,,"))
    second = connections(tmp_path, "Ann,Lee,https://www.linkedin.com/in/b,,Lumen,,")
    said = summary(import_file(journal, second)).split("\n")
    assert said[1:] == ["added beside someone of the same name:", "  row 2: Ann Lee, Lumen"]
    assert len(journal.contacts) == 2


@pytest.mark.parametrize(
    ("form", "first"),
    [
        ("vcard", "infoview.vcf"),
        ("ics", "infoview.ics"),
        ("json", "infoview.json"),
        ("csv", "infoview-csv/contacts.csv"),
        ("markdown", "infoview-notes/People/Yara Eklund.md"),
    ],
)
@pytest.mark.parametrize("redact", [False, True])
def test_every_format_is_written_for_its_owner_only(
    journal: Journal,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    first: str,
    redact: bool,
) -> None:
    monkeypatch.chdir(tmp_path)
    import_file(journal, DATA / "Connections-2018.csv")
    export_journal(journal, form, redact=redact)
    path = tmp_path / (first.replace("Yara Eklund", "Y. E") if redact else first)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    if form != "ics":
        assert ("Yara" in path.read_text(encoding="utf-8")) is not redact


def test_an_export_to_vcard_comes_back_as_known(journal: Journal, tmp_path: Path) -> None:
    import_file(journal, DATA / "Connections.csv")
    export_journal(journal, "vcard", tmp_path / "people.vcf")
    done = import_file(journal, tmp_path / "people.vcf")
    assert (len(done.plan.new), len(done.plan.known), done.plan.changed) == (0, 236, ())


def test_json_holds_every_contact(journal: Journal, tmp_path: Path) -> None:
    import_file(journal, DATA / "Connections.csv")
    export_journal(journal, "json", tmp_path / "all.json")
    document = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert len(document["contacts"]) == 236


def test_an_unknown_format_is_refused(journal: Journal) -> None:
    with pytest.raises(ExportRefused, match="choose one of markdown, vcard, ics, csv, json"):
        export_journal(journal, "xlsx")
