"""E-mail that shows many people's addresses to all of them (clause C49). pasted.py finds it in the headings of a pasted e-mail."""

from __future__ import annotations

from policy_checks.checks.register_entries import nowhere
from policy_checks.model import Area, Check, Level

CHECK = Check(
    id="personal-recipients",
    area=Area.PERSONAL,
    clause="C49",
    level=Level.HOLD,
    message="This e-mail shows three or more people's own addresses to everybody who gets it.",
    remedy="Send it only to those who must have it. Put the others in Bcc, and answer the sender alone.",
    why="Whoever is in To or Cc is shown to all others. Addresses of offices and of the Council's own domains do not count. Only a pasted "
    "e-mail has recipients: `policy-checks check - --as email`.",
    find=nowhere,
)
