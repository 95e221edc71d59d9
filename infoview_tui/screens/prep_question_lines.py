"""How questions are drawn: one line in the list, and all that is to be said below it."""

from __future__ import annotations

from infoview_tui.domain.models import Question
from infoview_tui.domain.prep_edit import ranks
from infoview_tui.domain.prep_sheet import GRAVE, Sheet
from infoview_tui.domain.text import counted
from infoview_tui.widgets.columns import Column, Columns, Line

_LONGEST = 1000
STARS = 3  # method: the best three starred
_COLUMNS = Columns(
    Column(1, style="accent"),
    Column(2, align="right", style="muted"),
    Column(16, grow=1),
    Column(8, style="muted", drop=1),
    Column(3, align="right"),
    gap=1,
)


def question_line(sheet: Sheet, question: Question, width: int) -> Line:
    """Star, rank, words, topic; at the margin the signs of a fact (◆) and of a remark (!)."""
    rank = ranks(sheet.prep).get(question.uid)
    below = question.parent and sheet.question(question.parent) is not None
    number = "✓" if question.asked_at else str(rank or "")
    over = (rank or 0) > sheet.budget
    quiet = "muted" if question.skipped or question.asked_at or over else ""
    found = sheet.remarks(question)
    grave = any(remark.id in GRAVE for remark in found)
    signs = [
        ("◆ " if question.fact else "  ", "success"),
        ("!", "warning") if grave else ("·" if found else " ", "muted"),
    ]
    text = _bounded(question.text)
    words = f"↳ {text}" if below else text
    cells = ("★" if question.starred else "", number, (words, quiet), question.topic, signs)
    return _COLUMNS.line(width, cells)


def better_form(sheet: Sheet, question: Question) -> str:
    """What the gravest remark would ask instead; "" if the words are good as they are."""
    remarks = sheet.remarks(question)
    return next((r.better for r in remarks if r.better and r.id in GRAVE), "")


def question_detail(sheet: Sheet, question: Question, key: str) -> tuple[Line, ...]:
    """The whole question, its fact, each remark, and the better form that `key` takes."""
    lines: list[Line] = [[("  ", ""), (_bounded(question.text), "strong")]] if question.text else []
    if question.fact:
        lines.append([("◆ ", "success"), (_bounded(question.fact), "muted")])
    better = better_form(sheet, question)
    for remark in sheet.remarks(question):
        grave = remark.id in GRAVE
        lines.append([("! ", "warning") if grave else ("· ", "muted"),
                      (remark.reason, "" if grave else "muted")])  # fmt: skip
        if remark.better == better and better:
            lines.append([(f"{key} ", "accent"), (better, "accent")])
    return tuple(lines)


def budget_line(sheet: Sheet) -> Line:
    """`8 questions, 20 min: one per 2.5 · ★ 3/3 · ◆ 2`."""
    count = len(ranks(sheet.prep))
    minutes = sheet.interview.minutes
    if not count:
        return [(f"{minutes} min hold {sheet.budget} questions: one per 2.5 min", "muted")]
    each = f"one per {minutes / count:.1f}".removesuffix(".0")
    said = f"{counted(count, 'question')}, {minutes} min: {each}"
    stars = sum(q.starred for q in sheet.prep.questions)
    tied = sum(bool(q.fact.strip()) for q in sheet.prep.questions)
    rest = f" · ★ {stars}/{STARS} · ◆ {tied}"
    return [(said, "warning" if count > sheet.budget else ""), (rest, "muted")]


def _bounded(text: str) -> str:
    """Text as long as anybody reads it here: a pasted page must not slow the keys down."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
