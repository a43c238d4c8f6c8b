"""Expenditure: whole pence, dates of two kinds, and each fault with its line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks.expenditure import REST, by_month, by_purpose, few, pounds
from policy_checks.expenditure import Fault, Payment, day_of, is_ledger, pence_of, read_ledger

FIRST = "Date,Paid to,Purpose,Amount\n"


@pytest.mark.parametrize(
    ("cell", "pence"),
    [
        ("0", 0),
        ("12", 1200),
        ("12.5", 1250),
        ("£1,234.50", 123450),
        ("-£0.07", -7),
        ("999,999,999.99", 99999999999),
        ("0.29", 29),
    ],
)
def test_an_amount_is_whole_pence(cell: str, pence: int) -> None:
    """Exactly, whatever a float would make of it."""
    assert pence_of(cell) == pence


@pytest.mark.parametrize(
    "cell", ["", "£", "1.234", "1,23", "12,34.00", "1e5", "nan", "(20.00)", "£-5", "1 000", "５", "12.5p", "9" * 40]
)
def test_what_is_no_amount_is_none(cell: str) -> None:
    """And is never guessed at."""
    assert pence_of(cell) is None


@given(st.integers(-(10**11) + 1, 10**11 - 1))
def test_an_amount_is_read_back_as_it_is_shown(pence: int) -> None:
    """With a comma for thousands and two figures of pence."""
    assert pence_of(pounds(pence).replace("−", "-")) == pence


@pytest.mark.parametrize("cell", ["2026-05-04", "04/05/2026", "4/5/2026"])
def test_a_day_is_the_day_first(cell: str) -> None:
    """As a spreadsheet in this country saves it."""
    assert day_of(cell) == date(2026, 5, 4)


@pytest.mark.parametrize("cell", ["", "05/14/2026", "2026-02-30", "4 May 2026", "04/05/26", "20260504", "1926-05-04"])
def test_what_is_no_day_is_none(cell: str) -> None:
    assert day_of(cell) is None


def test_columns_may_stand_in_any_order_and_be_more() -> None:
    """Payments keep their further cells; the total is no payment."""
    ledger = read_ledger("\ufeffAmount, Power ,paid  to,PURPOSE,Date\r\n5,Act,A,B,2026-05-04\r\n\r\n5,,Total,,\r\n")
    assert ledger.payments == [Payment(date(2026, 5, 4), "A", "B", 500, ("Act",))]
    assert (ledger.more, ledger.pence, ledger.closed, ledger.faults) == (("Power",), 500, True, [])


def test_a_line_is_counted_as_an_editor_counts_it() -> None:
    """Where a cell above runs over two lines."""
    ledger = read_ledger(FIRST + '2026-05-04,"A\nB",C,1\n2026-05-05,A,C,x\n2026-05-06,"A,C,1\n')
    assert ledger.faults == [Fault("amount", 4), Fault("quotes", 5)]


def test_a_total_is_not_judged_beside_a_line_that_could_not_be_read() -> None:
    """One mistake is told once."""
    assert read_ledger(FIRST + "2026-05-04,A,C,x\nTotal,,,5\n").faults == [Fault("amount", 2)]


def test_somebody_paid_may_be_called_total() -> None:
    """A line with a date is a payment."""
    assert read_ledger(FIRST + "2026-05-04,Total,Gas,5\nTotal,,,5\n").pence == 500


@pytest.mark.parametrize("text", ["", "\n\n", "Date,Date,Paid to,Purpose,Amount\n", "Datum,Wer,Was,Betrag\n", '"Date'])
def test_a_file_without_its_headings_has_no_payment(text: str) -> None:
    ledger = read_ledger(text)
    assert Fault("headings", 1) in ledger.faults
    assert ledger.payments == []


@given(st.text(alphabet='Total,"\n\r0123456789-/£.é\x0b ', max_size=80))
def test_no_file_is_too_odd_to_be_read(text: str) -> None:
    """Every fault names a line that is there."""
    ledger = read_ledger(FIRST + text)
    assert all(1 <= fault.line <= len((FIRST + text).splitlines()) + 1 for fault in ledger.faults)


def test_which_files_hold_expenditure() -> None:
    assert is_ledger("finance/expenditure-2026-27.csv")
    assert is_ledger("Finance/Expenditure.CSV")
    assert not is_ledger("news/expenditure.csv")


def test_a_chart_holds_few_bars_and_loses_no_money() -> None:
    """Those beyond the eleventh stand as one; the table has them all."""
    rows = "".join(f"2026-05-04,A,Purpose {n:02},{n}\n" for n in range(1, 21))
    ledger = read_ledger(FIRST + rows)
    listed, shown = by_purpose(ledger), few(by_purpose(ledger))
    assert (len(listed), len(shown), shown[-1].name) == (20, 12, REST)
    assert sum(bar.pence for bar in shown) == sum(bar.pence for bar in listed) == ledger.pence


def test_no_payment_makes_no_bar() -> None:
    ledger = read_ledger(FIRST)
    assert by_month(ledger) == by_purpose(ledger) == []
