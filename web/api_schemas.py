"""What the API answers, as JSON schemas: every field is named, and no other is there."""

from collections.abc import Mapping
from typing import Final

from skillpath.graph.neighbours import Bond
from skillpath.reasoner.decision import Outcome
from skillpath.reasoner.parameters import Channel, Level
from skillpath.reasoner.texts.audiences import Audience
from skillpath.reasoner.texts.languages import Language
from skillpath.web.json_schema import (
    COUNT,
    DAY,
    FLAG,
    NUMBER,
    POINTS,
    SHARE,
    SOME_DAY,
    SOME_TEXT,
    TEXT,
    Schema,
    list_of,
    object_of,
    one_of,
    or_null,
    ref,
)


def _found(**fields: Schema) -> Schema:
    """A group of what a search found."""
    return object_of(total=COUNT, cut=FLAG, hits=list_of(object_of(**fields)))


_CONCEPT: Final = {"iri": TEXT, "label": TEXT, "kind": TEXT, "language": TEXT}
_REQUIREMENT: Final = {
    **_CONCEPT,
    "name": TEXT,
    "phrase": TEXT,
    "dimension": TEXT,
    "kind_name": TEXT,
    "essential": FLAG,
    "level": SHARE,
    "weight": SHARE,
    "inverted": FLAG,
}
_TAUGHT: Final = {
    "item": COUNT,
    "text": TEXT,
    "brief": TEXT,
    "channel": one_of(Channel),
    "channel_name": TEXT,
    "origin": ref("Concept"),
    "learning": or_null(ref("Learning")),
    "share": SHARE,
}
_ALTERNATIVE: Final = {
    "source": ref("Concept"),
    "mastery": SHARE,
    "transfer": SHARE,
    "path": list_of(ref("Step")),
    "route": TEXT,
    "taught_by": list_of(object_of(**_TAUGHT)),
}
_ITEM: Final = {"item": COUNT, "text": TEXT, "brief": TEXT, "points": POINTS}
_HEAD: Final = {
    "role": object_of(id=TEXT, title=TEXT),
    "profile": TEXT,
    "as_of": DAY,
    "release": TEXT,
}
_SIDE: Final = {
    "candidate": TEXT,
    "score": SHARE,
    "points": POINTS,
    "outside_filter": TEXT,
    "unknown": list_of(TEXT),
}
_SOURCE: Final = or_null(ref("Concept"))
_EVIDENCE: Final = object_of(
    score=SHARE, strength=SHARE, source=_SOURCE, route=TEXT, contributions=list_of({})
)

SCHEMAS: Final[Mapping[str, Schema]] = {
    "NewNote": {
        "type": "object",
        "description": "`by` is who writes where nobody signs in; else it is the account of the token.",
        "properties": {
            "text": {"type": "string", "pattern": r"\S"},
            "role": SOME_TEXT,
            "private": FLAG,
            "by": TEXT,
        },
        "required": ["text"],
    },
    "Problem": {
        "type": "object",
        "description": "What went wrong, and what to do (RFC 9457).",
        "properties": {"title": TEXT, "status": COUNT, "detail": TEXT, "request_id": TEXT},
        "required": ["title", "status", "detail", "request_id"],
    },
    "Concept": object_of(**_CONCEPT),
    "Named": object_of(iri=TEXT, label=TEXT, kind=SOME_TEXT, language=SOME_TEXT),
    "Band": object_of(word=TEXT, meaning=TEXT, basis=TEXT),
    "Channel": object_of(channel=one_of(Channel), name=TEXT, score=SHARE, points=POINTS),
    "Step": object_of(
        source=ref("Concept"),
        target=ref("Concept"),
        kind=TEXT,
        wording=TEXT,
        weight=SHARE,
        provenance=TEXT,
        author=TEXT,
    ),
    "Learning": object_of(kind=TEXT, wording=TEXT, strength=SHARE, provenance=TEXT, author=TEXT),
    "Role": object_of(
        id=TEXT,
        title=TEXT,
        job_type=TEXT,
        industry=TEXT,
        floor=TEXT,
        profile=TEXT,
        filters=object_of(
            locations=list_of(TEXT),
            available_by=SOME_DAY,
            licences=list_of(TEXT),
            industries=list_of(TEXT),
        ),
        skills=list_of(object_of(iri=TEXT, label=TEXT, essential=FLAG, level=SHARE)),
    ),
    "Roles": object_of(release=TEXT, roles=list_of(ref("Role"))),
    "Row": object_of(
        rank={"type": ["integer", "null"], "minimum": 1},
        candidate=TEXT,
        score=SHARE,
        points=POINTS,
        band=ref("Band"),
        channels=list_of(ref("Channel")),
        outside_filter=TEXT,
        missing_essential=list_of(TEXT),
        gap_count=COUNT,
        met=list_of(object_of(label=TEXT, essential=FLAG, weight=SHARE, strength=SHARE)),
    ),
    "Ranking": object_of(
        role=ref("Role"),
        profile=TEXT,
        as_of=DAY,
        release=TEXT,
        total=COUNT,
        inside=COUNT,
        page={"type": "integer", "minimum": 1},
        bands=list_of(ref("Band")),
        rows=list_of(ref("Row")),
    ),
    "Requirement": object_of(
        requirement=object_of(**_REQUIREMENT),
        strength=SHARE,
        score=SHARE,
        points=POINTS,
        gap=SHARE,
        gap_points=POINTS,
        source=or_null(ref("Concept")),
        mastery=SHARE,
        transfer=SHARE,
        path=list_of(ref("Step")),
        route=TEXT,
        contributions=list_of(object_of(**_TAUGHT, score=SHARE, points=POINTS)),
        alternatives=list_of(object_of(**_ALTERNATIVE, strength=SHARE, margin=SHARE)),
        nearest=or_null(object_of(**_ALTERNATIVE, carried=SHARE, shown=SHARE, cut_off=SHARE)),
    ),
    "Item": {
        "oneOf": [
            object_of(
                **_ITEM,
                kind={"const": "spell"},
                job_type=TEXT,
                industry=TEXT,
                start=DAY,
                end=SOME_DAY,
                level=TEXT,
                on_floor=FLAG,
            ),
            object_of(**_ITEM, kind={"const": "claim"}, level=SHARE, source=TEXT),
        ]
    },
    "Match": object_of(
        language=one_of(Language),
        candidate=TEXT,
        role=object_of(id=TEXT, title=TEXT),
        profile=TEXT,
        profile_name=TEXT,
        as_of=DAY,
        release=TEXT,
        score=SHARE,
        points=POINTS,
        whole=COUNT,
        outside_filter=TEXT,
        outside=list_of(object_of(filter=TEXT, wanted=TEXT, found=SOME_TEXT, text=TEXT)),
        unknown=list_of(TEXT),
        channels=list_of(ref("Channel")),
        items=list_of(ref("Item")),
        counts={"type": "object", "additionalProperties": COUNT},
        requirements=list_of(ref("Requirement")),
        gaps=list_of(object_of(**_REQUIREMENT, gap=SHARE, gap_points=POINTS)),
        band=ref("Band"),
        reading=ref("Reading"),
        certificate={"type": "string", "pattern": "^[0-9a-f]{64}$"},
    ),
    "Reading": object_of(
        audience=one_of(Audience),
        language=one_of(Language),
        candidate=TEXT,
        role=object_of(id=TEXT, title=TEXT),
        as_of=DAY,
        title=TEXT,
        sections=list_of(object_of(name=TEXT, heading=TEXT, lines=list_of(TEXT))),
        basis=TEXT,
    ),
    "Candidate": object_of(
        code=TEXT,
        location=SOME_TEXT,
        available_from=SOME_DAY,
        licences=list_of(TEXT),
        as_of=DAY,
        release=TEXT,
        keep_until=SOME_DAY,
        overdue=FLAG,
        identified=FLAG,
        spells=list_of(
            object_of(
                job_type=or_null(ref("Named")),
                industry=or_null(ref("Named")),
                start=DAY,
                end=SOME_DAY,
                level=one_of(Level),
                on_floor=FLAG,
            )
        ),
        gaps=list_of(object_of(start=DAY, end=DAY)),
        skills=object_of(
            profile=TEXT,
            more=COUNT,
            unknown=list_of(TEXT),
            rows=list_of(
                object_of(
                    skill=ref("Concept"),
                    mastery=SHARE,
                    claim=or_null(
                        object_of(
                            level=SHARE,
                            source=TEXT,
                            by=SOME_TEXT,
                            day=SOME_DAY,
                            draft={"type": ["integer", "null"]},
                            words=SOME_TEXT,
                        )
                    ),
                    work=list_of(object_of(label=TEXT, channel=one_of(Channel))),
                )
            ),
        ),
        decisions=list_of(
            object_of(candidate=TEXT, role=TEXT, outcome=one_of(Outcome), day=DAY, by=TEXT, reason=TEXT)
        ),
        notes=list_of(ref("Note")),
        drafts=list_of(object_of(number=COUNT, day=TEXT, by=SOME_TEXT)),
        replaced=list_of(ref("Replaced")),
        merges=list_of(
            object_of(number=COUNT, candidate=TEXT, merged=TEXT, at=TEXT, by=TEXT, undone_at=SOME_TEXT)
        ),
        looks=list_of(object_of(candidate=TEXT, at=TEXT, by=TEXT, reason=TEXT)),
    ),
    "Replaced": object_of(iri=TEXT, label=TEXT, by=list_of(ref("Concept")), release=SOME_TEXT),
    "Comparison": object_of(
        **_HEAD,
        sides=list_of(object_of(**_SIDE, channels=list_of(ref("Channel")), band=ref("Band"))),
        requirements=list_of(
            object_of(
                requirement=object_of(**_REQUIREMENT),
                met=list_of(
                    object_of(strength=SHARE, points=POINTS, source=_SOURCE, contributions=list_of({}))
                ),
            )
        ),
        pairs=list_of(
            object_of(
                **_HEAD,
                first=object_of(**_SIDE),
                second=object_of(**_SIDE),
                score=NUMBER,
                points=NUMBER,
                main=COUNT,
                covered=NUMBER,
                requirements=list_of(
                    object_of(
                        requirement=object_of(**_REQUIREMENT),
                        score=NUMBER,
                        points=NUMBER,
                        main=FLAG,
                        first=_EVIDENCE,
                        second=_EVIDENCE,
                    )
                ),
                sentence=TEXT,
            )
        ),
    ),
    "Note": object_of(candidate=TEXT, at=TEXT, by=TEXT, text=TEXT, role=SOME_TEXT, private=FLAG),
    "Found": object_of(
        asked=TEXT,
        release=TEXT,
        groups=object_of(
            candidates=_found(code=TEXT, places=list_of(object_of(kind=TEXT, text=TEXT))),
            roles=_found(id=TEXT, title=TEXT, job_type=TEXT, industry=TEXT),
            concepts=_found(**_CONCEPT, name=TEXT),
        ),
        similar=list_of(TEXT),
    ),
    "ConceptPage": object_of(
        **_CONCEPT,
        release=TEXT,
        labels={"type": "object", "additionalProperties": TEXT},
        names=list_of(TEXT),
        code=TEXT,
        zone={"type": ["integer", "null"], "minimum": 1, "maximum": 5},
        heading=FLAG,
        aliases=list_of(TEXT),
        replaced=list_of(ref("Replaced")),
        definition=TEXT,
        matches=list_of(object_of(iri=TEXT, how=TEXT)),
        origins=list_of(TEXT),
        floor=SOME_TEXT,
        of_industry=SOME_TEXT,
        path=list_of(ref("Concept")),
        bonds=list_of(
            object_of(
                bond=one_of(Bond),
                concepts=list_of(
                    object_of(**_CONCEPT, link=TEXT, weight=SHARE, provenance=TEXT, author=TEXT)
                ),
            )
        ),
        from_=list_of(object_of(**_CONCEPT, transfer=SHARE)),
        to=list_of(object_of(**_CONCEPT, transfer=SHARE)),
        used=object_of(roles=list_of(object_of(id=TEXT, title=TEXT)), workers=COUNT, claimants=COUNT),
    ),
}
"""Name → what is answered; the documents are those of :mod:`skillpath.agency.matching` and its neighbours."""
