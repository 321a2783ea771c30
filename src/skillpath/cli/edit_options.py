"""The options of the commands on concepts: who and why, and what is said of a concept."""

from typing import Annotated, Any

import typer

WhyOption = Annotated[
    str, typer.Option("--why", help="Why: it is kept, and told in the notes of the release.")
]
OriginOption = Annotated[
    str | None,
    typer.Option(help="The part of the ontology that says it, such as esco; without it the concept's own."),
]


def _texts(name: str, what: str) -> Any:
    return typer.Option(f"--{name}", metavar="LANGUAGE=TEXT", help=f"{what}; repeatable.")


def _links(name: str, what: str) -> Any:
    return typer.Option(f"--{name}", metavar="CONCEPT[=WEIGHT]", help=f"{what}; repeatable.")


def _ends(name: str, what: str) -> Any:
    return typer.Option(f"--{name}", metavar="CONCEPT", help=f"{what}; repeatable.")


LabelOption = Annotated[list[str] | None, _texts("label", "Preferred label in a language")]
LabelsOption = Annotated[list[str], _texts("label", "Preferred label in a language")]
AltOption = Annotated[list[str] | None, _texts("alt", "Another name to add")]
HiddenOption = Annotated[list[str] | None, _texts("hidden", "A name to find it by, never shown, to add")]
DefinitionOption = Annotated[list[str] | None, _texts("definition", "Definition; empty takes it away")]
NoteOption = Annotated[list[str] | None, _texts("note", "Scope note; empty takes it away")]
CodeOption = Annotated[str | None, typer.Option(help="Its code, such as ISCO-08's of a job type.")]
ZoneOption = Annotated[int | None, typer.Option(min=0, max=5, help="O*NET's job zone; 0 for none.")]
TypeOption = Annotated[
    str | None, typer.Option("--skill-type", help="Of a skill: knowledge, or skill/competence.")
]
ReuseOption = Annotated[str | None, typer.Option("--reuse", help="Of a skill, such as cross-sector.")]
BroaderOption = Annotated[list[str] | None, _links("broader", "What it stands under too")]
RelatedOption = Annotated[list[str] | None, _links("related", "What it is related to")]
EssentialOption = Annotated[list[str] | None, _links("essential", "A skill that it cannot do without")]
OptionalOption = Annotated[list[str] | None, _links("optional", "A skill that is useful for it")]
TeachesOption = Annotated[list[str] | None, _links("teaches", "A skill that is learned in the industry")]
FloorOption = Annotated[list[str] | None, _links("floor-teaches", "A skill that is learned on its floor")]
JobTypeOption = Annotated[list[str] | None, _ends("job-type", "Of a job in an industry: the job type")]
IndustryOption = Annotated[list[str] | None, _ends("industry", "Of a job in an industry: the industry")]
ExactOption = Annotated[list[str] | None, _ends("exact", "The same concept elsewhere")]
CloseOption = Annotated[list[str] | None, _links("close", "Nearly the same concept elsewhere")]
BroadOption = Annotated[list[str] | None, _ends("broad", "A broader concept elsewhere")]
NarrowOption = Annotated[list[str] | None, _ends("narrow", "A narrower concept elsewhere")]
SourceOption = Annotated[
    str | None, typer.Option(help="Where the weights come from; without it the reason is said.")
]
