"""What a file says of its owner, or looks like, against its entry in registers/credits.yml (clauses C08, C26d).

The verdict finds these when it applies the registers (works.py); the checks here say what to tell the clerk.
"""

from __future__ import annotations

from policy_checks.checks.register_entries import nowhere
from policy_checks.model import Area, Check, Level

OWNER = Check(
    id="copyright-owner",
    area=Area.COPYRIGHT,
    clause="C08",
    level=Level.REJECT,
    message="Its entry says that this file is the Council's own; the file itself says that it is somebody else's.",
    remedy="If its owner gave permission or a licence, record that in its entry in registers/credits.yml. Otherwise take the file out.",
    why="Agencies, newspapers and photographers write their name into a picture (EXIF, IPTC, XMP). What a camera or a program "
    "writes there by itself is passed over, and so are the Council's own name and the maker that the entry names.",
    find=nowhere,
)
SAME = Check(
    id="copyright-same-picture",
    area=Area.COPYRIGHT,
    clause="C26d",
    level=Level.HOLD,
    message="This picture looks the same as one that is recorded as somebody else's.",
    remedy="Give it the same right in registers/credits.yml, or take it out. If it is another picture, sign it off.",
    why="A picture stays its maker's when it is made smaller, saved again or given another name. It is compared, by its light and "
    "dark, with every picture that credits.yml records as somebody else's and with those in registers/reference.",
    find=nowhere,
)
SEEN = Check(
    id="copyright-people-seen",
    area=Area.COPYRIGHT,
    clause="C26e",
    level=Level.HOLD,
    message="A face was found in this picture, and its entry does not say that people can be known in it.",
    remedy="Put this line into its entry in registers/credits.yml. If nobody can be known, have it signed off.",
    why="Whoever can be known in a picture has a say in it. This is looked for only where policy.yml has it (files: find_people), by a "
    "program that overlooks some faces and takes some patterns for one.",
    find=nowhere,
)
PEOPLE = Check(
    id="copyright-people",
    area=Area.COPYRIGHT,
    clause="C26e",
    level=Level.ADVISE,
    message="This entry does not say whether people can be known in the picture.",
    remedy="Put this line into it, with what is true. Children need a permission and a date to look again.",
    why="A person who can be known in a picture is personal information. Whoever looks at the picture is the only one who can tell.",
    find=nowhere,
)
