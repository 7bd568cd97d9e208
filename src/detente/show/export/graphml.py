"""GraphML: who deals with whom, for Gephi and the like."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as xml

from detente.model import Record
from detente.show.safe import plain

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


class Node(Record, frozen=True, kw_only=True):
    """An actor."""

    id: str
    name: str
    kind: str
    moves: int


class Edge(Record, frozen=True, kw_only=True):
    """What one actor did towards another: how many moves, and their PLOVER scores together."""

    source: str
    target: str
    moves: int
    score: float


def render(nodes: Iterable[Node], edges: Iterable[Edge]) -> bytes:
    """The network, directed."""
    xml.register_namespace("", NAMESPACE)
    root = xml.Element(f"{{{NAMESPACE}}}graphml")
    for owner, name, kind in (
        ("node", "name", "string"), ("node", "kind", "string"), ("node", "moves", "int"),
        ("edge", "moves", "int"), ("edge", "score", "double"),
    ):  # fmt: skip
        attributes = {"id": f"{owner}-{name}", "for": owner, "attr.name": name, "attr.type": kind}
        xml.SubElement(root, f"{{{NAMESPACE}}}key", attributes)
    graph = xml.SubElement(root, f"{{{NAMESPACE}}}graph", {"edgedefault": "directed"})
    for node in nodes:
        element = xml.SubElement(graph, f"{{{NAMESPACE}}}node", {"id": plain(node.id)})
        values(element, "node", {"name": node.name, "kind": node.kind, "moves": node.moves})
    for edge in edges:
        ends = {"source": plain(edge.source), "target": plain(edge.target)}
        element = xml.SubElement(graph, f"{{{NAMESPACE}}}edge", ends)
        values(element, "edge", {"moves": edge.moves, "score": edge.score})
    data: bytes = xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def values(element: xml.Element, owner: str, fields: dict[str, object]) -> None:
    """The data of a node or an edge."""
    for name, value in fields.items():
        xml.SubElement(element, f"{{{NAMESPACE}}}data", {"key": f"{owner}-{name}"}).text = plain(str(value))
