"""What the website must say, and how the published policy must read (clauses C04, C20, C51).

notices.py finds these when a whole website is judged; the checks here say what to tell the clerk.
"""

from __future__ import annotations

from policy_checks.checks.register_entries import nowhere
from policy_checks.model import Area, Check, Level

MISSING = Check(
    id="notices-missing",
    area=Area.NOTICES,
    clause="C20",
    level=Level.REJECT,
    message="The website no longer shows something that the policy promises to say here.",
    remedy="Put back the words that policy.yml gives on line {line}; words for every page stand in "
    "overrides/partials/footer.html.",
    why="The policy tells residents what to expect: when e-mail is read, whom to write to, what social media is not for. A new design "
    "or an edit can lose that without anybody noticing.",
    find=nowhere,
)
POLICY = Check(
    id="notices-policy",
    area=Area.NOTICES,
    clause="C51",
    level=Level.REJECT,
    message="The published policy is not known to be the text that the Council adopted.",
    remedy="Put the adopted text back. If this one was adopted, enter date, minute and sha256 in policy.yml, and have the "
    "Chair sign it off.",
    why="The gate enforces the policy that was adopted, so the build says which text that is. Only the Council changes it, by a "
    "resolution, and the Chair signs it (C52).",
    find=nowhere,
)
UNPINNED = Check(
    id="notices-unpinned",
    area=Area.NOTICES,
    clause="C51",
    level=Level.ADVISE,
    message="policy.yml does not say yet which text of the policy the Council adopted.",
    remedy="Enter the date, the minute and the sha256 of the policy's page in policy.yml, and have the Chair sign the page off.",
    why="Until then the page that holds the policy can be altered like any other.",
    find=nowhere,
)
QUOTATION = Check(
    id="notices-quotation",
    area=Area.NOTICES,
    clause="C51",
    level=Level.REJECT,
    message="policy.yml gives words for this clause that do not stand in the published policy.",
    remedy="Copy the clause's words from the policy's page, exactly. If your policy says nothing of the kind, delete the clause here.",
    why="Whoever is stopped is shown the clause. It must be the Council's own words.",
    find=nowhere,
)
CHANNELS = Check(
    id="notices-channels",
    area=Area.NOTICES,
    clause="C04",
    level=Level.REJECT,
    message="policy.yml names a channel that the published policy does not mention.",
    remedy="Take it out of “channels” in policy.yml, or have the Council add it to the policy first.",
    why="“When these changes occur, this Policy will be updated to reflect the new arrangements.”",
    find=nowhere,
)
