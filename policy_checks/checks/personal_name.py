"""Names of private persons (clauses C09, C41). They hold for a sign-off, they never reject; policy_checks/names finds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from policy_checks.context import PROSE, hits
from policy_checks.model import Area, Check, Document, Hit, Level, Policy
from policy_checks.names import bare_name, emphasised, find_names, find_names_in_address


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield each name of a private person in the words that are read, and in links."""

    def italic(start: int, end: int) -> bool:
        return emphasised(document.text, *document.plain.source(start, end))

    shown = hits(document.plain, partial(find_names, italic=italic))
    for each in (*shown, *hits(document.addresses, find_names_in_address)):
        yield replace(each, words=bare_name(each.words))


CHECK = Check(
    id="personal-name",
    area=Area.PERSONAL,
    clause="C09",
    level=Level.HOLD,
    message="This looks like the name of a private person.",
    remedy="Write “a resident”, or ask for sign-off. Somebody who appears often is entered in registers/people.yml, with the basis for it.",
    why="A name leads to a person. Councillors and others in a public office are named as such; the long dead and what is named after people pass.",
    find=find,
    kinds=PROSE,
    on=("plain", "addresses"),
    excused_by="name",
    fails=(
        "⟦Gillian Threlkeld⟧ asked why the verge had been cut.",
        "If nobody is about, ring ⟦Sheila⟧ for the key.",
        "Letter from ⟦A. J. Penhale⟧ about laurel.",
        "The hirer, a Mrs ⟦Abdirahman⟧, has been reminded.",
        "The caretaker, ⟦Desmond Achebe⟧, has retired.",
        "Next on the list: ⟦DARREN POTTLE⟧ (half plot).",
        "Warm thanks to ⟦jean ollerton⟧ for the teas.",
    ),
    passes=(
        "Proposed by Cllr Mukherjee, seconded by Cllr Rhys-Evans.",
        "Resurfacing: Gladys Aylward Close and Nelson Road.",
        "The bridge is by Thomas Telford.",
        "May is the month for the annual meeting.",
        "Payments: J. T. Braddock & Sons Ltd, grass.",
        "Meet outside the Admiral Rodney at ten.",
        "Storm Arwen took eleven beeches.",
    ),
)
