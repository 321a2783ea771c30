"""XML from strangers: no document type, no entities, nothing fetched."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError  # (types only: the parser is defusedxml's)

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from skillpath.agency.intake.outcome import Refusal, Why

DEEPEST: Final = 200
"""Elements within one another; real files have some twenty."""


def parsed(data: bytes, what: str) -> Element:
    """The root of a file; raises :class:`Refusal`, which names ``what`` is refused."""
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refusal(Why.ENTITIES, f"{what} declares XML entities or a document type") from error
    except (ParseError, ValueError, LookupError) as error:
        raise Refusal(Why.DAMAGED, f"{what} is not well-formed XML") from error
    if _depth(root) > DEEPEST:
        raise Refusal(Why.DAMAGED, f"{what} nests more than {DEEPEST} elements")
    return root


def local(element: Element) -> str:
    """The name of an element without its namespace.

    >>> local(Element("{urn:x}Label"))
    'Label'
    """
    return element.tag.rpartition("}")[2]


def find(element: Element, *path: str) -> Element | None:
    """The first descendant that a path of local names leads to."""
    return next(find_all(element, *path), None)


def find_all(element: Element, *path: str) -> Iterator[Element]:
    """All descendants that a path of local names leads to, in the order of the file."""
    if not path:
        yield element
        return
    for child in element:
        if local(child) == path[0]:
            yield from find_all(child, *path[1:])


def text_of(element: Element | None, *path: str) -> str:
    """The text below an element, or below the first descendant of a path; "" where there is none."""
    found = element if element is None or not path else find(element, *path)
    return "" if found is None else "".join(found.itertext()).strip()


def _depth(root: Element) -> int:
    depth, level = 0, [root]
    while level and depth <= DEEPEST:
        depth, level = depth + 1, [child for element in level for child in element]
    return depth
