"""What is measured of a sentence: hashed features in families; the same code trains and judges."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from policy_checks.prose.senses import classify

SIZE = 1 << 18  # buckets; features that share one share a weight
FUNCTION = frozenset(
    b"the a an of to in on at by for with from and or but if is are was were be been has have had do does did it its"
    b" this that these those there as so too than then who which what when where how why not no all any some such own"
    b" same other more most very just only even still again yet also both each up out off over into about after before"
    b" until while because since against between through under would could should can will shall may might must let get"
    b" got give given make made take taken put see seen say said tell told ! ? % @".split()
)
NUMBER, NAME, OTHER = b"#", b"^", b"."


def small(words: Sequence[bytes]) -> list[bytes]:
    """Return words in small letters, quotation marks off."""
    return [word.lower().strip(b"'") for word in words]


def symbols(words: Sequence[bytes], low: Sequence[bytes], classes: Sequence[tuple[int, ...]]) -> list[bytes]:
    """Return a symbol for each word: its first class, a function word itself, a number, a name, or nothing known."""
    found = []
    for at, word in enumerate(words):
        if classes[at]:
            found.append(b"%d" % classes[at][0])
        elif low[at] in FUNCTION:
            found.append(low[at])
        else:
            found.append(NUMBER if word[:1] == b"0" else NAME if at and word[:1].isupper() else OTHER)
    return found


def families(words: Sequence[bytes], before: Sequence[bytes], after: Sequence[bytes]) -> dict[str, list[bytes]]:
    """Return the features of a sentence by family; ``before`` and ``after`` are the words of the sentences beside it."""
    low = small(words)
    classes = classify(low)
    sign = symbols(words, low, classes)
    held = sorted({each for group in classes for each in group})
    beside = [sorted({each for group in classify(small(part)) for each in group}) for part in (before, after)]
    stems = [b"%s-" % word[:size] for word in low for size in (4, 6) if len(word) > size]
    stems += [b"-%s" % word[-size:] for word in low for size in (3, 4) if len(word) > size]
    return {
        "w": low,
        "p": [b"%s %s" % pair for pair in pairwise(low)],
        "k": [b"%s %s" % pair for pair in zip(low, low[2:], strict=False)],
        "s": stems,
        "y": sign,
        "z": [b"%s %s" % pair for pair in pairwise(sign)],
        "a": [b"%s %s" % pair for gap in (2, 3, 4) for pair in zip(sign, sign[gap:], strict=False)],
        "t": [b"%s %s %s" % run for run in zip(sign, sign[1:], sign[2:], strict=False)],
        "c": [b"%d" % each for each in held],
        "b": [b"%d %d" % (one, two) for one in held for two in held if one < two],
        "n": small([*before, *after]),
        "r": [b"%d%s" % (each, mark) for mark, part in zip((b"<", b">"), beside, strict=True) for each in part],
        "l": [b"%d" % min(len(words).bit_length() * 2 + (len(words) > 12), 13)],
    }
