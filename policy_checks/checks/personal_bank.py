"""Bank details: sort code with account number, IBAN (ISO 13616, mod 97), card number (ISO/IEC 7812, Luhn)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import after, before, has, header, hits, line, scan
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

D = r"(?:[0-9]|zero|oh|one|two|three|four|five|six|seven|eight|nine)"
PAIR = rf"{D} ?{D}"
SORT = rf"(?i)\b({PAIR}(?: ?[-–— /.] ?{PAIR}){{2}}|[0-9]{{6}})\b"
BOTH = r"\b([0-9]{2}-?[0-9]{2}-?[0-9]{2}[ /,]{1,3}(?:then |and )?[0-9]{8})\b"
ACCOUNT = rf"(?i)\b([0-9]{{4}}[ -]?[0-9]{{4}}|[0-9]{{2}}(?:[ -][0-9]{{2}}){{3}}|[0-9]{{3}}[ -][0-9]{{3}}[ -][0-9]{{2}}|[0-9]{{7}}|(?:{D}[ ,]{{0,2}}){{7}}{D})\b"
IBAN = r"(?i)\b([A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]){11,30})\b"
CARD = r"\b([2-9][0-9]{3}(?:[ .-]?[0-9]){9,15})\b"
ROLL = r"(?i)\broll (?:number|no\.?)[\s:]{0,3}([A-Z]?/?[0-9][0-9/ -]{4,14}[0-9])\b"  # a building society's account
CUE = (
    r"(?i)\b(?:sort(?:[ -]?code)?|s/c|a/c|acct?|account|accounts|bank|bacs|barclays|natwest|lloyds|hsbc|santander|"
    r"nationwide|monzo|starling|halifax|co-op bank|building society|transfer|payee|faster payment|direct credit)\b"
)
SORT_CUE = r"(?i)\b(?:sort(?:[ -]?code)?|s/c|s\.c\.)\b"
ACCOUNT_CUE = r"(?i)\b(?:account|a/c|acct?)(?: (?:no|number|num|is))?\.?"
CARD_CUE = r"(?i)\b(?:card|visa|mastercard|amex|american express|maestro|debit|credit|cvv|exp|expiry|pan)\b"
OTHER = r"(?i)\b(?:uprn|mpan|isbn|imei|serial|barcode|tracking|meter|meeting id|uuid|asset)\b"
TRIGGER = (
    r"(?i)\b[0-9]{2}-?[0-9]{2}-?[0-9]{2}[ /,]{1,3}(?:then |and )?[0-9]{8}\b|\b(?:sort|s/c|a/c|account|bank|bacs|natwest|barclays|lloyds|hsbc|monzo|santander)\b"
    r"|\b[2-9][0-9]{3}(?:[ .-]?[0-9]){9,}|\broll n|\b[A-Z]{2}[0-9]{2}[ -]?(?:[A-Z0-9]{4}[ -]?){2}"
)
LENGTHS = {
    "GB": 22,
    "IE": 22,
    "PL": 28,
    "DE": 22,
    "FR": 27,
    "ES": 24,
    "RO": 24,
    "LT": 20,
    "LV": 21,
    "PT": 25,
    "IT": 27,
    "NL": 18,
    "BE": 16,
    "BG": 22,
    "CZ": 24,
    "SK": 24,
    "HU": 28,
    "TR": 26,
    "GR": 27,
    "AT": 20,
    "CH": 21,
}


def find_bank(text: str) -> Iterator[tuple[int, int]]:
    """Yield sort codes and account numbers that stand together or are called so, IBANs, card numbers."""
    if not has(TRIGGER, text):
        return
    yield from _ibans(text)
    yield from _cards(text)
    yield from _accounts(text)
    for found in scan(ROLL, text):
        if has(r"(?i)\bsociety\b", line(text, found.start, found.end)):
            yield found.end - len(found.groups[0]), found.end


def _ibans(text: str) -> Iterator[tuple[int, int]]:
    for found in scan(IBAN, text):
        written = found.groups[0]
        compact = "".join(each for each in written if each.isalnum()).upper()
        length = LENGTHS.get(compact[:2], len(compact))
        cue = has(r"(?i)\biban\b", before(text, found.start, 60) + header(text, found.start))
        if mod97(compact[:length]) or cue:
            yield found.start, _end_of(text, found.start, found.end, length)


def _end_of(text: str, start: int, end: int, length: int) -> int:
    """Return where the first ``length`` letters and digits from ``start`` end."""
    seen = 0
    for at in range(start, end):
        seen += text[at].isalnum()
        if seen == length:
            return at + 1
    return end


def mod97(iban: str) -> bool:
    """Say whether an IBAN's check digits are right (ISO 7064, mod 97-10)."""
    return int("".join(str(int(each, 36)) for each in iban[4:] + iban[:4])) % 97 == 1


def _cards(text: str) -> Iterator[tuple[int, int]]:
    for found in scan(CARD, text):
        digits = "".join(each for each in found.groups[0] if each.isdigit())
        around = line(text, found.start, found.end)
        issued = digits[0] in "3456"
        right = issued and luhn(digits) and (len(digits) == 16 or (digits[:2] in {"34", "37"} and len(digits) == 15))
        called = len(digits) in (15, 16) and has(CARD_CUE if issued else r"(?i)\bcard\b", around)
        if (right or called) and not has(OTHER, before(text, found.start, 60)):
            yield found.start, found.end


def luhn(digits: str) -> bool:
    """Say whether a number's last digit is right (ISO/IEC 7812-1, annex B)."""
    doubled = [int(each) * 2 for each in digits[-2::-2]]
    return (sum(map(int, digits[-1::-2])) + sum(each // 10 + each % 10 for each in doubled)) % 10 == 0


def _accounts(text: str) -> Iterator[tuple[int, int]]:
    for both in scan(BOTH, text):
        yield both.start, both.end
    sorts = [each for each in scan(SORT, text) if _is_sort(text, each.start, each.end)]
    for each in sorts:
        yield each.start, each.end
    for each in scan(ACCOUNT, text):
        near = any(
            -60 <= each.start - sort.end <= 90 and (each.end <= sort.start or each.start >= sort.end) for sort in sorts
        )
        if (near and _number(each.groups[0]) >= 7) or (
            _called_account(text, each.start, each.end) and _number(each.groups[0]) == 8
        ):
            yield each.start, each.end


def _number(written: str) -> int:
    """Return how many digits a number has, in figures or in words."""
    return sum(1 for _ in scan(rf"(?i){D}", written))


def _is_sort(text: str, start: int, end: int) -> bool:
    """Say whether six digits are a sort code: called so, or followed by an account number where a bank is spoken of."""
    near = before(text, start, 40) + " " + header(text, start)
    if has(SORT_CUE, near) or (has(r"\b[0-9]{8}[\s,/]{0,2}\($", near.rstrip(" ")) and has(CUE, line(text, start, end))):
        return True
    followed = has(
        rf"(?i)^[\s,;/|&]{{0,4}}(?:and |account |a/c |acc |number |no\.? |acct |account number |account no\.? ){{0,2}}[:\s]?(?:{ACCOUNT[4:]})",
        after(text, end, 60),
    )
    return followed and has(CUE, line(text, start, end))


def _called_account(text: str, start: int, end: int) -> bool:
    near = before(text, start, 24)
    around = line(text, start, end)
    bank = r"(?i)\b(?:bank|sort|bacs|natwest|barclays|lloyds|hsbc|santander|halifax|monzo|cheque|savings|current)\b"
    column = has(ACCOUNT_CUE + "$", header(text, start))
    return (has(ACCOUNT_CUE + r"(?:, (?:no\.?|number))?[:\s]{0,3}$", near) or column) and has(
        bank, around + header(text, start)
    )


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield what :func:`find_bank` finds in the words that are read."""
    yield from hits(document.plain, find_bank)


CHECK = Check(
    id="personal-bank",
    area=Area.PERSONAL,
    clause="C09",
    level=Level.REJECT,
    message="This looks like the number of a bank account or a payment card.",
    remedy="Take the number out. Give payment details to each payer privately.",
    why="Published account details invite fraud. Account and sort code, IBAN (modulus 97, ISO 13616) and card (Luhn, ISO/IEC 7812) are known by their form and their checksum.",
    find=find,
    triggers=(TRIGGER,),
    on=("plain",),
    fails=(
        "Repay it by BACS to ⟦31860472⟧ (⟦00-99-25⟧), please.",
        "A cheque on her own account, number ⟦70915536⟧, came back unsigned.",
        "The society's roll number ⟦C/60418827-3⟧ goes to the executor.",
        "Pay into sort code ⟦20-44-91⟧, account ⟦73018862⟧.",
        "Refund sent to ⟦GB82 WEST 1234 5698 7654 32⟧.",
        "| Payee | s/c | a/c |\n| Petty cash | ⟦110322⟧ | ⟦00481957⟧ |",
        "Card given over the telephone: ⟦4000 0566 5566 5556⟧.",
        "His bank: ⟦09-01-28 / 55390417⟧ from May.",
        "NatWest, ⟦60 12 08⟧, number ⟦4471 9930⟧.",
    ),
    passes=(
        "The electoral roll number 1234567 was checked.",
        "The clock was wound on 01-11-1899.",
        "Account numbers and sort codes are not published.",
        "Cheque 101846 was cancelled and 101847 issued.",
        "Opening balance 12,884.07; agreed to bank statement sheet 118.",
        "UPRN 100091234567, bank of the river.",
        "Meter account: MPAN ending 4419.",
    ),
)
