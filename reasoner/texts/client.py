"""One paragraph for a client: what is covered and what is missing, without points, years or sources."""

from skillpath.reasoner.outside import Filter
from skillpath.reasoner.texts.audiences import Section
from skillpath.reasoner.texts.degrees import Degree, degree
from skillpath.reasoner.texts.phrases import Document, by_points, counts, names, works
from skillpath.reasoner.texts.voice import Voice
from skillpath.reasoner.texts.wordings import Message


def client(document: Document, voice: Voice) -> list[Section]:
    """The paragraph; the candidate goes by the code."""
    return [Section("summary", "", (" ".join(_paragraph(document, voice)),))]


def _paragraph(document: Document, voice: Voice) -> list[str]:
    asked = document["requirements"]
    if not asked:
        return [voice.say(Message.NOTHING_ASKED)]
    told = [
        voice.say(
            Message.CLIENT_HEAD,
            candidate=document["candidate"],
            role=document["role"]["title"],
            requirements=voice.requirements(len(asked)),
            counts=counts(document, voice),
        )
    ]
    told += [_outside(reason, voice) for reason in document["outside"]]
    return [*told, *_best(document, voice), *_missing(document, voice)]


def _outside(reason: Document, voice: Voice) -> str:
    if reason["filter"] == Filter.INDUSTRY:
        return voice.say(Message.CLIENT_FILTERED_BY_INDUSTRY, industry=reason["wanted"])
    return voice.say(Message.CLIENT_FILTERED, reason=reason["text"])


def _best(document: Document, voice: Voice) -> list[str]:
    best = by_points(
        r for r in document["requirements"] if degree(r["strength"]) in (Degree.IN_FULL, Degree.IN_PART)
    )
    if not best:
        return []
    known, behind = voice.listed(names(best), most=5), works(document, best)
    if not behind:
        return [voice.say(Message.CLIENT_BEST, names=known)]
    return [voice.say(Message.CLIENT_BEST_FROM, names=known, works=voice.listed(behind, most=2))]


def _missing(document: Document, voice: Voice) -> list[str]:
    """What is not evidenced at all, and what hardly; the costliest first."""
    wanted = {Degree.NOT: Message.CLIENT_UNMET, Degree.HARDLY: Message.CLIENT_HARDLY}
    costly = sorted(document["requirements"], key=lambda r: (-r["gap"], r["requirement"]["iri"]))
    told = [
        voice.say(message, names=voice.listed(missing, most=5))
        for one, message in wanted.items()
        if (missing := names(r for r in costly if degree(r["strength"]) is one))
    ]
    return told or ([] if document["counts"][Degree.IN_PART] else [voice.say(Message.CLIENT_ALL)])
