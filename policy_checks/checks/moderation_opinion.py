"""A councillor's own view, in the first person, on a page of official business (clause C38).

Views are welcome (C14); here only the label is missing. What minutes report, and what is quoted, is no view of the page's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from policy_checks.context import PROSE, before, has, hits, scan, sentence
from policy_checks.model import Area, Check, Document, Hit, Level, Policy

OWN = (
    r"(?i)\b(?:in my (?:own |personal |humble |honest )?(?:view|opinion)|my (?:own|personal) (?:view|opinion)|"
    r"I (?:personally |still |firmly |strongly |myself )(?:think|believe|feel|doubt|support|oppose)|personally,? I (?:think|believe|feel|doubt|support|oppose)|"
    r"speaking (?:personally|for myself|only for myself))\b"
)
LABEL = (
    r"(?i)\b(?:(?:personal|own) (?:view|opinion)s? (?:of (?:Cllr|Councillor|the (?:author|writer|councillor))|and (?:not|do not)|only\b)|"
    r"not (?:necessarily )?(?:the )?(?:view|opinion|position|policy)s? of the (?:parish )?council|not (?:necessarily )?the council['’]s|"
    r"(?:view|opinion)s? (?:expressed|given|here) (?:is|are) (?:his|her|their|the (?:author|writer|councillor)['’]s) own|"
    r"not speak(?:ing)? for the (?:parish )?council)"
)
QUOTED = r"[“\"'‘][^”\"\n]*$|^\s*>|\b(?:said|says|wrote|writes|replied|asked|added)\b"


def find_views(text: str) -> Iterator[tuple[int, int]]:
    """Yield each first-person view, unless the text is labelled as somebody's own, or quotes it, or asks."""
    if has(LABEL, text):
        return
    for found in scan(OWN, text):
        asks = sentence(text, found.start, found.end).rstrip("*_ ").endswith("?")
        if not asks and not has(QUOTED, before(text, found.start)):
            yield found.start, found.end


def find(document: Document, policy: Policy) -> Iterator[Hit]:
    """Yield what :func:`find_views` finds on pages of official business."""
    page = document.page.casefold()
    if any(fnmatchcase(page, glob.casefold()) for glob in policy.official):
        yield from hits(document.plain, find_views)


CHECK = Check(
    id="moderation-opinion",
    area=Area.MODERATION,
    clause="C38",
    level=Level.ADVISE,
    message="This reads as one councillor's own view, on a page of the Council's official business.",
    remedy="Say whose view it is and that it is not the Council's, or move it. Minutes report it: “Cllr … said that …”.",
    why="Councillors are free to give their own views. On an official page, without a label, readers take them for the Council's.",
    find=find,
    triggers=(OWN,),
    on=("plain",),
    kinds=PROSE,
    fails=(
        "The bypass is back. ⟦In my view⟧ it is needed.",
        "⟦I personally believe⟧ that the levy is too high.",
        "⟦Speaking for myself⟧, the old hall should stay.",
    ),
    passes=(
        "Cllr Orme said that in her view the bypass is needed.",
        "A resident wrote: “In my view the levy is too high.”",
        "In my view it is needed. This is my own view, and not the view of the Council.",
        "These are the personal views of Cllr Orme. I personally believe that the levy is too high.",
        "The Council's view is that the bypass is needed.",
        "Will the Council listen if in my view the plan is wrong?",
    ),
    example="council/page.md",
)
