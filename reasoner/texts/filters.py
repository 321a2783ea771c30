"""Why filters leave a candidate out, in words."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from skillpath.graph.network import Network
from skillpath.reasoner.outside import Filter, Reason
from skillpath.reasoner.shown import Document, concept
from skillpath.reasoner.texts.voice import ENGLISH, Voice
from skillpath.reasoner.texts.wordings import Message

_KNOWN: Final[Mapping[Filter, Message]] = MappingProxyType(
    {Filter.LOCATION: Message.OTHER_LOCATION, Filter.AVAILABILITY: Message.OTHER_AVAILABILITY}
)
"""What is said where something else was found than was wanted."""

_MISSING: Final[Mapping[Filter, Message]] = MappingProxyType(
    {
        Filter.INDUSTRY: Message.NO_INDUSTRY,
        Filter.LOCATION: Message.NO_LOCATION,
        Filter.AVAILABILITY: Message.NO_AVAILABILITY,
        Filter.LICENCES: Message.NO_LICENCES,
    }
)
"""What is said where nothing was."""


def outside_filter(network: Network, reasons: Sequence[Reason], voice: Voice = ENGLISH) -> str:
    """All reasons in one line; "" for none."""
    return voice.apart([one["text"] for one in outside_document(network, reasons, voice)])


def outside_document(network: Network, reasons: Sequence[Reason], voice: Voice) -> list[Document]:
    """Each reason with what is wanted and found, as it is shown, and a text."""
    return [_document(network, reason, voice) for reason in reasons]


def _document(network: Network, reason: Reason, voice: Voice) -> Document:
    wanted = ", ".join(_shown(network, reason.filter, one, voice) for one in reason.wanted)
    found = None if reason.found is None else _shown(network, reason.filter, reason.found, voice)
    message = (_MISSING if found is None else _KNOWN)[reason.filter]
    text = voice.say(message, wanted=wanted, found=found or "")
    return {"filter": str(reason.filter), "wanted": wanted, "found": found, "text": text}


def _shown(network: Network, kind: Filter, value: str, voice: Voice) -> str:
    if kind is Filter.INDUSTRY:
        node = network.find(value)
        return value if node is None else str(concept(network, node, voice.language)["label"])
    return voice.day(value) if kind is Filter.AVAILABILITY else value
