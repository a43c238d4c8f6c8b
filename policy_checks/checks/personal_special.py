"""Special category and like matters (UK GDPR, articles 9 and 10; debt; family trouble) of somebody who can be known.

A condition alone is nobody's: it needs a person beside it in the sentence, by name, by post, by home or by kinship.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from policy_checks.context import PROSE, after, before, has, header, hits, line, scan
from policy_checks.model import Area, Check, Document, Hit, Level, Policy
from policy_checks.names import find_names
from policy_checks.names.lexicon import common, given

ILLNESS = r"(?:stroke|heart attack|cancer|tumou?r|leukaemia|dementia|breakdown|miscarriage|overdose|seizures?|diabetes|anorexia|arthritis|psychosis)"
HEALTH = (
    rf"(?:['’]s? (?:recent |late )?{ILLNESS}|(?:profoundly|registered|going|quite|nearly|stone) (?:deaf|blind)|epileptic|memory clinic|"
    r"(?:days|weeks|months|years) (?:dry|sober|clean)|off her feet|in the (?:royal|infirmary|general) again|debt plan|no longer believes|"
    r"(?:has|have|had|having|suffer(?:s|ed|ing)|recover(?:s|ed|ing)|surviv(?:ed|ing)|after|following|since|with|from|of)(?: been)? (?:a |an |his |her |their |another |the )?(?:\w+ ){0,2}"
    r"(?:stroke|heart attack|cancer|tumou?r|leukaemia|lymphoma|dementia|alzheimer'?s|parkinson'?s|epilepsy|depression|anxiety|breakdown|miscarriage|"
    r"overdose|seizures?|diabetes|schizophrenia|bipolar|psychosis|anorexia|ms|multiple sclerosis|motor neurone disease|autism|adhd|aids|hiv|copd|emphysema|hepatitis|long covid|cirrhosis|angina|fits|ptsd|pneumonia|sepsis|asthma|lupus|arthritis|osteoporosis|crohn'?s|colitis|leuk[a]?emia|a breakdown|postnatal depression|meningitis|tuberculosis|a hernia|gallstones|kidney failure|heart failure)"
    r"|diagnos(?:ed|is)|chemo(?:therapy)?|radiotherapy|dialysis|terminal(?:ly ill)?|hospice care|palliative|mastectomy|colostomy|hysterectomy|amputat\w+|transplant|(?:hip|knee)s? (?:replacement|replaced)|hip operation|heart (?:condition|trouble|problems?|surgery|failure)|stent|maternity leave|treat(?:ed|ment) for (?:\w+ )?(?:cancer|depression|anxiety|addiction|leukaemia|psychosis)|bypass operation|"
    r"signed off|off sick|sickle cell|cystic fibrosis|haemophilia|spina bifida|muscular dystrophy|br(?:oke|oken) (?:his|her|their|a) (?:hip|leg|arm|wrist|ankle|neck|back|collarbone|pelvis)|on sick leave|sick leave|sick note|long[- ]term sick|in (?:a )?(?:rehab|hospital|intensive care|the children's hospital)|back in (?:the )?(?:\w+ )?hospital|out of hospital|into hospital|sectioned(?: under)?|(?:in|admitted to|back in|out of) (?:the )?(?:hospital|hospice|addenbrooke's|icu)|mental health (?:problems|crisis|ward|team)|self[- ]harm\w*|suicid\w+|"
    r"dementia|alzheimer'?s|epilep(?:sy|tic)|diabetic|autistic|incontinen\w+|registered (?:blind|disabled|deaf)|partially sighted|bedridden|housebound|wheelchair user|pacemaker|fractured|"
    r"alcoholic|drink(?:ing)? problem|addict\w*|in recovery|methadone|antidepressants|medication|chronic (?:pain|fatigue)|nervous breakdown|(?:his|her|their|whose|with (?:a|his|her)) bad (?:heart|back|hip|knees)|"
    r"(?:his|her|whose|their) (?:\w+ )?(?:knees?|heart|hips?|kidneys?|lungs?|cancer|operation|nerves|eyesight|sight|memory|hearing|health|illness|pregnancy|chemo|condition|liver|depression|stroke|surgery|legs?) (?:has|have|had|is|are|was|were|gave|give|giv\w+|failing|fail\w*)|"
    r"(?:his|her|their) (?:anxiety|depression|dementia|epilepsy|autism|cancer|diabetes|asthma|arthritis|adhd|addiction|drinking|debts|arrears|divorce|pregnancy|miscarriage|illness|mental health|disability)|who (?:is|has been) (?:very |seriously |gravely )?(?:ill|unwell|poorly)|seriously ill|gravely ill|(?:is|she's|he's) (?:deaf|blind|disabled|pregnant|expecting)|poorly with|ill with|down with|fighting cancer|lost (?:his|her) sight|ivf|cancer|tumou?r|motor neurone|multiple sclerosis|muscular dystrophy|cerebral palsy|"
    r"depression|anxiety disorder|stress|miscarriage|insulin|hiv(?: positive)?|adhd|psychosis|halal|kosher|seeking asylum|learning (?:disability|difficulties)|special needs|asperger'?s|down'?s syndrome)"
)
BELIEF = (
    r"(?:(?:practising|devout|lapsed|converted|convert to|strict|committed|born-again|is an?|being an?|as an?|are|became an?|both) ?(?:a )?(?:muslim|hindu|sikh|jew(?:ish)?|catholic|christian|buddhist|quaker|jehovah's witness\w*|mormon|atheist|baptist|pagan|evangelical|methodist)s?\b|"
    r"(?:keep(?:s|ing)?|observ(?:es|ing)|fasting (?:for|during|in)) (?:kosher|ramadan|the sabbath|lent)|fasting|(?:converted to|conversion to) (?:islam|judaism|catholicism|christianity)|(?:active |keen |paid-up )?member of the union|jehovah'?s witness(?:es)?|(?:openly |c(?:a|o)me out as (?:a )?|coming out as (?:a )?|is |i'm |being |they're |he's |she's )(?:gay|lesbian|bisexual|transgender|trans|a transsexual)|gender reassignment|transition(?:ing|ed)|same-sex partner|c(?:a|o)me out to|his boyfriend|her girlfriend|"
    r"(?:trade )?union (?:member|rep|representative|steward|dues)|member of (?:unison|unite|gmb|the nut|neu|aslef|rmt|the union|a (?:trade )?union)|shop steward|(?:with|in|joined|of) (?:her|his|the|their) (?:trade )?union|"
    r"member of (?:the )?(?:labour|conservative|liberal democrat|green|reform|bnp|ukip|communist)\w* party|"
    r"(?:is|of|being) (?:roma|romany|romani|traveller|gypsy|black|asian|polish|somali|pakistani|indian|african|caribbean) (?:heritage|origin|descent|extraction)|asylum seeker|(?:claim(?:s|ed|ing)?|seek(?:s|ing)?|sought) asylum|asylum claim|visa (?:has |had )?(?:run out|expired|lapsed)|overstayed|refused asylum|right to remain|visa (?:has )?expired|illegal immigrant|(?:a |an )?(?:lifelong|staunch|committed|keen|loyal|card-carrying) (?:green|labour|conservative|tory|liberal|lib dem|reform|socialist|communist)s? ?(?:voter|supporter|member)?|(?:are|is|they're|he's|she's) (?:roma|romany|romani|travellers|gypsies))"
)
CRIME = (
    r"(?:convicted|convictions?|criminal record|prison|jailed|on bail|on probation|on remand|(?:been|was|is|are|were) tagged|community (?:service|payback|order)|suspended sentence|cautioned|cautions? for|serving (?:a sentence|time|(?:\w+ )(?:months|years|weeks))|on the sex offenders'? register|in custody|doing time|arrested|charged with|pleaded guilty|found guilty|"
    r"offender|out on licence|restraining order|drink-?driv\w+|banned from driving|bound over|served (?:time|\w+ (?:months|years))|served a sentence|spent conviction|dbs (?:check )?(?:came back|showed|shows|disclosed)|shoplifting|asbo|electronic tag|(?:on|wearing) (?:a |an |his |her )?tag|bail\b(?: conditions)?)"
)
MONEY = (
    r"(?:bankrupt\w*|in arrears|arrears of|county court judgment|ccj|repossess\w+|evict\w+|in debt|debts of|owes? (?:the council )?£|behind with (?:the|his|her|their) (?:rent|mortgage|council tax)|months behind|bailiffs?|iva\b|"
    r"food ?bank (?:parcel|voucher|user)s?|on (?:universal credit|benefits|income support|disability benefit|jobseeker)|housing benefit|benefits? (?:were|was|have been|has been|are|is) (?:stopped|cut|sanctioned|suspended)|food parcel|debt relief order|free school meals|attendance allowance|claims? (?:pip|benefits?)|can'?t afford|hardship (?:grant|payment|fund)|insolven\w+)"
)
FAMILY = (
    r"(?:ex-(?:wife|husband)|divorc(?:e|ed|ing)|separated from|split(?:ting)? (?:up|from)|left (?:his wife|her husband|her for|him for)|marriage (?:has )?(?:broken|breakdown|ended|is over)|custody|social services|social worker|in(?:to)? care\b|taken into care|foster(?:ed| care| parents)|child protection|on the at-risk register|"
    r"domestic (?:abuse|violence)|women'?s refuge|refuge|affair with|lost (?:the|her|their|a) bab(?:y|ies)|having (?:a baby|twins)|stillborn|moved out (?:on|of the marital)|expecting (?:a baby|her|their|twins)|is pregnant|paternity|adopted (?:sons?|daughters?|child|children|boys?|girls?|twins)|(?:was|were|been) adopted (?:as a|at birth)|(?:he|she|who|son|daughter|brother|sister) (?:was|were|had been) adopted|estranged|excluded from school|expelled|truan\w+|ehcp|restraining)"
)
CONDITIONS = rf"(?i)\b({HEALTH}|{BELIEF}|{CRIME}|{MONEY}|{FAMILY})\b"
SELF = r"(?i)\b(?:i'm gay|i am gay|i have (?:cancer|hiv|depression)|c(?:a|o)me out as (?:a )?(?:gay|lesbian|bisexual|trans\w*)|i'm (?:bipolar|autistic|pregnant|disabled))\b"
POSTS = (
    r"(?i)\b(?:(?:the|our|last|former|previous|assistant|relief|deputy) (?:\w+ )?(?:clerk|caretaker|groundsman|groundsperson|handyman|lengthsman|ranger|warden|cleaner|litter picker|gardener|sexton|verger|lollipop (?:lady|man)|"
    r"head ?teacher|headmistress|headmaster|vicar|rector|treasurer|secretary|postman|postmistress|landlord|landlady|bookkeeper|bookings clerk|chairman|vice-chairman)|parish ranger|groundsman|caretaker|"
    r"(?:tenant|holder|occupier|owner|lady|man|woman|couple|family|boy|girl|widow|gentleman|mother|father|daughter|son|wife|husband)s? (?:of|at|from|in|who lives|living|with) (?:plot |no\.? |number |flat )?[0-9A-Z]|"
    r"mrs?\.? [A-Z]|miss [A-Z]|ms [A-Z]|cllrs?\.? [A-Z]|councillor [A-Z]|(?:the|that|a) (?:\w+ )?(?:boy|girl|man|woman|lad|family|lady|couple|gentleman|child|tenant|widow|widower|mother|father|household) (?:who|whose|at|from|with|in|next|opposite|above|below|there|excluded|raising)|(?:groundsman|caretaker|clerk|warden|ranger|handyman|cleaner)'?s (?:absence|sickness|sick)|his (?:wife|mother|son|daughter|brother)|her (?:husband|mother|son|daughter|brother)|the (?:corner|end|last|first|big|white|old) house|the (?:applicant|complainant|appellant|hirer|tenant|grantee|employee)|"
    r"(?:plot|flat|number|no\.) [0-9]+[a-z]?'?s?)\b"
)
# Posts that one known person holds: "the bar steward", "our youth worker", "volunteer driver 3".
ROLE = (
    r"(?:steward(?:ess)?|officer|rfo|driver|worker|leader|teacher|coach|helper|organi[sz]er|manager|director|trustee|governor|organist|"
    r"\w+keeper|bell-?ringer|conductor|captain|coordinator|supervisor|contractor|apprentice|trainee|volunteer|publican|barman|barmaid|cook|"
    r"butcher|baker|farmer|shopkeeper|sub-?postmaster|curate|churchwarden|nurse|dinner lady|tea lady|lengthsman|keyholder|scout ?master|"
    r"brown owl|akela|president|chair|chairwoman|chairman|headmistress|caretaker|groundsman|warden|clerk|secretary|treasurer|applicants?)"
)
HOLDER = (
    rf"(?i)\b(?:the|our|their|your|his|her|one of (?:the|our)) (?:[\pL\pN'’-]+ ){{0,3}}{ROLE}\b"
    rf"|\b(?:volunteer|applicant|{ROLE}) (?:no\.? ?)?[0-9]\b|\b(?:my|his|her|their) (?:late )?(?:husband|wife|partner|son|daughter|brother|sister|mother|father|mum|dad|nan|gran|grandson|granddaughter)\b"
)
TITLED = r"\b(?:Mrs?|Miss|Ms|Mx|Dr|Cllrs?|Councillor|Coun|Rev'?d?|Fr|PC|PCSO|Sgt|Sir|Dame|Lady)\.? \p{Lu}|\b\p{Lu}\. ?\p{Lu}\.(?:\W|$)"
HOUSEHOLD = r"\b[Tt]he \p{Lu}[\p{Ll}'’-]+s (?:are|have|were|had|do|say|have been)\b"
SPOKEN = (
    r"(?i)\b(?:report\w*|explain\w*|ask(?:ed|s)|told|sa(?:id|ys)|noted|spoke|speaks?|talk\w*|wrote|writes|discuss\w*|advis\w+|present\w*|"
    r"attend\w*|receiv\w+|circulat\w+|updat\w+|organis\w+|run(?:s|ning)?|host\w*|lead(?:s|ing)?|thank\w*|welcom\w+|support\w*|rais\w+)\b"
)
# Of a whole class, so of nobody: "all who are in hospital", "two owners had been cautioned".
CLASS = r"(?i)\b(?:all|those|anyone|anybody|people|everyone|somebody|someone|nobody|persons?|men|women|owners|youths|some|many|several|patients|children|families)\b[^.;]{0,40}$"
# The same, said hard by: "one arrested".
FEW = r"(?i)\b(?:one|two|three|four|five|nobody|anyone|someone|people|those|all who)\b[^.;]{0,14}$"
# What is named after a condition: a ward, a charity, an evening about it.
NAMED_AFTER = r"(?i)^-(?:era|friendly|related|aware|free)\b|^['’]?s? ?(?:wards?|wings?|units?|clinics?|caf[eé]s?|groups?|friendly|awareness|nurses?|charit\w+|research|support|services?|homes?|week|month|day|training|shops?|trust|society|office|rules|cases|chaplain\w*|visit\w*|officers?|figures|policy|changes|victims?)\b"
OWN = r"(?i)^(?:his|her|their)\b"
SAID_OF = r"(?i)\b(?:is|are|was|were|been|has|have|had|being|who|whose|as|he|she|they|his|her|their)\b|['’]s\b"
CASED = r"(?:['’]s|\bwith|\bhas|\bhad|\bof|\bfrom|\bher|\bhis) (MS|MND|PTSD|ADHD|HIV|ME|COPD)\b"
NOBODYS = (
    r"(?i)\b(?:support group|awareness|training|course|clinic|charity|society|trust|research|appeal|screening|helpline|policy|if you|anyone|people with|for those|those who|sufferers|patients|leaflet|"
    r"residents with|talk on|funds? for|in aid of|raised for|advice|may be|could be|any person|a person|disqualified|section|volunteers with|drop-in|café|friendly|may (?:ask|apply|claim)|can (?:ask|apply|claim)|(?:is|are) entitled|eligible)\b"
)
PRONOUN = r"(?i)\b(?:who|he|she|his|her)\b"  # "Nick, who drives the gritter"
NAMESAKES = frozenset({"st", "saint", "storm", "king", "queen", "princess", "prince", "lady", "sir", "the"})
TRIGGER = rf"{CONDITIONS}|{CASED}"


def find_special(text: str) -> Iterator[tuple[int, int]]:
    """Yield each condition said of somebody who can be known from the same sentence or row."""
    if not has(TRIGGER, text):
        return
    people: list[int] | None = None
    for start, end in _conditions(text):
        begin, finish = start - len(before(text, start)), end + len(after(text, end))
        around = text[begin:finish]
        if people is None:
            people = sorted(at for at, _ in find_names(text))
        if has(NAMED_AFTER, text[end : end + 20]):
            continue
        named = _any_within(people, begin - 60, finish) and not has(FEW, text[begin:start])
        if named or (_is_somebody(text, start, end, around) and not has(NOBODYS, around)):
            yield start, end
    for found in scan(SELF, text):
        yield found.start, found.end


def _any_within(places: list[int], begin: int, finish: int) -> bool:
    """Say whether one of these sorted places lies between two others, which do not count."""
    at = bisect_right(places, begin)
    return at < len(places) and places[at] < finish


def _conditions(text: str) -> Iterator[tuple[int, int]]:
    for found in scan(CONDITIONS, text):
        yield found.start, found.end
    for found in scan(CASED, text):
        yield found.end - len(found.groups[0]), found.end


def _is_somebody(text: str, start: int, end: int, around: str) -> bool:
    """Say whether a sentence or row speaks of somebody known: by post, home or kin; by a first name alone."""
    lead = before(text, start)
    own = has(OWN, text[start:end])  # "her anxiety"
    if not own and (has(CLASS, lead) or _is_only_talk(lead, text[start:end])):
        return False
    by_post = has(POSTS, _row(text, start, end, around)) or has(HOUSEHOLD, around)
    return by_post or has(HOLDER, lead) or has(TITLED, lead) or _first_name(lead)


def _is_only_talk(lead: str, condition: str) -> bool:
    """Say whether the words before a condition say that it is spoken of, and not that somebody has it."""
    ends = [found.end for found in scan(SPOKEN, lead)]
    return bool(ends) and not has(SAID_OF, lead[ends[-1] :] + condition)


def _first_name(lead: str) -> bool:
    """Say whether a given name stands alone in the words before a condition, as nobody's church, street or storm."""
    words_of = lead.replace("’", "'").split()
    for at, word in enumerate(words_of):
        name = word.strip(".,;:()\"“”'").removesuffix("'s").removesuffix("’s")
        follows = words_of[at + 1][:1] if at + 1 < len(words_of) else ""
        leads = words_of[at - 1].strip(".").casefold() if at else ""
        likely = _is_given(name.casefold()) or (not at and name.casefold() in given() and has(PRONOUN, lead))
        if name[:1].isupper() and not follows.isupper() and leads not in NAMESAKES and likely:
            return True
    return False


def _is_given(name: str) -> bool:
    return name in given() and name not in common()


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
