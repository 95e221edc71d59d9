"""One whole conversation by keys alone at 80x24, from an imported contact to a kept promise.

The program is quit and started again between any two steps, and after each of them the plain
TinyDB opens the file.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.home import Home
from tests.e2e.terminal import Terminal

FIRST = ("Ada", "Björn", "Chiara", "Dmitri", "Elif", "Farah", "Goran", "Hana", "Ines", "Jun")
LAST = ("Abara", "Bianchi", "Castellanos", "Dvořák", "Eklund", "Fontaine", "Grünwald", "Haddad")
COMPANIES = ("Northwind", "Lumen Labs", "Holm & Søn")
NAME = "Tomás Ibarra"
NOTES = {
    "note": "joined from teaching",
    "insight": "! removing a field doubled sign-ups",
    "advice": "> try it on one form",
    "offer": "< would read my page",
    "promise": "+ send the figures by fri",
    "person": "@ Rosa Lind, analyst at Lumen",
    "resource": "= Growth in Public",
    "quote": '" Nobody mourns a field',
    "gap": "~ I cannot read funnels",
    "lead": "$ opens a seat in march",
    "question": "? who owns a form",
    "personal": "% plays the viola",
}


def test_from_an_imported_contact_to_a_kept_promise(tmp_path: Path) -> None:
    home = Home(tmp_path)
    contacts_are_imported(home)
    a_contact_is_found_added_edited_archived_and_brought_back(home)
    outreach_is_written_sent_and_answered(home)
    an_interview_is_planned_by_a_phrase(home)
    the_sheet_is_filled(home)
    the_talk_is_noted(home)
    the_talk_is_wrapped_up_and_debriefed(home)
    the_queue_is_worked_through(home)
    a_word_is_found_again(home)


def contacts_are_imported(home: Home) -> None:
    export = home.folder / "Connections.csv"
    export.write_text(connections(), encoding="utf-8")
    code, said = home.run("import", str(export))
    assert code == 0
    assert "240 rows, 236 new, 0 known, 4 skipped" in said
    assert said.count("no name") == 3
    assert said.count("duplicate") == 1
    assert len(home.table("contacts")) == 236
    code, said = home.run("import", str(export))
    assert code == 0
    assert "0 new" in said
    assert len(home.table("contacts")) == 236


def a_contact_is_found_added_edited_archived_and_brought_back(home: Home) -> None:
    with home.opened() as terminal:
        terminal.press("\\", "eklund holm")
        terminal.wait_for("10 found")
        terminal.press("enter", "enter")
        terminal.wait_for("https://www.linkedin.com/in/")
        terminal.press("esc", "esc")
        terminal.press("a", f"{NAME}, Growth PM @ Lumen #growth", "enter")
        terminal.wait_for(f"{NAME} added")
    assert home.contact(NAME)["role"] == "Growth PM"

    with home.opened() as terminal:
        choose(terminal)
        terminal.press("e")
        terminal.wait_for("Time zone")
        terminal.press("tab", "tab", "tab", "Energy", "ctrl+s")
        terminal.wait_for("Energy")
    assert home.contact(NAME)["industry"] == "Energy"

    with home.opened() as terminal:
        choose(terminal)
        terminal.press("d")
        terminal.wait_for("archived", gone=False)
        terminal.press("u")
        terminal.wait_for("Undone")
    assert not home.contact(NAME).get("archived")


def outreach_is_written_sent_and_answered(home: Home) -> None:
    with home.opened() as terminal:
        choose(terminal)
        terminal.press("o")
        terminal.wait_for("Hi Tomás,")
        terminal.press("f7")
        terminal.wait_for("opied")
        terminal.press("ctrl+s")
        terminal.wait_for("by which way")
        terminal.press("1")
        terminal.wait_for("contacted")
    (touch,) = home.table("touches")
    assert (touch["kind"], touch["channel"]) == ("outreach", "email")
    assert home.open_rows() == {"try_another", "second_try"}

    with home.opened() as terminal:
        choose(terminal)
        terminal.press("r", "enter")
        terminal.wait_for("replied")
    assert home.open_rows() == set()


def an_interview_is_planned_by_a_phrase(home: Home) -> None:
    with home.opened() as terminal:
        choose(terminal)
        terminal.press("i")
        terminal.wait_for("Plan an interview")
        terminal.press("fri 14:30")
        terminal.wait_for(", 14:30")  # the date that was understood
        terminal.press("tab", "tab", "tab", "https://meet.example/lumen", "tab", "Madrid")
        terminal.wait_for("Madrid")
        terminal.press("ctrl+s")
        terminal.wait_for("Purpose")
    (interview,) = home.table("interviews")
    assert interview["status"] == "scheduled"
    assert "T14:30:00+0" in interview["starts_at"]
    assert interview["timezone"] == "Europe/Madrid"
    assert interview["link"] == "https://meet.example/lumen"
    assert home.open_rows() <= {"confirm"}


def the_sheet_is_filled(home: Home) -> None:
    texts = {
        "purpose": "Learn whether growth is a craft",
        "industry": "Tariffs have become a design problem",
        "company": "Lumen removed one field",
        "person": "A teacher before the first product job",
        "common_ground": "Priya Natarajan",
    }
    with home.opened() as terminal:
        terminal.press("2")
        terminal.wait_for("0/6")
        for text in texts.values():
            terminal.press("tab", text)
        terminal.wait_for(texts["common_ground"])
        terminal.press("esc")
        terminal.wait_for("4/6")
    prep = home.table("interviews")[0]["prep"]
    assert {name: prep[name] for name in texts} == texts

    with home.opened() as terminal:
        terminal.press("2")
        terminal.wait_for("4/6")
        terminal.press("a")
        terminal.wait_for("Cancel")
        for question in ("What did the classroom teach you?", "Which field was it?"):
            terminal.press(question, "enter")
            terminal.wait_for(question)
        terminal.press("esc", "*")
        terminal.wait_for("★ 1/3")
        terminal.press("f")
        terminal.wait_for("spring")
        terminal.press("1")
        terminal.wait_for("◆ 1")
        terminal.press("K", "j", "f")
        terminal.wait_for("spring")
        terminal.press("2")
        terminal.wait_for("◆ 2")
        terminal.press("b")
        terminal.wait_for("PATH AND TURNING POINTS")
        for _ in range(3):
            terminal.press("enter", "down")
        terminal.press("esc")
        terminal.wait_for("5 questions")
    questions = home.table("interviews")[0]["prep"]["questions"]
    assert len(questions) == 5
    assert sum("bank" in question for question in questions) == 3
    assert sum("fact" in question for question in questions) == 2
    assert [question["text"] for question in questions[:2]] == [
        "Which field was it?",
        "What did the classroom teach you?",
    ]
    assert questions[0]["starred"]

    with home.opened() as terminal:
        terminal.press("2")
        terminal.wait_for("5/6")
        terminal.press("tab", "enter")
        terminal.wait_for("✓ What should I have asked")
        terminal.press("esc")
        terminal.wait_for("6/6")


def the_talk_is_noted(home: Home) -> None:
    with home.opened() as terminal:
        terminal.press("3")
        terminal.wait_for("Which field was it?")
        terminal.press("f4")
        terminal.wait_for("1/5")
        for line in NOTES.values():
            terminal.press(line, "enter")
        terminal.press("!", "enter")
        terminal.wait_for("words later")
        terminal.press("tab")
        terminal.wait_for("2/5")
        terminal.press("an unfinished li")
        terminal.wait_for("an unfinished li")
    (interview,) = home.table("interviews")
    assert interview["draft"] == "an unfinished li"
    assert [n.get("kind", "note") for n in interview["notes"]] == [*NOTES, "insight"]
    assert "text" not in interview["notes"][-1]
    assert "asked_at" in interview["prep"]["questions"][0]

    with home.opened() as terminal:
        terminal.press("3")
        terminal.wait_for("an unfinished li")
        terminal.press("ne", "enter")
        terminal.wait_for("an unfinished line")
        terminal.press("up", " that was finished", "enter")
        terminal.wait_for("line that was finished")
    assert (
        home.table("interviews")[0]["notes"][-1]["text"] == "an unfinished line that was finished"
    )


def the_talk_is_wrapped_up_and_debriefed(home: Home) -> None:
    with home.opened(minutes=16) as terminal:
        terminal.press("3")
        terminal.wait_for("wrap up")
        terminal.press("f9")
        terminal.wait_for("MARKS")
        terminal.press("it was the form", "enter", "that he was a teacher first")
        terminal.wait_for("a teacher first")
    (interview,) = home.table("interviews")
    assert interview["status"] == "held"
    assert interview["debrief"]["answers"] == {"surprised": "that he was a teacher first"}
    assert [n["text"] for n in interview["notes"] if n.get("kind") == "insight"] == [
        "removing a field doubled sign-ups",
        "it was the form",
    ]

    with home.opened(minutes=20) as terminal:
        terminal.press("4")
        terminal.wait_for("debrief")
        terminal.press("enter")
        terminal.wait_for("WHAT I THINK")
        terminal.press("f7")
        terminal.wait_for("thank Tomás Ibarra")
        terminal.press("a")
        terminal.wait_for("in the queue 1")
        terminal.press("a")
        terminal.wait_for("Contacts 238")
        terminal.press("t", *["backspace"] * 10, "in 3 days", "enter")
        terminal.wait_for("On which day", gone=True)
        terminal.press("ctrl+s")
        terminal.wait_for("WAITING FOR THEM")
    rosa = home.contact("Rosa Lind")
    assert rosa["introduced_by"] == home.contact(NAME)["uid"]
    assert home.contact(NAME)["personal"] == ["plays the viola"]
    assert {"thank_you", "promise", "outreach", "advice", "resource", "offer", "check_in"} == (
        home.open_rows()
    )
    assert [line["text"] for line in home.table("hypotheses")] == ["I cannot read funnels"]


def the_queue_is_worked_through(home: Home) -> None:
    code, said = home.run("due", minutes=30)
    assert code == 0
    assert "thank-you" in said
    code, said = home.run("due", "--json", "--all", minutes=30)
    assert code == 0
    assert len(json.loads(said)) == 7

    with home.opened(minutes=30) as terminal:
        terminal.press("4")
        terminal.wait_for("thank-you")
        terminal.press("\\", "thank")
        terminal.wait_for("named them", gone=True)
        terminal.press("enter", "c")
        terminal.wait_for("Nobody mourns a field")
        terminal.press("ctrl+s")
        terminal.wait_for("thank-you", gone=True)
        terminal.press("esc")
        terminal.wait_for("THIS WEEK")
    assert "thank_you" not in home.open_rows()
    assert "thank_you" in {touch["kind"] for touch in home.table("touches")}

    with home.opened(minutes=30) as terminal:
        terminal.press("4")
        terminal.wait_for("named them")
        terminal.press("s", "5")
        terminal.wait_for("takes it back")
        terminal.press("d")
        terminal.wait_for("Done.")
        terminal.press("1")
        terminal.wait_for("send the figu", gone=True)
        terminal.press("x")
        terminal.wait_for("named them", gone=True)
    assert {"outreach", "promise"} & home.open_rows() == set()
    states = {row["kind"]: row.get("state") for row in home.table("follow_ups")}
    assert (states["outreach"], states["promise"]) == ("dropped", "done")


def a_word_is_found_again(home: Home) -> None:
    with home.opened() as terminal:
        terminal.press("/", "who owns")
        terminal.wait_for("who owns a form")
        terminal.press("enter")
        terminal.wait_for("joined from teaching")


def choose(terminal: Terminal) -> None:
    """Filters the list of contacts down to the one, whose card opens."""
    terminal.press("\\", "ibarra")
    terminal.wait_for("· 1 found")
    terminal.press("enter")
    terminal.wait_for("Growth PM · Lumen")


def connections() -> str:
    """An export as LinkedIn writes it: 240 rows, 3 without a name, 1 twice."""
    rows = []
    for number in range(236):
        first, last = FIRST[number % 10], f"{LAST[number // 10 % 8]}{'-Ito' * (number // 80)}"
        company = COMPANIES[number % 3]
        url = f"https://www.linkedin.com/in/person-{number}"
        rows.append(f"{first},{last},{url},,{company},Product Manager,0{number % 9 + 1} Sep 2019")
    nameless = [f",,https://www.linkedin.com/in/gone-{n},,,,01 Feb 2021" for n in range(3)]
    return "\n".join(
        [
            "Notes:",
            '"When exporting your connection data, some of the e-mail addresses are missing."',
            "",
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
            *rows[:100],
            rows[99],
            *rows[100:],
            *nameless,
            "",
        ]
    )
