"""Operations on concepts: what each comes to on a taxonomy drawn by hand, and random scripts of them all."""

import inspect
import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
import pytest
from rdflib import OWL, SKOS

from skillpath.errors import InputError, SkillPathError, UnknownName
from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.change_sets import ChangeSet, replayed, undoing
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.operations.adding import add, new_iri
from skillpath.ontology.editing.operations.deprecating import deprecate, restore
from skillpath.ontology.editing.operations.finding import find
from skillpath.ontology.editing.operations.form import LINKS, ConceptForm, Link
from skillpath.ontology.editing.operations.merging import merge, yielding
from skillpath.ontology.editing.operations.moving import move
from skillpath.ontology.editing.operations.reading import read_form
from skillpath.ontology.editing.operations.renaming import rename
from skillpath.ontology.editing.operations.splitting import Part, split
from skillpath.ontology.editing.operations.table import OPERATIONS
from skillpath.ontology.editing.operations.writing import edit_of
from skillpath.ontology.editing.rules import refuse_broken
from skillpath.ontology.editing.statements import state_from, to_text
from skillpath.ontology.editing.view import View

OURS = "skillpath"
TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix sp: <https://w3id.org/skillpath/ns#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix x: <https://x.example/> .
x:scheme a skos:ConceptScheme ; skos:prefLabel "skills"@en ; skos:hasTopConcept x:office .
x:group a skos:Collection ; skos:prefLabel "money"@en ; skos:member x:pay .
x:office a sp:SkillGroup ; skos:inScheme x:scheme ; skos:topConceptOf x:scheme ; skos:prefLabel "office"@en .
x:money a sp:SkillGroup ; skos:inScheme x:scheme ; skos:broader x:office ; skos:prefLabel "money"@en .
x:pay a esco:Skill ; skos:inScheme x:scheme ; skos:broader x:money ; skos:prefLabel "pay"@en, "Lohn"@de ;
    skos:altLabel "wages"@en, "bonus"@en ; skos:related x:tax, x:wage ; esco:relatedOptionalSkill x:tax ;
    skos:exactMatch <https://y.example/pay> .
x:wage a esco:Skill ; skos:inScheme x:scheme ; skos:broader x:office ; skos:prefLabel "wage"@en ;
    esco:relatedEssentialSkill x:tax ; skos:definition "What is paid."@en .
x:slip a esco:Skill ; skos:inScheme x:scheme ; skos:broader x:pay ; skos:prefLabel "pay slip"@en .
x:tax a esco:Skill ; skos:inScheme x:scheme ; skos:broader x:money ; skos:prefLabel "tax"@en .
x:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; esco:relatedEssentialSkill x:pay, x:tax .
x:teller a esco:Occupation ; skos:prefLabel "teller"@en ;
    esco:relatedEssentialSkill x:wage ; esco:relatedOptionalSkill x:pay .
x:s1 a rdf:Statement ; rdf:subject x:clerk ; rdf:predicate esco:relatedEssentialSkill ; rdf:object x:pay ;
    sp:weight 0.4 ; dct:source "counted" .
x:s2 a rdf:Statement ; rdf:subject x:pay ; rdf:predicate skos:related ; rdf:object x:tax ;
    sp:weight 0.3 ; dct:source "counted" .
"""


def x(name: str) -> str:
    return f"https://x.example/{name}"


def drawn_view(turtle: str) -> View:
    quads = ox.parse(input=turtle, format=ox.RdfFormat.TURTLE)
    return View.of(state_from({OURS: [quad.triple for quad in quads]}))


@pytest.fixture(scope="module")
def view() -> View:
    return drawn_view(TURTLE)


def form(view: View, name: str) -> ConceptForm:
    return read_form(view, x(name), OURS)


def iris(links: tuple[Link, ...]) -> list[str]:
    return [link.iri.removeprefix(x("")) for link in links]


def values(view: View, name: str, predicate: object) -> set[str]:
    return {
        getattr(one[1].object, "value", "").removeprefix(x(""))
        for one in view.about(x(name))
        if one[1].predicate.value == str(predicate)
    }


def test_a_concept_that_is_added_is_in_the_scheme_of_its_place_or_on_top_of_that_of_its_kind(
    view: View,
) -> None:
    new = ConceptForm(cls=str(v.CLASS_SKILL), labels={"en": "Fringe benefits"}, broader=(Link(x("money")),))
    iri = new_iri(view, new)
    assert iri == str(v.SKILL["fringe-benefits"])
    after = view.after(add(view, iri, new, OURS))
    assert read_form(after, iri, OURS) == new
    assert {one[1].object for one in after.about(iri)} >= {ox.NamedNode(x("scheme"))}
    assert new_iri(after, new) == f"{iri}-2"
    with pytest.raises(InputError, match="is there already"):
        add(after, iri, new, OURS)
    with pytest.raises(InputError, match="needs a kind"):
        new_iri(view, ConceptForm(labels={"en": "x"}))


def test_a_rename_keeps_the_old_name_as_another_one_unless_it_is_not_to(view: View) -> None:
    after = form(view.after(rename(view, x("pay"), {"en": "wages", "fr": "paie"}, OURS)), "pay")
    assert after.labels == {"en": "wages", "de": "Lohn", "fr": "paie"}
    assert after.alternatives == {"en": ("bonus", "pay")}
    gone = form(view.after(rename(view, x("pay"), {"en": "salary"}, OURS, keep=False)), "pay")
    assert gone.alternatives == {"en": ("bonus", "wages")}
    with pytest.raises(InputError, match="new preferred label"):
        rename(view, x("pay"), {"en": " "}, OURS)


def test_a_move_changes_the_place_and_what_is_on_top_of_the_scheme(view: View) -> None:
    after = view.after(move(view, x("pay"), [x("money")], [x("office")], OURS))
    assert iris(form(after, "pay").broader) == ["office"]
    top = view.after(move(view, x("money"), [x("office")], [], OURS))
    assert values(top, "scheme", SKOS.hasTopConcept) == {"office", "money"}
    back = move(top, x("money"), [], [x("office")], OURS)
    assert top.after(back).edit.is_empty
    with pytest.raises(InputError, match="does not stand under"):
        move(view, x("pay"), [x("office")], [], OURS)
    with pytest.raises(InputError, match="under itself"):
        move(view, x("pay"), [], [x("pay")], OURS)
    with pytest.raises(UnknownName, match="is no concept here"):
        move(view, x("pay"), [], [x("nowhere")], OURS)


def test_a_merge_gives_all_to_the_survivor_once_and_retires_the_other_one(view: View) -> None:
    """pay goes into wage: the clerk asks for wage with pay's weight; the teller asked for both."""
    after = view.after(merge(view, x("pay"), x("wage")))
    old, new = form(after, "pay"), form(after, "wage")
    assert (old.retired, iris(old.replaced_by), old.labels) == (True, ["wage"], form(view, "pay").labels)
    assert all(not getattr(old, name) for name in LINKS if name != "replaced_by")
    assert new.alternatives == {"en": ("bonus", "pay", "wages"), "de": ("Lohn",)}
    assert (iris(new.broader), iris(new.essential), iris(new.optional)) == (["money", "office"], ["tax"], [])
    assert new.related == (Link(x("tax"), Decimal("0.3"), "counted"),)
    assert iris(new.exact) == ["https://y.example/pay"]
    assert form(after, "clerk").essential == (Link(x("tax")), Link(x("wage"), Decimal("0.4"), "counted"))
    assert (iris(form(after, "teller").essential), form(after, "teller").optional) == (["wage"], ())
    assert iris(form(after, "slip").broader) == ["wage"]
    assert values(after, "group", SKOS.member) == {"wage"}
    assert {one[1].predicate.value for one in after.leading_to(x("pay"))} == set()
    refuse_broken(view, after)
    with pytest.raises(InputError, match="of two kinds"):
        merge(view, x("pay"), x("clerk"))


def test_where_both_state_a_weight_the_survivors_holds_and_it_is_said(view: View) -> None:
    wage = replace(form(view, "wage"), related=(Link(x("tax"), Decimal("0.5"), "guessed"),))
    before = view.after(edit_of(view, x("wage"), wage, OURS))
    lost, kept = Link(x("tax"), Decimal("0.3"), "counted"), Link(x("tax"), Decimal("0.5"), "guessed")
    assert yielding(before, x("pay"), x("wage")) == [(lost, kept)]
    assert form(before.after(merge(before, x("pay"), x("wage"))), "wage").related == (kept,)


def test_a_merge_up_or_down_the_hierarchy_makes_no_circle(view: View) -> None:
    """slip stands under pay. Whichever survives stands where pay stood, and under nothing else."""
    for old, new in (("slip", "pay"), ("pay", "slip")):
        after = view.after(merge(view, x(old), x(new)))
        assert iris(form(after, new).broader) == ["money"]
        refuse_broken(view, after)


def test_a_split_shares_labels_and_links_out_and_leaves_the_rest_with_what_is_retired(view: View) -> None:
    gross = Part(iri=x("gross"), labels={"en": "gross pay"}, names={"wages"}, takes={x("tax"), x("clerk")})
    net = Part(iri=x("net"), labels={"en": "net pay"}, takes={x("clerk"), x("slip")})
    after = view.after(split(view, x("pay"), [gross, net], OURS))
    old = form(after, "pay")
    assert (iris(old.replaced_by), old.alternatives, iris(old.related)) == (
        ["gross", "net"],
        {"en": ("bonus",)},
        ["wage"],
    )
    assert form(after, "gross").alternatives == {"en": ("wages",)}
    assert (iris(form(after, "gross").related), iris(form(after, "net").related)) == (["tax"], [])
    assert iris(form(after, "gross").broader) == iris(form(after, "net").broader) == ["money"]
    weight = Decimal("0.4")
    shared = [Link(x(name), weight, "counted") for name in ("gross", "net")]
    assert form(after, "clerk").essential == (*shared, Link(x("tax")))
    assert (iris(form(after, "slip").broader), iris(form(after, "teller").optional)) == (["net"], ["pay"])
    refuse_broken(view, after)
    with pytest.raises(InputError, match="at least 2"):
        split(view, x("pay"), [gross], OURS)
    with pytest.raises(InputError, match=r"“salary” is none of its labels; .*office> is not linked with it"):
        split(view, x("pay"), [gross, replace(net, names={"salary"}, takes={x("office")})], OURS)


def test_what_is_retired_stays_as_it_was_and_comes_back(view: View) -> None:
    after = view.after(deprecate(view, x("pay"), [x("wage")]))
    assert values(after, "pay", OWL.deprecated) == {"true"}
    assert form(after, "pay") == replace(form(view, "pay"), retired=True, replaced_by=(Link(x("wage")),))
    assert after.after(restore(after, x("pay"))).edit.is_empty
    with pytest.raises(InputError, match="is not retired"):
        restore(view, x("pay"))
    with pytest.raises(InputError, match="cannot replace itself"):
        deprecate(view, x("pay"), [x("pay")])
    with pytest.raises(InputError, match="by way of others"):
        deprecate(after, x("wage"), [x("pay")])


JOBS = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix sp: <https://w3id.org/skillpath/ns#> .
@prefix job: <https://w3id.org/skillpath/job/> .
@prefix x: <https://x.example/> .
x:scheme a skos:ConceptScheme ; skos:prefLabel "jobs"@en .
x:office a sp:JobGroup ; skos:prefLabel "office"@en ; skos:inScheme x:scheme .
job:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; skos:definition "Writes."@en ;
    skos:notation "4313" ; skos:inScheme x:scheme ; skos:broader x:office ;
    esco:relatedEssentialSkill x:a, x:b, x:c, x:d, x:e .
job:teller a esco:Occupation ; skos:prefLabel "teller"@en ; skos:definition "Pays."@en ;
    skos:notation "4211" ; skos:inScheme x:scheme ; skos:broader x:office ;
    esco:relatedEssentialSkill x:a, x:b, x:c, x:d, x:e .
x:a a esco:Skill ; skos:prefLabel "a"@en . x:b a esco:Skill ; skos:prefLabel "b"@en .
x:c a esco:Skill ; skos:prefLabel "c"@en . x:d a esco:Skill ; skos:prefLabel "d"@en .
x:e a esco:Skill ; skos:prefLabel "e"@en .
"""


def test_a_retired_concept_need_not_do_what_one_in_use_must_and_its_name_is_free() -> None:
    """A job type without skills is wrong only while it is in use."""
    before, clerk, teller = drawn_view(JOBS), str(v.JOB.clerk), str(v.JOB.teller)
    after = before.after(merge(before, clerk, teller))
    refuse_broken(before, after)
    assert find(after, "clerk", origin=OURS) == clerk
    named = replace(read_form(after, teller, OURS), labels={"en": "clerk"}, alternatives={})
    again = after.after(edit_of(after, teller, named, OURS))
    refuse_broken(after, again)
    assert find(again, " Clerk", origin=OURS) == teller
    with pytest.raises(InputError, match="five essential skills"):
        refuse_broken(again, again.after(restore(again, clerk)))


def test_the_table_says_what_each_operation_needs() -> None:
    for name, operation in OPERATIONS.items():
        parameters = inspect.signature(operation.function).parameters.values()
        needed = [one.name for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD]
        assert (name, needed) == (name, ["view", *operation.needs])


SCRIPTS = 1000
CHECKED = 50
"""The rules are asked for in one script of so many: they take longer than all the rest."""

NAMES = ("office", "money", "pay", "wage", "slip", "tax", "clerk", "teller", "new-1", "new-2")


def drawn(view: View, lot: random.Random) -> Edit:
    """A random operation on random concepts."""
    iri, other = (x(lot.choice(NAMES)) for _ in range(2))
    number = lot.randrange(3)
    new = ConceptForm(cls=str(v.CLASS_SKILL), labels={"en": f"new {number}"}, broader=(Link(other),))
    now = read_form(view, iri, OURS)
    taken = {link.iri for link in (*now.related, *now.essential)}
    parts = [
        Part(iri=x(f"new-{one}"), labels={"en": f"part {one}"}, takes=taken if one == number else set())
        for one in (1, 2)
    ]
    related = replace(now, related=(Link(other, Decimal(number) / 4 or None, "drawn"),))
    above = [link.iri for link in now.broader]
    choices: list[Callable[[], Edit]] = [
        lambda: add(view, x(f"new-{number}"), new, OURS),
        lambda: rename(view, iri, {"en": f"name {number}"}, OURS, keep=bool(number)),
        lambda: move(view, iri, above[:number], [other], OURS),
        lambda: merge(view, iri, other),
        lambda: split(view, iri, parts, OURS),
        lambda: deprecate(view, iri, [other][:number]),
        lambda: restore(view, iri),
        lambda: edit_of(view, iri, related, OURS),
    ]
    return lot.choice(choices)()


def test_a_thousand_scripts_of_operations_are_replayed_and_undone_and_keep_no_broken_rule(view: View) -> None:
    lot, kept, refused = random.Random(9), 0, 0
    start = to_text(view.state)
    for number in range(SCRIPTS):
        log, now = list[ChangeSet](), view
        for _ in range(3):
            try:
                edit = drawn(now, lot)
                after = now.after(edit)
                if number % CHECKED == 0:
                    refuse_broken(now, after)
            except SkillPathError:
                refused += 1
                continue
            log.append(ChangeSet(len(log) + 1, "", "E-1", "", "", edit))
            now = after
        kept += len(log)
        assert replayed(view, log).edit == now.edit
        undone = now.after(undoing(view, log, [one.number for one in log]))
        assert undone.edit.is_empty
    assert to_text(undone.state) == start
    assert min(kept, refused) > 500
