"""Plain accusations of theft, bribery, fraud or lying, said of somebody by name or by post (clauses C15, C26h)."""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import PROSE, has, hits, scan, sentence
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

POST = (
    r"(?:clerk|(?:vice-)?chair(?:man|woman|person)?|treasurer|secretary|vicar|rector|curate|churchwarden|warden|caretaker|groundsman|"
    r"landlord|landlady|manager|contractor|builder|head ?teacher|head|councillors?|mayor|planning officer|developer|organi[sz]er|captain|steward)"
)
WHO = (
    r"(?:(?-i:(?:Cllrs?|Councillors?|Mrs?|Miss|Ms|Mx|Dr|Rev'?d?)\.? \p{Lu}[\pL'’-]+(?: \p{Lu}[\pL'’-]+)?)"
    rf"|(?:our|the|their|your) (?:[\pL'’-]+ )?{POST})"
)
SAID = r"(?:(?:has|have|had|is|was|were|been|being|simply|plainly|clearly|obviously|again|always|quietly|secretly|then) ){0,3}"
PRIZE = r"(?:bribes?|back-?handers?|bungs?|kick-?backs?|brown envelopes?|sweeteners?)"
OWN = r"(?:him|her|them)sel(?:f|ves)"
DEED = (
    rf"(?:(?:took|taken|takes|taking|accept(?:ed|s|ing)?) (?:a |an |the |his |her |another )?{PRIZE}|pocket(?:ed|s|ing) (?:the |our |some of the )?(?:takings|money|cash|funds|difference|rest)|on the take|in the pay of|"
    r"(?:stole|steals|stealing|stolen) (?:from|the (?:money|cash|takings|tools|float|funds)|our|my|their|his|her)|embezzl\w+|defraud\w+|perjur\w+|"
    r"(?:forg|falsif|fiddl|cook|rigg)\w* (?:the|his|her|their|our) (?:books?|accounts?|figures|expenses|hours|claims?|minutes|signatures?|vote|ballot|count|tender|time ?sheets?)|"
    rf"help(?:ed|ing|s) {OWN} to the (?:takings|float|till|funds?|cash|money|tin|box|petty cash)|(?:his|her|their) (?:hands?|fingers) in the till|"
    r"(?:lied|lying|lies) (?:to|about|through))"
)
ACCUSED = rf"(?i)\b({WHO} {SAID}{DEED})"
# Part of every deed, and cheap to look for.
STEM = (
    r"(?i)brib|back-?hand|\bbung|kick-?back|brown envelope|sweetener|\bpocket(?:ed|s|ing)\b|\bon the take\b|\bin the pay of\b|\bst[eo][al][el]|"
    r"embezzl|defraud|perjur|forg|falsif|fiddl|cook|rigg|\bhelp(?:ed|ing|s) (?:him|her|them)sel|in the till|\bl(?:ied|ying|ies) (?:to|about|through)\b"
)
# What was found, denied or long ago, or is a rule or a story, accuses nobody.
LAWFUL = (
    r"(?i)\b(?:alleged\w*|allegations?|accus\w+|den(?:y|ied|ies)|cleared|acquitted|no evidence|never|not|nobody|without|convicted|pleaded|court|tribunal|"
    r"jury|magistrates|inquest|inquiry found|if|anyone|whether|1[0-8][0-9]{2}|play|pantomime|film|novel|story|sketch|act (?:one|two|three))\b|n['’]t\b"
)


def find_allegations(text: str) -> Iterator[tuple[int, int]]:
    """Yield each accusation, who it is of included."""
    for found in scan(ACCUSED, text):
        if not has(LAWFUL, sentence(text, found.start, found.end)):
            yield found.start, found.end


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield what :func:`find_allegations` finds in the words that are read."""
    yield from hits(document.plain, find_allegations)


CHECK = Check(
    id="conduct-allegation",
    area=Area.CONDUCT,
    clause="C26h",
    level=Level.HOLD,
    message="This accuses somebody who can be known of an offence, which could harm a person's reputation.",
    remedy="Take it out. Accusations go to a formal complaint, or to the Police: 101, or 999 in an emergency.",
    why="The policy bars what alleges a breach of the law, whoever is right. What a court or an inquiry found may be reported.",
    find=find,
    triggers=(STEM,),
    on=("plain",),
    kinds=PROSE,
    fails=(
        "⟦Councillor Tapley took a bribe⟧ over the lease.",
        "⟦The treasurer has been helping herself to the float⟧ for years.",
        "They say that ⟦our vice-chairman fiddled his expenses⟧ again.",
    ),
    passes=(
        "Councillor Tapley took a photograph of the lease.",
        "The treasurer was cleared by the court: nobody had helped himself to the float.",
        "The clerk has taken the money to the bank.",
        "In 1832 the vicar stole the money of the poor box.",
        "Mr Punch lied to the policeman in our pantomime.",
    ),
)
