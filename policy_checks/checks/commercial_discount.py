"""Discount codes, vouchers and coupons: a saving at a trader for those who say a word. Rejects."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import hits
from policy_checks.flow import flow, paragraphs_with, pattern, sentences, trim
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

_SAVING = pattern(
    r"%\s*(?:off|discount|less|cheaper)|\bper\s*cent\s+off|\b(?:half|third|quarter|fifth|tenth)"
    r"[\s-]+(?:price|off)|\b(?:fiver|tenner|pound|pounds)\s+off|\bknock(?:s|ed)?\b[^.]*\boff\b"
    r"|[\xa3][0-9.,]+(?:\s+\w+)?\s+(?:off|cheaper|less|back|discount|reduction)|\b[0-9]+p\s+off"
    r"|\bsav(?:e|es|ing|ings)\b|\bdiscount(?:ed|s)?\b|\bmoney[\s-]off\b|\bcheaper\b"
    r"|\b(?:two|three|2|3|four|4)[\s-]for[\s-](?:one|two|1|2|three|3|the\s+price)|\bBOGOF\b"
    r"|\bfree\s+\w+|\bfor\s+free\b|\bfree\s+with\b|\bfree\s*(?:[.,;!)]|$)|\bno\s+joining\s+fee"
    r"|\bcomes?\s+down\s+to\b|\btakes?\b[^.]*\boff\b|\bgets?\b[^.]*\boff\b|\bspecial\s+(?:rate|price)"
    r"|\breduc(?:ed|tion)\b|\bbonus\b|\bcomplimentary\b|\bon\s+the\s+house\b|\bwaive"
    r"|\bat\s+(?:cost|trade)\b|\btrade\s+price|\bfor\s+(?:nowt|nothing)\b|\bgoes\s+in\s+for\b|\bgets\s+you\b"
    r"|\bgood\s+for\b|\bextra\s+\w+\s+(?:free|thrown)|\bthrow(?:n|s)?\s+in\b|\bhalf\s+a\s+price"
)
_WORD = r"[\"'`*(]*[A-Z][A-Z0-9]*-?[A-Z0-9]*[A-Z][A-Z0-9-]+\b"
_SAY = (
    r"(?i:\b(?:quot(?:e|es|ing)|enter(?:s|ing)?|typ(?:e|es|ing)|use|uses|using|mention(?:ing)?"
    r"|say(?:ing)?|appl(?:y|ying)|ask\s+for|put|with|giv(?:e|ing)|text(?:ing)?))"
)
_CODE = (
    r"(?i:\b(?:discount|promo(?:tion(?:al)?)?|voucher|offer|coupon|community|checkout|special|parish"
    r"|village|members?|loyalty|exclusive|referral|introductory|saver|friends)\s+(?:code|password))"
    r"|(?i:\b(?:code|password|keyword|promo|voucher|coupon)(?:\s+is|\s+of|:|,)?)\s+" + _WORD
)
_TOKEN = (
    _CODE
    + "|"
    + _SAY
    + r"\s+(?i:(?:the\s+|our\s+|this\s+|promo\s+)*(?:code|word|password|offer|ref(?:erence)?)?\s*)"
    + _WORD
    + r"|(?i:\b(?:with|quote|quoting|use|using|enter|type|apply|give|by)\s+"
    r"(?:the|this|our|your|a)\s+"
    r"(?:\w+\s+)?(?:code|password|coupon|voucher)\b)"
)
_SHOWN = (
    r"\b(?:mention(?:ing|s)?|show(?:ing)?|bring(?:ing)?|present(?:ing)?|quot(?:e|ing)|print(?:ing)?"
    r"|flash(?:ing)?|produce|wave|hand(?:ing)?\s+in|hand\s+over|take|say\s+you\s+saw|saw|seen"
    r"|tell\s+(?:them|him|her)|saying)\b"
    r"[^.!?]*\b(?:this|the|our|your)\s+(?:(?:parish|village|council|council's|town|local|web|whole|news)"
    r"\s+)?(?:page|post|web-?site|site|newsletter|leaflet|notice|advert|ad|message|magazine|bulletin"
    r"|flyer|e-?mail|coupon|voucher|article|parish|screen|issue|council)\b"
    r"|\b(?:mention|say|quote|tell|give|name)(?:ing|s)?\b[^.!?]*\bat\s+the\s+(?:till|counter|trade\s+counter|desk"
    r"|checkout|bar)\b|\b(?:keep|show|bring|hand|present|produce)(?:ing|s)?\s+(?:in\s+)?(?:your|the|this)\s+(?:stub"
    r"|receipt|slip|wristband)\b|\b(?:say|mention|quote|give)(?:ing)?\s+\"[^\"]{3,40}\""
    r"|\bcut(?:ting)?\s+out\b[^.!?]*\b(?:coupon|voucher)|\b(?:money-off|discount)\s+(?:coupon|voucher)"
    r"|\bvoucher,?\s+(?:ref|code|no|number)\b|\b(?:coupon|voucher)\b[^.!?]*\b(?:below|above|attached)"
)
_SIGN = pattern(_TOKEN + "|(?i:" + _SHOWN + ")", fold_case=False)
_VETO = pattern(
    r"\bscams?\b|\bfraud|\bbeware\b|\b(?:dress|door|access|entry|sort|bar|QR|cabinet|building|gate"
    r"|highway|post|key)\s+code\b|\bcode\s+of\b|\bhighway\s+code|\bphoto\s*(?:graphic)?\s*(?:ID|identif)"
    r"|\b(?:food|energy|fuel|school|supermarket|gigabit|council|meal|household)\s+vouchers?\b"
    r"|\bleisure\s+card|\bbus\s+pass\b|\bconcession|\bpassport\s+to|\breference\s+[0-9]"
    r"|\b[0-9]{2}/[0-9]{4,5}\b|\bfoodbank\b|\bcounty\s+(?:council|scheme)|\bmeter\b|\bvets?\s+bill"
    r"|\b(?:is|are)\s+not\b|\bdo\s+not\b|\bmust\s+not\b|\bnever\b|\bno\s+(?:discount|vouchers?|codes?)\b"
)


_CODE_ALONE = pattern(_CODE, fold_case=False)


def _whole(raw: bytes, places: list[tuple[int, int]], at: int) -> bytes:
    """Return a sentence, with those beside it when it names a code: the saving may stand there."""
    begin, end = places[at]
    if _CODE_ALONE.search(raw[begin:end]) is None:
        return raw[begin:end]
    return raw[places[max(at - 1, 0)][0] : places[min(at + 1, len(places) - 1)][1]]


def _offers(raw: bytes) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one paragraph that offer a saving."""
    places = sentences(raw)
    for at, (begin, end) in enumerate(places):
        whole = _whole(raw, places, at) if _SIGN.search(raw[begin:end]) else b""
        if _SAVING.search(whole) and _VETO.search(whole) is None:
            yield begin, end


def find_discounts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences that offer a saving to those who show or say something."""
    raw = flow(text)
    if _SAVING.search(raw) is None:
        return
    for offset, piece in paragraphs_with(_SIGN, raw):
        for begin, end in _offers(piece):
            yield trim(piece, begin, end, offset)


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield what :func:`find_discounts` finds in the words that are read."""
    yield from hits(document.plain, find_discounts)


CHECK = Check(
    id="commercial-discount",
    area=Area.COMMERCIAL,
    clause="C19",
    level=Level.REJECT,
    message="This is a seller's discount code or special offer.",
    remedy="Take it out. A firm may be named as a fact, without its offer.",
    why="A discount code is made to bring customers to somebody, and nothing else.",
    find=find,
    on=("plain",),
    fails=(
        "⟦Walkers: 15% off at Hilltop Boots with the code LANES15.⟧ See the map.",
        "⟦Quote HILLFIELD when you fill your tank to save 2p a litre.⟧",
        "Thank you all. ⟦Show this page at the Bun House and your second tea is half price.⟧",
        "⟦Trees at Larch Farm are £5 cheaper if you mention the parish website.⟧",
        "⟦Two-for-one pizzas when you cut out this coupon.⟧",
        "⟦Type TIDY-UP at the checkout and your first skip bag comes down to £9.⟧",
    ),
    passes=(
        "Reply to the planning officer quoting 24/02210 and save a copy.",
        "Show your bus pass to the driver and travel free.",
        "The door code is free from the office; mention your booking.",
        "Food vouchers are given out at the foodbank on Fridays, free of charge.",
        "Entry is free with a programme from the shop.",
        "A text offering 50% off with the code WINNER is a scam: delete it.",
    ),
)
