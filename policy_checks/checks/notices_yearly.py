"""Documents that the law has the Council publish every year (clause C05). diary.py finds which are not there."""

from __future__ import annotations

from policy_checks.checks.register_entries import nowhere
from policy_checks.model import Area, Check, Level

CHECK = Check(
    id="notices-yearly",
    area=Area.NOTICES,
    clause="C05",
    level=Level.ADVISE,
    message="Not found on this website: {what}, due by {due} ({law}).",
    remedy="On its page, write at the top: “yearly: {name}” and “year: {year}”.",
    why="policy.yml lists under “yearly” what a council of this nation and turnover publishes, by when and under which law. Whether a document is "
    "there is told by the settings of a page or of an entry of its documents, because a file's name says nothing certain.",
    find=nowhere,
)
