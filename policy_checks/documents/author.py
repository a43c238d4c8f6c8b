"""Whose name stands in the properties of a file: a person's, or that of an office, a body or a program."""

from __future__ import annotations

from policy_checks.reading import pattern

NOBODY = (
    r"(?i)\b(?:council\w*|parish|town|village|clerk\w*|chair\w*|offices?|officers?|admin\w*|users?|owner|default|unknown|authors?|"
    r"anonymous|company|ltd|limited|plc|llp|county|district|borough|city|government|gov|departments?|dept|teams?|services?|groups?|committee|"
    r"society|trust|association|assoc|school|church|college|university|agency|authority|nhs|police|survey|microsoft|windows|adobe|acrobat|google|"
    r"canva|libreoffice|openoffice|apple|quartz|word|excel|python\w*|openpyxl|xlsx\w*|docx|reportlab|pdf\w*|printer|scan\w*|xerox|canon|ricoh|konica|"
    r"kyocera|hp|epson|brother|sharp|toshiba|www|https?|pc|laptop|desktop|guest|test|planning|surveyors?|solicitors?|architects?|consult\w*|"
    r"editor|webmaster|secretary|treasurer|reception|hall|partners(?:hip)?|engineers?|design|studio|media|press|publish\w*|software|systems?|the)\b"
    r"|clerk|council|parish|office|admin|^steve canny$"  # he made the pattern that a program for slides begins with
)
SHORT = 8  # letters of an abbreviation in capitals


def personal(name: str) -> bool:
    """Say whether a name that a file gives as its author is a person's, rather than a body's, a role's or a program's."""
    words = name.strip()
    if sum(map(str.isalpha, words)) < 2 or pattern(NOBODY).search(words.encode("utf-8", "replace")):
        return False
    return not (words.isupper() and len(words) <= SHORT and " " not in words)
