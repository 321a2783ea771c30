"""What edits of the ontology cost, as a document for programs and as a table for people."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from skillpath.bench.table import Table
from skillpath.bench.updates import MeasuredEdit
from skillpath.graph.network import Network


def updates_document(network: Network, edits: Sequence[MeasuredEdit]) -> dict[str, Any]:
    """The report for ``--json``; ``ratio``: how many times as fast as a rebuild an update is."""
    return {
        "nodes": len(network),
        "edges": len(network.edges.source),
        "entries": int(network.transfer.nnz),
        "equal": all(edit.equal for edit in edits),
        "edits": [asdict(edit) | {"ratio": edit.rebuild_ms / edit.update_ms} for edit in edits],
    }


def updates_table(network: Network, edits: Sequence[MeasuredEdit]) -> Table:
    """The report for people."""
    return Table(
        f"One edit each, of {len(network)} nodes, {len(network.edges.source)} edges and "
        f"{network.transfer.nnz} transfers",
        [
            "edit",
            "edges",
            "rows searched",
            "rows moved",
            "of all",
            "noticeably",
            "of all",
            "update ms",
            "rebuild ms",
            "times as fast",
            "equal",
            "graph ms",
        ],
        [
            [
                edit.edit,
                str(edit.edges),
                str(edit.searched),
                str(edit.moved),
                f"{edit.moved / len(network):.1%}",
                str(edit.noticeably),
                f"{edit.noticeably / len(network):.1%}",
                f"{edit.update_ms:.0f}",
                f"{edit.rebuild_ms:.0f}",
                f"{edit.rebuild_ms / edit.update_ms:.1f}",
                "yes" if edit.equal else "no",
                f"{edit.graph_ms:.0f}",
            ]
            for edit in edits
        ],
    )
