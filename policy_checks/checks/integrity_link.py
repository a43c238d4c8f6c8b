"""Links within the website that lead nowhere (clause C17: “be accurate”). reach.py finds these in the built website."""

from __future__ import annotations

from policy_checks.checks.register_entries import nowhere
from policy_checks.model import Area, Check, Level

CHECK = Check(
    id="integrity-link",
    area=Area.INTEGRITY,
    clause="C17",
    level=Level.ADVISE,
    message="This link leads to a page, or to a heading, that is not on this website.",
    remedy="Mend its address. What stands after a # is a heading's own address: open that page, and copy it there.",
    why="Somebody who follows it is told that there is no such page. It stops nothing: a broken link breaks no rule, and an agenda must be up "
    "in time.",
    find=nowhere,
)
