"""Adverts in prose: an offer of goods, services, work or money that is not the council's. Holds.

A sentence is judged when it holds something that only sellers say; it stops when that, with a
price, a contact, a trade or a firm beside it, weighs enough and nothing says that it is public
business.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from policy_checks.context import hits
from policy_checks.cues import Cues, compile_cues, read_families, weighty
from policy_checks.flow import alternatives, read_list
from policy_checks.model import Area, Check, Document, Hit, Level, Policy
from policy_checks.prose.judge import likely

ENOUGH = 3

_MONEY = (
    r"(?:\xa3\s?[0-9][0-9,.]*[km]?|\b[0-9]+p\b|\b(?:[0-9]+|five|ten|fifteen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|hundred|twenty-five)\s+(?:pounds|quid)\b)"
)
WORDS = {
    "MONEY": _MONEY,
    "FIRMWORD": alternatives(read_list("firm_words.txt")),
    "TRADEWORD": alternatives(read_list("trades.txt")),
    "CAP": r"(?-i:[A-Z][\w'&-]*)",
}


@cache
def _cues() -> Cues:
    """Return the cues, made when first asked for."""
    return compile_cues(read_families("commercial_cues.txt"), WORDS)


def find_adverts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences that sell, let, lend, recruit or recommend for somebody's profit."""
    return weighty(_cues(), text, ENOUGH, likely(text)["commercial"])


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield what :func:`find_adverts` finds in the words that are read."""
    yield from hits(document.plain, find_adverts)


CHECK = Check(
    id="commercial-advert",
    area=Area.COMMERCIAL,
    clause="C19",
    level=Level.HOLD,
    message="This reads like an advert, or a recommendation of somebody's business.",
    remedy="Take it out, or tell it as a fact without price, praise or contact. If it is the Council's own business, ask for sign-off.",
    why="The website is not for selling, whoever means well by it. Fees, fêtes, tenders, vacancies and thanks to a sponsor are facts, and pass.",
    find=find,
    on=("plain",),
    fails=(
        "Keys are at the office. ⟦Dale Roofing will come out, no job too small, 07700 900123.⟧",
        "⟦Upright piano, lovely tone, £200 ono, 01632 960555.⟧",
        "Bins at ten. ⟦Carver Plumbing are fully insured and give free quotes, 01632 960777.⟧",
        "⟦Hart and Lowe have genuine buyers waiting, ring 01632 960321.⟧",
        "⟦This page is sponsored by Oakley Homes, builders of distinction.⟧",
        "⟦The Bull is looking for kitchen staff, £12 an hour and a share of tips.⟧",
    ),
    passes=(
        "Hall hire is £14 an hour for residents and £19.50 for others, deposit £100.",
        "Resolved to accept the quotation of £4,310 from Brindle Aggregates for the lay-by.",
        "Plant sale in aid of the hospice, Saturday, tickets £2 on the door, early-bird breakfast £5.",
        "A text promising £500 a week working from home is a scam: do not reply.",
        "Parish Warden, 8 hours a week, £13.05 an hour; ask the Clerk for a form.",
        "An advert of 1911 offers ladies' stays at unbeatable prices.",
    ),
)
