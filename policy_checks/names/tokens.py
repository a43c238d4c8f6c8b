"""The reviewed tokeniser: every branch eats a character, nothing nests, so each pattern is linear (a test doubles its input)."""

from __future__ import annotations

import re

UPPER = "".join(chr(c) for c in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if chr(c).isupper())
LOWER = "".join(chr(c) for c in (*range(0x61, 0x250), *range(0x1E00, 0x1F00)) if chr(c).islower())
PARTICLES = (
    "(?:van|von|der|den|de|del|dela|della|di|da|do|dos|du|la|le|el|al|bin|bint|ibn|ap|ab|ferch|ten|ter|af|av|y|st)"
)
# What may follow the first letter of an abbreviated title, and then a full stop; or nothing, after an initial.
SHORT = (
    r"(?:(?<=M)(?:rs?|s|x|aj|iss|essrs)|(?<=D)r|(?<=P)(?:rof|C|CSO|te)|(?<=R)(?:evd?|ev'd)|(?<=S)(?:gt|t|ir)"
    r"|(?<=C)(?:apt|ol|pl|oun|llrs?)|(?<=L)t|(?<=H)on|(?<=G)nr)?\."
)
CAPITAL = rf"[{UPPER}](?:{SHORT}|[\w'’-]*)"
# A run of words with capitals, particles between them; not inside a word, an address or a file's name.
RUN = re.compile(
    rf"[{UPPER}](?<![\w@/'’.-].)(?:{SHORT}|[\w'’-]*)(?:(?: (?:{PARTICLES} ){{0,3}}|(?<=\.)){CAPITAL})*", re.DOTALL
)
PART = re.compile(rf"(?:[{UPPER}]\.)+|[\w'’-]+\.?")
TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|\n|[^\w\s]|_")
SMALL = re.compile(r"[a-zà-ÿ]+(?:['’-][a-zà-ÿ]+)*")
LETTERS = re.compile(r"[^\W\d_]+")
HUMP = re.compile(rf"[{UPPER}][{LOWER}]+")
