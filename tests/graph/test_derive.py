"""The current state of a measure, by the conventions C1 to C6 of the sample ledger."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.derive import History, State, Stated, caption, due_state, overdue, settled, state
from schema.nodes import Closure, Deadline, StatusReport
from schema.vocabularies import ClosureResult, DeadlineKind, DueBasis, DueState, Precision, SourceKind, Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

JUNE, JULY, AUGUST = date(2024, 6, 30), date(2024, 7, 31), date(2024, 8, 31)


def day(text: str) -> date:
    return date.fromisoformat(text)


def report(status: Status, on: date | None = JUNE, completed: str | None = None, as_of: date | None = None,
           start: int = 0) -> Stated[StatusReport]:  # fmt: skip
    completed_on = day(completed) if completed else None
    node = StatusReport(id=f"s-{status}-{on}-{completed}", status=status, as_of=as_of or on, completed_on=completed_on,
                        phrase="", source=SourceKind.LEDGER)  # fmt: skip
    return Stated(node, on, start)


def deadline(due: str | None, on: date = JUNE, ordinal: int = 1, precision: Precision = Precision.DAY,
             kind: DeadlineKind = DeadlineKind.DATED) -> Stated[Deadline]:  # fmt: skip
    node = Deadline(id=f"d-{due}-{kind}", due_on=day(due) if due else None, precision=precision if due else None,
                    kind=kind, phrase="", ordinal=ordinal)  # fmt: skip
    return Stated(node, on)


def closure(result: ClosureResult, decided: str | None, ordinal: int = 1, on: date = JUNE) -> Stated[Closure]:
    decided_on = day(decided) if decided else None
    return Stated(Closure(id=f"c{ordinal}", result=result, decided_on=decided_on, ordinal=ordinal, phrase=""), on)


CLOSED, REOPENED, KEPT_OPEN = ClosureResult.CLOSED, ClosureResult.REOPENED, ClosureResult.KEPT_OPEN


def test_measure_that_nothing_is_said_of_is_unstated_and_never_overdue():
    nothing = state(History())
    assert nothing == State()
    assert not overdue(nothing, date.max)
    assert due_state(nothing, JUNE) is DueState.NO_DATE


def test_item_due_today_is_not_overdue():
    due = state(History(deadlines=[deadline("2024-03-31")]))
    assert not overdue(due, day("2024-03-31"))
    assert overdue(due, day("2024-04-01"))


def test_revised_deadline_has_a_current_and_an_original_basis():
    revised = state(History(deadlines=[deadline("2024-03-31", ordinal=2), deadline("2023-09-30")]))
    assert (revised.original_due_on, revised.due_on) == (day("2023-09-30"), day("2024-03-31"))
    asked = day("2024-01-01")
    assert not overdue(revised, asked)
    assert overdue(revised, asked, DueBasis.ORIGINAL)


def test_later_source_revises_and_may_go_back_to_the_first_date():
    first, second, back = deadline("2024-03-31"), deadline("2024-06-30", JULY), deadline("2024-03-31", AUGUST)
    assert state(History(deadlines=[second, first])).due_on == day("2024-06-30")
    assert state(History(deadlines=[second, first, back])).due_on == day("2024-03-31")


def test_dates_that_stand_beside_each_other_revise_nothing():
    beside = state(History(deadlines=[deadline("2024-09-30"), deadline("2024-03-31")]))
    assert beside.due_on == beside.original_due_on == day("2024-09-30")


def test_condition_without_a_day_leaves_the_due_day():
    condition = deadline(None, JULY, kind=DeadlineKind.CONDITIONAL)
    assert state(History(deadlines=[deadline("2024-03-31"), condition])).due_on == day("2024-03-31")


def test_deadline_without_end_that_is_stated_last_leaves_no_due_day():
    endless = deadline(None, JULY, kind=DeadlineKind.NO_END)
    latest = state(History(deadlines=[deadline("2024-03-31"), endless]))
    assert (latest.due_on, latest.original_due_on) == (None, day("2024-03-31"))


def test_bare_year_counts_only_when_asked():
    year = state(History(deadlines=[deadline("2023-12-31", precision=Precision.YEAR)]))
    assert not overdue(year, JUNE)
    assert overdue(year, JUNE, include_year_only=True)


def test_status_is_the_one_reported_last_and_a_blank_reports_none():
    history = [report(Status.UNSTATED, AUGUST), report(Status.COMPLETED, JULY), report(Status.IN_PROGRESS, JUNE)]
    latest = state(History(statuses=history))
    assert latest.status is Status.COMPLETED
    assert latest.last_seen_on == AUGUST


def test_of_several_statuses_of_one_source_the_last_counts():
    statuses = [report(Status.COMPLETED, start=20), report(Status.IN_PROGRESS, start=5)]
    assert state(History(statuses=statuses)).status is Status.COMPLETED


def test_completion_without_a_day_is_settled_on_the_day_of_the_source():
    undated = state(History(statuses=[report(Status.COMPLETED)]))
    assert undated.settled_on == (JUNE,)
    assert undated.completed_on is None


def test_reopening_cancels_what_came_before_it_from_its_day_on():
    row_19 = state(
        History(
            statuses=[report(Status.IN_PROGRESS),
                      report(Status.COMPLETED, JUNE, "2023-12-20", as_of=day("2023-12-20"))],
            deadlines=[deadline("2023-12-31")],
            closures=[closure(CLOSED, "2024-01-15"), closure(REOPENED, "2024-04-10", 2)],
        )
    )  # fmt: skip
    assert row_19.status is Status.IN_PROGRESS
    assert row_19.closure is REOPENED
    assert row_19.completed_on is None
    assert not overdue(row_19, day("2024-04-09"))
    assert overdue(row_19, day("2024-04-10"))


def test_item_closed_again_after_reopening_is_settled():
    row_40 = state(
        History(
            statuses=[report(Status.COMPLETED, JUNE, "2024-06-18")], deadlines=[deadline("2024-03-31")],
            closures=[closure(CLOSED, "2024-03-29"), closure(REOPENED, "2024-05-16", 2),
                      closure(CLOSED, "2024-06-25", 3)],
        )
    )  # fmt: skip
    assert [overdue(row_40, day(on)) for on in ("2024-04-01", "2024-05-20", "2024-06-20")] == [False, True, False]
    assert (row_40.closure, row_40.completed_on) == (CLOSED, day("2024-06-18"))


def test_item_kept_open_is_not_closed_but_its_completion_stands():
    row_25 = state(
        History(statuses=[report(Status.COMPLETED, JUNE, "2024-05-25")], closures=[closure(KEPT_OPEN, None)])
    )
    assert (row_25.closure, row_25.settled_on) == (KEPT_OPEN, (day("2024-05-25"),))


@pytest.mark.parametrize(
    ("number", "ordinals", "words", "short"),
    [
        ("10", (2,), "水资源集约节约", "10-② 水资源集约节约"),
        ("10", (2, 1), "①建立 台账", "10-②.1 建立 台账"),
        ("三", (21,), "一二三四五六七八九十一二三四五六七八", "三-(21) 一二三四五六七八九十一二三四五六"),
    ],
)
def test_caption_is_short_and_says_where_the_measure_stands(
    number: str, ordinals: tuple[int, ...], words: str, short: str
):
    assert caption(number, ordinals, words) == short


days = st.dates(min_value=day("2023-01-01"), max_value=day("2023-01-20"))
statuses = st.lists(
    st.builds(
        lambda status, on, completed: report(status, on, completed.isoformat() if completed else None),
        st.sampled_from(Status), days, st.none() | days,
    ), max_size=4,
)  # fmt: skip
deadlines = st.lists(
    st.builds(lambda due, on, ordinal: deadline(due.isoformat(), on, ordinal), days, days, st.integers(1, 2)),
    max_size=3,
)
closures = st.lists(
    st.builds(lambda result, decided: closure(result, decided.isoformat()), st.sampled_from(ClosureResult), days),
    max_size=4,
)
histories = st.builds(lambda s, d, c: History(statuses=s, deadlines=d, closures=c), statuses, deadlines, closures)


@given(histories, st.randoms(use_true_random=False))
def test_order_in_which_a_history_is_read_does_not_matter(history: History, random: Random):
    def shuffled(items: Sequence[Any]) -> list[Any]:
        return random.sample(items, len(items))

    again = History(
        statuses=shuffled(history.statuses), deadlines=shuffled(history.deadlines), closures=shuffled(history.closures)
    )
    assert state(history).settled_on == state(again).settled_on
    assert state(history).due_on == state(again).due_on


@given(histories, days)
def test_overdue_is_due_before_the_day_and_nothing_done_that_stands(history: History, asked: date):
    now = state(history)
    done = [c.node.completed_on or c.node.as_of for c in history.statuses if c.node.status is Status.COMPLETED]
    done += [c.node.decided_on for c in history.closures if c.node.result is CLOSED]
    reopened = [c.node.decided_on for c in history.closures if c.node.result is REOPENED]
    stands = any(d <= asked and not [r for r in reopened if d <= r <= asked] for d in done)
    assert settled(now, asked) == stands
    assert overdue(now, asked) == (now.due_on is not None and now.due_on < asked and not stands)


@given(histories, days)
def test_measure_stays_overdue_until_something_happens(history: History, asked: date):
    now = state(history)
    tomorrow = asked + timedelta(days=1)
    if overdue(now, asked) and tomorrow not in now.settled_on:
        assert overdue(now, tomorrow)
