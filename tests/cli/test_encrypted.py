"""The command line on an encrypted journal: who is asked for the passphrase, and what is said."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infoview_tui import passphrase
from infoview_tui.journal import encryption
from infoview_tui.journal.conversion import convert
from infoview_tui.journal.disk import Disk
from infoview_tui.journal.journal import Journal
from tests.cli.conftest import CommandLine
from tests.journal import keys

ROOT = Path(__file__).parent.parent.parent


class Person:
    """Somebody at a terminal, with answers ready."""

    def __init__(self) -> None:
        self.answers: Iterator[str] = iter(())
        self.asked: list[str] = []

    def types(self, *answers: str) -> None:
        self.answers = iter(answers)
        self.asked.clear()

    def answer(self, question: str) -> str:
        self.asked.append(question)
        return next(self.answers)


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> Person:
    person = Person()
    for name in (passphrase.GIVEN, passphrase.COMMAND):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(passphrase, "_has_terminal", lambda: True)
    monkeypatch.setattr(getpass, "getpass", person.answer)
    return person


@pytest.fixture
def encrypted(journal_path: Path, person: Person) -> Path:
    """The journal of these tests, encrypted; what names it still says `journal.json`."""
    return convert(journal_path, Disk(), Disk(keys.cipher())).path


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """New keys come without their second of work."""
    monkeypatch.setattr(encryption, "new_cipher", lambda passphrase: keys.cipher())


def test_it_is_found_by_its_old_name_and_asks_once(
    infoview: CommandLine, encrypted: Path, person: Person
) -> None:
    assert infoview("path").out == f"{encrypted}\n"
    person.types(keys.PASSPHRASE)
    assert "Priya Natarajan" in infoview("due").out
    assert person.asked == ["Passphrase of journal.json.age: "]


def test_every_command_works_on_it(infoview: CommandLine, encrypted: Path, person: Person) -> None:
    for words in (
        ("add", "Lena Fischer"),
        ("log", "lena", "call"),
        ("show", "lena"),
        ("find", "article"),
        ("check",),
        ("check", "--repair"),
        ("backup",),
        ("restore",),
        ("export", "json", str(encrypted.parent / "plain.json")),
    ):
        person.types(keys.PASSPHRASE)
        said = infoview(*words)
        assert said.code == 0, said
    assert b"Lena Fischer" in (encrypted.parent / "plain.json").read_bytes()
    (encrypted.parent / "plain.json").unlink()
    for file in encrypted.parent.rglob("journal*"):
        assert file.is_dir() or b"Lena" not in file.read_bytes()


def test_a_wrong_passphrase_is_one_line(
    infoview: CommandLine, encrypted: Path, person: Person
) -> None:
    before = encrypted.read_bytes()
    for words in (("due",), ("add", "Lena"), ("check", "--repair"), ("decrypt",), ("restore",)):
        person.types("wrong horse")
        said = infoview(*words)
        assert (said.code, said.out) == (2, ""), words
        assert said.err.endswith("stays closed: that is not its passphrase\n")
        assert said.err.count("\n") == 1
    assert encrypted.read_bytes() == before


def test_no_passphrase_is_one_line(infoview: CommandLine, encrypted: Path, person: Person) -> None:
    person.types("")
    said = infoview("due")
    assert (said.code, said.err) == (2, "infoview: no passphrase was given; nothing was changed\n")


def test_where_nobody_can_be_asked_the_other_ways_are_named(
    encrypted: Path, journal_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "infoview_tui", "due"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        start_new_session=True,  # without a terminal
        check=False,
    )
    assert done.returncode == 2
    assert "run it in a terminal, or set INFOVIEW_PASSPHRASE_COMMAND" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_environment_may_say_it_and_is_not_handed_on(
    infoview: CommandLine, encrypted: Path, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(passphrase.GIVEN, keys.PASSPHRASE)
    assert infoview("show", "priya").code == 0
    assert passphrase.GIVEN not in os.environ
    assert person.asked == []


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (f"printf '{keys.PASSPHRASE}\\nuser: x\\n'", ""),
        ("false", "INFOVIEW_PASSPHRASE_COMMAND gave no passphrase (exit code 1)"),
        ("true", "INFOVIEW_PASSPHRASE_COMMAND gave no passphrase (exit code 0)"),
        ("no-such-program-here", "INFOVIEW_PASSPHRASE_COMMAND cannot be run"),
        ("printf 'x", "INFOVIEW_PASSPHRASE_COMMAND cannot be run"),
    ],
)
def test_a_command_may_say_it(
    infoview: CommandLine,
    encrypted: Path,
    person: Person,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    told: str,
) -> None:
    monkeypatch.setenv(passphrase.COMMAND, command)
    said = infoview("show", "priya")
    assert said.code == (2 if told else 0)
    assert told in said.err
    assert person.asked == []


@pytest.mark.usefixtures("quick_keys")
def test_encrypt_asks_twice_and_decrypt_once(
    infoview: CommandLine, journal_path: Path, person: Person
) -> None:
    person.types("one", "two")
    said = infoview("encrypt")
    assert said.err == "infoview: the two passphrases differ; nothing was changed\n"
    assert journal_path.exists()
    person.types("one", "one")
    said = infoview("encrypt")
    sealed = journal_path.with_name("journal.json.age")
    assert said.out == f"encrypted {sealed} and 1 backup\n"
    assert not journal_path.exists()
    person.types(keys.PASSPHRASE, "new", "new")  # the old one, then the new one twice
    assert infoview("encrypt").code == 0
    assert len(person.asked) == 3
    person.types(keys.PASSPHRASE)
    said = infoview("decrypt", "--journal", str(sealed))
    assert said.out == f"decrypted {journal_path} and 1 backup\n"
    assert "Priya" in infoview("due").out
    assert infoview("decrypt").err == f"infoview: {journal_path} is not encrypted\n"


def test_a_real_key_opens_by_its_passphrase_and_by_no_other(
    infoview: CommandLine, journal_path: Path, person: Person
) -> None:
    person.types("pässphrase", "pässphrase")
    assert infoview("encrypt").code == 0
    person.types("pässphrase")
    assert infoview("due").code == 0
    lines = journal_path.with_name("journal.json.age").read_bytes().split(b"\n")
    assert lines[7] == b"-----END AGE ENCRYPTED FILE-----"  # where the README cuts it


@pytest.mark.usefixtures("quick_keys")
def test_a_new_journal_is_encrypted_if_its_name_says_so(
    infoview: CommandLine, person: Person, tmp_path: Path
) -> None:
    new = tmp_path / "new.json.age"
    person.types("p", "p")
    assert infoview("--journal", str(new), "add", "Lena Fischer").code == 0
    assert b"Lena" not in new.read_bytes()
    assert len(person.asked) == 2


@pytest.mark.usefixtures("quick_keys")
def test_a_name_that_says_what_is_not_so_is_told(
    infoview: CommandLine, journal_path: Path, person: Person, tmp_path: Path
) -> None:
    wrong = journal_path.rename(tmp_path / "wrong.json.age")
    said = infoview("--journal", str(wrong), "due")
    assert said.code == 2
    assert "is not encrypted, though its name says so: `infoview encrypt` does it" in said.err
    person.types("p", "p")
    assert infoview("--journal", str(wrong), "encrypt").code == 0
    person.types(keys.PASSPHRASE)
    assert infoview("--journal", str(wrong), "due").code == 0


def test_what_age_itself_wrote_is_told_apart(infoview: CommandLine, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.json"
    foreign.write_bytes(b"age-encryption.org/v1\n-> X25519 abc\n")
    said = infoview("--journal", str(foreign), "due")
    assert said.code == 2
    assert "is an age file, but none that infoview wrote" in said.err


def test_a_damaged_journal_is_restored_by_the_key_of_the_backup(
    infoview: CommandLine, encrypted: Path, person: Person
) -> None:
    encrypted.write_bytes(encrypted.read_bytes()[:200])
    said = infoview("due")
    assert "is cut off within its key; `infoview restore` brings back 20" in said.err
    person.types(keys.PASSPHRASE)
    assert infoview("restore").code == 0
    assert person.asked[0].startswith("Passphrase of 20")
    person.types(keys.PASSPHRASE)
    assert infoview("check").code == 0


def test_without_the_package_it_says_how_to_get_it(encrypted: Path, journal_path: Path) -> None:
    hidden = "import sys; sys.modules['pyrage'] = None"
    code = f"{hidden}; from infoview_tui.cli import run; run(['due'])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == (
        "infoview: an encrypted journal needs the package pyrage: pip install 'infoview[age]'\n"
    )


def test_a_plain_twin_that_came_back_is_not_taken_for_the_journal(
    infoview: CommandLine, encrypted: Path, journal_path: Path, person: Person
) -> None:
    person.types(keys.PASSPHRASE)
    copy = convert(
        Path(shutil.copy(encrypted, encrypted.with_name("copy.json.age"))),
        Disk(keys.cipher()),
        Disk(),
    ).path
    copy.rename(journal_path)
    said = infoview("due")
    assert said.code == 2
    assert "journal.json.age both exist" in said.err
    person.types(keys.PASSPHRASE)
    said = infoview("--journal", str(encrypted), "merge", str(journal_path))
    assert "nothing new" in said.out
    journal_path.unlink()
    person.types(keys.PASSPHRASE)
    assert infoview("due").code == 0


def test_a_fault_is_reported_without_the_words_of_the_journal(
    infoview: CommandLine, encrypted: Path, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = encrypted.parent / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(state))

    def fails(self: Journal, name: str) -> None:
        raise KeyError(next(iter(self.contacts)).name)

    monkeypatch.setattr(Journal, "find_contact", fails)
    person.types(keys.PASSPHRASE)
    said = infoview("show", "priya")
    assert (said.code, said.out) == (1, "")
    (report,) = state.rglob("last-fault.log")
    text = report.read_text(encoding="utf-8")
    assert "KeyError" in text
    assert "Priya" not in text + said.err
    assert keys.PASSPHRASE not in text


def test_a_link_to_it_still_leads_to_it(
    infoview: CommandLine, encrypted: Path, person: Person, tmp_path: Path
) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "journal.json")  # which is journal.json.age now
    person.types(keys.PASSPHRASE)
    assert "Priya" in infoview("--journal", str(link), "due").out


def test_an_export_does_not_stand_before_the_encrypted_journal(
    infoview: CommandLine, encrypted: Path, journal_path: Path, person: Person
) -> None:
    person.types(keys.PASSPHRASE)
    said = infoview("export", "json", str(journal_path))
    assert (said.code, said.out) == (2, "")
    assert "that is the journal's own" in said.err
    assert encrypted.exists()
    assert not journal_path.exists()
