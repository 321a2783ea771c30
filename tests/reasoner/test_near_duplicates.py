"""Near duplicates among skills are those that carry to one another, both ways, almost whole."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from drawn import SKILLS, catalogues, compiled
from skillpath.graph.relations import NEAR_DUPLICATE
from skillpath.ontology.catalogue import Catalogue
from skillpath.reasoner.role import near_duplicates


@given(catalogues(), st.sets(st.sampled_from(SKILLS), min_size=1))
def test_near_duplicates_carry_to_one_another_almost_whole(taxonomy: Catalogue, skills: set[str]) -> None:
    network = compiled(taxonomy)
    nodes = np.unique([network.index(skill) for skill in skills])
    expected = [
        [
            min(network.transfer_between(one, other), network.transfer_between(other, one)) >= NEAR_DUPLICATE
            for other in nodes.tolist()
        ]
        for one in nodes.tolist()
    ]
    assert near_duplicates(network, nodes).tolist() == expected
