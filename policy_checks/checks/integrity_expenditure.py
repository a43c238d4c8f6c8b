"""A file of expenditure that does not add up, or cannot be shown (clause C17: “be accurate”)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.expenditure import is_ledger, read_ledger
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

FAULTS = {  # what is wrong, and how to put it right
    "headings": (
        "The first line of this file does not name its columns as the website needs them.",
        "Let the first line begin: Date, Paid to, Purpose, Amount. Further columns may follow, each with a name of its own.",
    ),
    "cells": (
        "This line has more or fewer cells than there are headings.",
        "Look at its commas: put quotation marks round a cell that holds one.",
    ),
    "quotes": (
        "From this line on the file cannot be taken apart: a quotation mark stands alone.",
        "Take it out, or save the file from the spreadsheet as CSV again.",
    ),
    "date": ("The date on this line cannot be read.", "Write it as 14/05/2026 or as 2026-05-14."),
    "blank": ("This line does not say who was paid, or what for.", "Fill in both."),
    "amount": (
        "The amount on this line cannot be read.",
        "Write it in figures, such as 1,234.50, with - in front where money came back.",
    ),
    "total": (
        "The total on this line is not the sum of the lines above it.",
        "Add the amounts up again, and mend whichever is wrong.",
    ),
    "after": ("This line stands below the total, so the total does not count it.", "Move the total to the last line."),
}


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield each line of a file of expenditure that is wrong."""
    if not is_ledger(document.page):
        return
    for fault in sorted(read_ledger(document.text).faults, key=lambda each: each.line):
        begin = document.line_starts[min(fault.line, len(document.line_starts)) - 1]
        words = document.text[begin:].splitlines()[:1] or [""]
        message, remedy = FAULTS[fault.kind]
        yield Hit(begin, begin + len(words[0]), f"{fault.kind} {words[0]}", None, message, remedy)


FIRST = "Date,Paid to,Purpose,Amount\n"
LINE = "14/05/2026,Example Grounds Ltd,Grass cutting,120.00\n"

CHECK = Check(
    id="integrity-expenditure",
    area=Area.INTEGRITY,
    clause="C17",
    level=Level.REJECT,
    message="A line of this file of expenditure is wrong.",
    remedy="Mend the line.",
    why="A file docs/finance/expenditure….csv is shown as a table and as charts by month and by purpose. Readers rely on its sums, so each date and "
    "amount must be one, and a total must be the sum of what stands above it.",
    find=find,
    on=("written",),
    kinds=frozenset({"csv"}),
    fails=(
        "⟦Date,Payee,Amount⟧\n",
        "⟦⟧",
        f"{FIRST}⟦14/05/2026,Example Grounds Ltd,Grass,120.00,⟧\n",
        f'{FIRST}{LINE}⟦14/05/2026,"Example Grounds Ltd,Grass,120.00⟧\n',
        f"{FIRST}{LINE}⟦05/14/2026,Example Grounds Ltd,Grass,120.00⟧\n",
        f"{FIRST}⟦14/05/2026,Example Grounds Ltd,,120.00⟧\n{LINE}",
        f"{FIRST}⟦14/05/2026,Example Grounds Ltd,Grass,12O.00⟧\n{LINE}Total,,,240.00\n",
        f"{FIRST}{LINE}{LINE}⟦Total,,,240.01⟧\n",
        f"{FIRST}{LINE}⟦Total,,,about 120⟧\n",
        f"{FIRST}{LINE}Total,,,120.00\n⟦14/05/2026,Example Grounds Ltd,Grass,120.00⟧\n",
    ),
    passes=(
        FIRST,
        f"{FIRST}{LINE}2026-05-15,Example Grounds Ltd,Grass cutting,-£20\n,,Total:,£100.00\n",
        f'\ufeffPower,{FIRST}Highways Act 1980,2026-05-15,"Example Grounds, Ltd",Grass,"1,234.5"\n,,,,\n',
    ),
    example="finance/expenditure-2026-27.csv",
)
