"""As much of a network as scoring takes, by hand."""

import numpy as np

from drawn import network
from skillpath.graph.pruned import pruned
from skillpath.ontology.catalogue import RelationKind as R


def test_transfers_to_the_targets_stay_and_what_is_shown_goes() -> None:
    net = network(
        [("s1", R.RELATED, "s2", 0.5), ("s3", R.RELATED, "s2", 0.6), ("j1", R.ESSENTIAL_SKILL, "s3")]
    )
    one, goal, other, job = (net.index(iri) for iri in ("s1", "s2", "s3", "j1"))
    left = pruned(net, np.array([goal]))
    sources, values = left.transfers_to(goal)
    assert dict(zip(sources.tolist(), values.tolist(), strict=True)) == {one: 0.5, goal: 1.0, other: 0.6}
    assert left.transfer.nnz == 3
    assert left.transfer.shape == net.transfer.shape
    assert left.developed_by(job)[0].tolist() == net.developed_by(job)[0].tolist()
    assert left.learning.data is not net.learning.data
    assert [(node.iri, node.aliases) for node in left.nodes] == [
        (node.iri, node.aliases) for node in net.nodes
    ]
    assert {(node.label, *node.labels, *node.names, node.code) for node in left.nodes} == {("", "")}
    sizes = [len(getattr(left.edges, name)) for name in left.edges.__dataclass_fields__]
    assert sizes == [0] * 5
    assert [len(left.ic), len(left.learning_kind), len(left.learning_provenance)] == [0, 0, 0]
    assert (left.sources, left.authors) == ((), ())


def test_no_target_keeps_no_transfer_and_several_keep_theirs() -> None:
    net = network([("s1", R.RELATED, "s2", 0.5)], alone=["s3"])
    assert pruned(net, np.zeros(0, dtype=np.int64)).transfer.nnz == 0
    everything = pruned(net, np.arange(len(net), dtype=np.int64))
    assert np.array_equal(everything.transfer.toarray(), net.transfer.toarray())
