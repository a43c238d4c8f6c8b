"""Special category and like matters (UK GDPR, articles 9 and 10; debt; family trouble) of somebody who can be known.

A condition alone is nobody's: it needs a person beside it in the sentence, by name, by post, by home or by kinship.
"""

from __future__ import annotations

from collections.abc import Iterator

from policy_checks.context import PROSE, after, before, has, header, hits, line, scan
from policy_checks.model import Area, Check, Document, Hit, Level, Policy
from policy_checks.names import find_names

HEALTH = (
    r"(?:(?:has|have|had|having|suffer(?:s|ed|ing)|recover(?:s|ed|ing)|surviv(?:ed|ing)|after|following|since|with|from|of)(?: been)? (?:a |an |his |her |their |another |the )?(?:\w+ ){0,2}"
    r"(?:stroke|heart attack|cancer|tumou?r|leukaemia|lymphoma|dementia|alzheimer'?s|parkinson'?s|epilepsy|depression|anxiety|breakdown|miscarriage|"
    r"overdose|seizures?|diabetes|schizophrenia|bipolar|psychosis|anorexia|ms|multiple sclerosis|motor neurone disease|autism|adhd|aids|hiv|copd|emphysema|hepatitis|long covid|cirrhosis|angina|fits|ptsd)"
    r"|diagnos(?:ed|is)|chemo(?:therapy)?|radiotherapy|dialysis|terminal(?:ly ill)?|hospice care|palliative|mastectomy|colostomy|hysterectomy|amputat\w+|transplant|hip replacement|knee replacement|bypass operation|"
    r"signed off|off sick|on sick leave|sick leave|sick note|long[- ]term sick|in (?:a )?(?:rehab|hospital|intensive care|the children's hospital)|back in (?:the )?(?:\w+ )?hospital|out of hospital|into hospital|sectioned|mental health (?:problems|crisis|ward|team)|self[- ]harm\w*|suicid\w+|"
    r"dementia|alzheimer'?s|epilep(?:sy|tic)|diabetic|autistic|incontinen\w+|registered (?:blind|disabled|deaf)|partially sighted|bedridden|housebound|wheelchair user|pacemaker|fractured|"
    r"alcoholic|drink(?:ing)? problem|addict\w*|in recovery|methadone|antidepressants|medication|chronic (?:pain|fatigue)|nervous breakdown|(?:his|her|their|whose|with (?:a|his|her)) bad (?:heart|back|hip|knees)|"
    r"(?:his|her|whose|their) (?:\w+ )?(?:knees?|heart|hips?|kidneys?|lungs?|cancer|operation|nerves|eyesight|sight|memory|hearing|health|illness|pregnancy|chemo|condition|liver|depression|stroke|surgery|legs?) (?:has|have|had|is|are|was|were|gave|give|giv\w+|failing|fail\w*)|"
    r"who (?:is|has been) (?:very |seriously |gravely )?(?:ill|unwell|poorly)|seriously ill|gravely ill|(?:is|she's|he's) (?:deaf|blind|disabled|pregnant|expecting)|poorly with|ill with|down with|fighting cancer|lost (?:his|her) sight|ivf|"
    r"depression|anxiety disorder|stress|miscarriage|insulin|hiv(?: positive)?|adhd|psychosis|halal|kosher|seeking asylum|learning (?:disability|difficulties)|special needs|asperger'?s|down'?s syndrome)"
)
BELIEF = (
    r"(?:(?:practising|devout|lapsed|converted|convert to|strict|committed|born-again|is an?|being an?|as an?|are|became an?|both) ?(?:a )?(?:muslim|hindu|sikh|jew(?:ish)?|catholic|christian|buddhist|quaker|jehovah's witness\w*|mormon|atheist|baptist|pagan|evangelical|methodist)s?\b|"
    r"keeps (?:kosher|ramadan|the sabbath)|(?:openly |came out as |come out as |is |i'm |being |they're |he's |she's )(?:gay|lesbian|bisexual|transgender|trans|a transsexual)|gender reassignment|transition(?:ing|ed)|same-sex partner|"
    r"(?:trade )?union (?:member|rep|representative|steward|dues)|member of (?:unison|unite|gmb|the nut|neu|aslef|rmt|the union|a (?:trade )?union)|shop steward|(?:with|in|joined|of) (?:her|his|the|their) (?:trade )?union|"
    r"member of (?:the )?(?:labour|conservative|liberal democrat|green|reform|bnp|ukip|communist)\w* party|"
    r"(?:is|of|being) (?:roma|romany|romani|traveller|gypsy|black|asian|polish|somali|pakistani|indian|african|caribbean) (?:heritage|origin|descent|extraction)|asylum seeker|refused asylum|right to remain|visa (?:has )?expired|illegal immigrant)"
)
CRIME = (
    r"(?:convicted|conviction|criminal record|prison|jailed|on bail|on probation|on remand|tagged|community (?:service|payback|order)|suspended sentence|cautioned|cautions? for|arrested|charged with|pleaded guilty|found guilty|"
    r"offender|out on licence|restraining order|drink-?driv\w+|banned from driving|bound over|served (?:time|\w+ (?:months|years))|served a sentence|spent conviction|dbs (?:check )?(?:came back|showed|shows|disclosed)|shoplifting|asbo|electronic tag)"
)
MONEY = (
    r"(?:bankrupt\w*|in arrears|arrears of|county court judgment|ccj|repossess\w+|evict\w+|in debt|debts of|owes? (?:the council )?£|behind with (?:the|his|her|their) (?:rent|mortgage|council tax)|months behind|bailiffs?|iva\b|"
    r"food ?bank (?:parcel|voucher|user)s?|on (?:universal credit|benefits|income support|disability benefit|jobseeker)|housing benefit|free school meals|attendance allowance|claims? (?:pip|benefits?)|can'?t afford|hardship (?:grant|payment|fund)|insolven\w+)"
)
FAMILY = (
    r"(?:divorc(?:e|ed|ing)|separated from|split (?:up|from)|left (?:his wife|her husband|her for|him for)|marriage (?:has )?(?:broken|breakdown|ended|is over)|custody|social services|social worker|in(?:to)? care\b|taken into care|foster(?:ed| care| parents)|child protection|on the at-risk register|"
    r"domestic (?:abuse|violence)|women'?s refuge|refuge|affair with|expecting (?:a baby|her|their|twins)|is pregnant|paternity|adopted (?:sons?|daughters?|child|children|boys?|girls?|twins)|(?:was|were|been) adopted (?:as a|at birth)|estranged|excluded from school|expelled|truan\w+|ehcp|restraining)"
)
CONDITIONS = rf"(?i)\b({HEALTH}|{BELIEF}|{CRIME}|{MONEY}|{FAMILY})\b"
SELF = r"(?i)\b(?:i'm gay|i am gay|i have (?:cancer|hiv|depression)|i'm (?:bipolar|autistic|pregnant|disabled))\b"
POSTS = (
    r"(?i)\b(?:(?:the|our|last|former|previous|assistant|relief|deputy) (?:\w+ )?(?:clerk|caretaker|groundsman|groundsperson|handyman|lengthsman|ranger|warden|cleaner|litter picker|gardener|sexton|verger|lollipop (?:lady|man)|"
    r"head ?teacher|headmistress|headmaster|vicar|rector|treasurer|secretary|postman|postmistress|landlord|landlady|bookkeeper|bookings clerk|chairman|vice-chairman)|parish ranger|groundsman|caretaker|"
    r"(?:tenant|holder|occupier|owner|lady|man|woman|couple|family|boy|girl|widow|gentleman|mother|father|daughter|son|wife|husband)s? (?:of|at|from|in|who lives|living|with) (?:plot |no\.? |number |flat )?[0-9A-Z]|"
    r"mrs?\.? [A-Z]|miss [A-Z]|ms [A-Z]|cllrs?\.? [A-Z]|councillor [A-Z]|(?:the|that|a) (?:boy|girl|man|woman|lad|family|lady|couple|gentleman|child|tenant) (?:who|whose|at|from|with|in|next|opposite|above|below)|(?:groundsman|caretaker|clerk|warden|ranger|handyman|cleaner)'?s (?:absence|sickness|sick)|his (?:wife|mother|son|daughter|brother)|her (?:husband|mother|son|daughter|brother)|the (?:applicant|complainant|appellant|hirer|tenant|grantee|employee)|"
    r"(?:plot|flat|number|no\.) [0-9]+[a-z]?'?s?)\b"
)
NOBODYS = (
    r"(?i)\b(?:support group|awareness|training|course|clinic|charity|society|trust|research|appeal|screening|helpline|policy|if you|anyone|people with|for those|those who|sufferers|patients|leaflet|"
    r"residents with|talk on|funds? for|in aid of|raised for|advice|may be|could be|any person|a person|disqualified|section|volunteers with|drop-in|café|friendly)\b"
)
TRIGGER = CONDITIONS


def find_special(text: str) -> Iterator[tuple[int, int]]:
    """Yield each condition said of somebody who can be known from the same sentence or row."""
    if not has(TRIGGER, text):
        return
    people: list[tuple[int, int]] | None = None
    for found in scan(CONDITIONS, text):
        begin = found.start - len(before(text, found.start))
        end = found.end + len(after(text, found.end))
        around = text[begin:end]
        if people is None:
            people = list(find_names(text))
        named = any(begin - 60 < start < end for start, _ in people)
        if named or (has(POSTS, _row(text, found.start, found.end, around)) and not has(NOBODYS, around)):
            yield found.start, found.end
    for found in scan(SELF, text):
        yield found.start, found.end


def _row(text: str, start: int, end: int, around: str) -> str:
    return line(text, start, end) if header(text, start) else around


def find(document: Document, _policy: Policy) -> Iterator[Hit]:
    """Yield what :func:`find_special` finds in the words that are read."""
    yield from hits(document.plain, find_special)


CHECK = Check(
    id="personal-special",
    area=Area.PERSONAL,
    clause="C09",
    level=Level.REJECT,
    message="This tells of somebody's health, belief, family trouble, debt or record, and who it is can be told.",
    remedy="Take it out, or write it so that nobody can be recognised: “a member sent apologies”.",
    why="These are the most sensitive kinds of personal information (UK GDPR, Articles 9 and 10).",
    find=find,
    kinds=PROSE,
    triggers=(TRIGGER,),
    on=("plain",),
    fails=(
        "The caretaker is ⟦signed off⟧ ⟦with depression⟧ until Easter.",
        "Mrs Tapley is ⟦in arrears⟧ again.",
        "The tenant of plot 9 is ⟦on probation⟧.",
        "| Parish Ranger | ⟦Signed off⟧ until 30 November |",
        "Mr Orme ⟦has had a stroke⟧ and cannot ring.",
    ),
    passes=(
        "Mental health first aid training is on Tuesday.",
        "The dementia café meets in the chapel on Fridays.",
        "Anyone in arrears should speak to the Clerk.",
        "A coffee morning in aid of cancer research raised £84.",
        "The swing frame is fractured and has been taken away.",
        "A person convicted of an offence is disqualified under section 80.",
    ),
)
