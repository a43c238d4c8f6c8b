"""Patterns of what stands right before and right after a name: each side is one RE2 set, so it is read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import re2

from policy_checks.data import words
from policy_checks.reading import re2_options

ANIMAL = "(?:" + "|".join(sorted(words("names_animals"))) + ")"
OFFICE = (
    r"(?:Returning Officer|Deputy Returning Officer|Monitoring Officer|Chief Executive|Proper Officer|Electoral Registration Officer"
    r"|(?:Parish |Town |Deputy |Acting |Locum |Assistant )?Clerk|RFO|Responsible Financial Officer|Member of Parliament|Lord[- ]Lieutenant"
    r"|High Sheriff|Police and Crime Commissioner|Chief Constable|Coroner|(?:County|District|Borough|City|Town|Parish|Ward) (?:Councillor|Member)"
    r"|Cllr|Councillor|Mayor|Mayoress|Chair(?:man)? of the (?:Parish )?Council"
    r"|Leader of (?:the )?(?:District |County |Borough )?Council|Rector|Vicar|Priest-in-Charge|Archdeacon|Bishop|(?:Planning )?Inspector"
    r"|Ombudsman|Head ?[Tt]eacher|Senedd Member|Minister)"
)
COURTESY = r"(?: (?:Mrs?|Ms|Miss|Dr|Sir|Dame|the|Revd?|Canon|Rt|Hon|DCC|QPM)\.?)*"
CAPITAL = r"\p{Lu}[\pL'’-]+"
GIVERS = (
    "letter|email|e-mail|complaint|request|representation|card|report|donation|statement|comment|message|note|gift|objection|apology"
    "|photo[a-z]*|picture|drawing|painting|poem|words?|plaque|winner|won|led|run|written|taken|made|signed|owned|lent|given|paid|reported"
    "|raised|proposed|seconded|organised|judged|supplied|submitted|applicant|played|grown|cooked|collected|found|donated|drawn|prepared|hosted"
)
KIN = (
    "mum|dad|mother|father|wife|husband|sons?|daughters?|brothers?|sisters?|nephews?|nieces?|grandsons?|granddaughters?|grandchildren|widow"
    "|partner|friends?|neighbours?|lad|girl|boy"
)
# Before a name; each ends where the name, or its title, begins. What is "public" needs no entry.
BEFORE = {
    "public:statue": r"\b(?:[Ss]tatues?|[Mm]urals?|[Bb]usts?|[Pp]ortraits?) (?:of|to) (?:\pL+ )?$",
    "public:vessel": r"\b(?:tug|butty|narrowboat|lifeboat|trawler|schooner|ketch|steamer|ship|yacht|smack|barge|locomotive|engine|tractor|roller|gritter|mower) [*_“\"‘']{0,2}$",
    "public:eggs": r"\b[Ee]ggs $",
    "public:twin": r"\b[Tt]win towns? (?:is|are|of) (?:[^ ]+[, ]+){0,6}$|(?i:mayor|président|bürgermeister), (?:(?:Mme|M\.|Mons\.|Herr|Frau|Sr\.?|Signora?) ?)?$",
    "public:place": r"(?:Ysgol|Capel|Neuadd|Ffordd|Stryd|Heol|Maes|Wheal|Monte|San|Santa|Saint|Sainte|Sankt|Mount|Mt|Rue|Via) (?:\pL+ )?$",
    "public:animal": rf"\b(?i:{ANIMAL}|scarecrow)s?,? (?:(?i:called|named)|with) [“\"‘']?$",
    "public:office": rf"\b(?:{OFFICE}[,:](?: the)?|(?:Mayor|Bishop|Dean|Leader|Minister|Secretary of State|Archdeacon|Lord-Lieutenant|High Sheriff) (?:of|for) [^,.\n]{{3,40}},?|(?:Minister|Secretary of State|Leader|Director) (?:for|of) [^,.\n]{{3,50}},|MP|Minister|Secretary of State|Commissioner|Sheriff|Senedd Member for the area|Storm|Hurricane|HMS|SS|St|Saint|Rt Hon|Lord|Lady|Baroness|King|Queen|Prince|Princess|Councillor|councillors?|Cllrs?|Councillors)\.?,?{COURTESY} $",
    "public:rank": r"L/Cpl $",
    "public:case": r"\b[vV]\.? $",
    "chair": r"\b(?:Vice-)?Chair(?:man)?,? $",
    "deputy": r"\b(?:assistant|deputy) to the [^.\n]{3,40}, $",
    "cue": (
        r"(?i)\b(?:thanks?(?: go(?:es)?)? (?:\pL+ )?to|thanked|congratulat\pL+(?: to)?|ring|phone|call|text|contact|e?-?mail|speak to|talk to|word with|see|tell|ask"
        rf"|(?:{GIVERS}) (?:from|by|of|to)|(?:{KIN})(?: (?:to|of(?: the late)?|called|named))?,?|the late|née|nee|try|leaves|survived by|belongs? to"
        r"|awarded ?to[\":]*|out to|pictured:?|on behalf of|in memory of|names?:?|named|called|yours [a-z]+,?\s*|sincerely,?\s*|signed:?|owed by|among them"
        r"|namely|welcome to|goodbye to|farewell to|welcome back|behalf of)\s*[(:]?\s*$"
    ),
    "giver": rf"(?i)\b(?:{GIVERS}) (?:from|by)(?: the late)? $",
    "kin": rf"(?i)\b(?:{KIN})(?: (?:to|of|called|named))?,? $",
    "role": r"(?i)\b(?:"
    + "|".join(sorted(words("names_roles")))
    + r")(?: [\pL'-]+){0,4}[,:]? (?:is |was |are |will be |now |remains )?(?:now )?$",
    "name is": r"(?i)\bnames? (?:is|was|of) $",
    "by the": r"(?i)\b(?:by|designer|architect|author|novelist|artist|composer|painter|poet|playwright) $",
    "the adjective": r"(?i)\b(?:old|young|little|big|dear|poor|lucky|our|your|my|his|her|their|lovely|good|late|the two|both) $",
}
# After a name, a possessive left out.
AFTER = {
    "public:animal": rf"^,? (?:the|a|an|our|her|his|their|my)(?: [\pL'-]+){{0,3}} {ANIMAL}\b",
    "public:law": r"^['’]s (?:[Ll]aw|Rule|[Dd]isease|[Ss]yndrome|[Pp]alsy|[Tt]est|[Pp]rinciples?|Act|Protocol|[Cc]omet|mustard|hornbeam|swans?|bats?)\b",
    "public:firm": rf"^(?:,? \((?:Contractors|Builders|Holdings|UK|Services|{CAPITAL})\) (?:Ltd|Limited|plc|LLP)\b|\s?(?:&|and) (?:Sons?|Daughters?|Co|Partners|Bros|Brothers)\b|,? (?:Ltd|Limited|LLP|plc|PLC|Inc)\b)",
    "public:incumbent": r"^,? (?:(?:our |the |your )?(?:new )?parish priest|(?:will be|was|is to be) (?:installed|licensed|inducted|instituted))\b",
    "public:thing": r"^(?:(?: \([0-9]+\))?[,.]? (?:[Pp]rotocol|[Cc]ompeten[a-z]+|[Gg]ambit|[Dd]efence|[Mm]emorial)\b| (?:buns?|knife|knives|keys?|screwdrivers?|wrench|sponge|cakes?|biscuits?|pie|waltz|tartan|terriers?|rose|roses|apples?|plums?|trophy|cup|shield|award|memorial|medal|room|hall|trust|bursary|lecture|stadium|window|recipe|annuals?|impersonator|lookalike|look-alike|biopic|novels?|mysteries|sonata|concerto|symphony)\b)",
    "public:clerk": r"^\s*\n(?:Parish |Town )?Clerk (?:to|and|of)\b",
    "public:office": rf"^,? ?\(?(?:the |our |your )?(?:{OFFICE}|MP|MSP|MS|MEP|AM|VC|MC|DSO|Bt)\b",
    "chair after": r"^,? ?\(?(?:the |our )?(?:Vice-)?Chair(?:man)?\b",
    "office acts": rf"^,? ?\(?(?:the |our |your )?{OFFICE} (?:said|had|has|asked|told|replied|thanked)\b",
    "public:reference": r"^[/-][0-9]|^/[A-Z0-9]{2,}/",
    "public:elect": r"^[^.\n]{0,60}\b(?:declaration of acceptance of office|co-opted (?:on )?to the (?:Parish |Town )?Council|as a (?:parish |town )?councillor)",
    "public:case": r"^\)? v\.? [A-Z]",
    "public:life": r"^[,(]? ?\(?(?:c\.|d\.|b\.)? ?(?:1[0-8][0-9][0-9]|19[0-3][0-9]) ?[–—-]",
    "public:numeral": r"^ [IVX]+\b",
    "contact": r"^['’s]{0,2}[^\n.;]{0,22}?(?:\b0[0-9]{3,4}[ -]?[0-9]{3}|\+44|[a-zA-Z0-9_.]+@[a-zA-Z0-9])",
    "year": r"^\s*\(?(?:c\.? ?)?1[0-9][0-9][0-9]",
    "age": r"^,? ?\(?(?:aged |age )?[1-9][0-9]?(?:\)|,| and|\.|$)",
    "owner": r"^['’]s? \p{Lu}",
    "couple": rf"^ ?(?:and|&|\+) {CAPITAL} {CAPITAL}",
    "given after": r"^(?:,| ) ?\p{Lu}(?:[\pL'’-]+|\.?)(?:$|\s*[|\n;)–-])",
    "of a place": r"^ (?:of|from|at) (?:the |plot |number |no\.? |Plot )?(?:\p{Lu}|[0-9])",
    "who": r"^,? (?:who|whose|aged)\b",
}


class Side:
    """The patterns of one side, compiled together."""

    def __init__(self, named: Mapping[str, str]) -> None:
        self.names = tuple(named)
        self.set = re2.Set.SearchSet(re2_options())
        for source in (*named.values(), ""):  # the empty one always matches: a set that finds nothing is broken
            self.set.Add(source)
        self.set.Compile()

    def match(self, text: str) -> list[str]:
        """Return the names of the patterns that occur in a text; raise TypeError when the set cannot tell."""
        found: list[int] = self.set.Match(text.encode("utf-8", "surrogatepass"))
        return [self.names[at] for at in found if at < len(self.names)]


@cache
def before() -> Side:
    """Return the patterns that end where a name begins."""
    return Side(BEFORE)


@cache
def after() -> Side:
    """Return the patterns that begin where a name ends."""
    return Side(AFTER)
