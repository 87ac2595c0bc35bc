"""TopoJSON → the shapes of its objects.

Format: the TopoJSON specification 1.0. Arcs are lists of delta-coded points on a grid;
a ring is a list of arc numbers, a negative one (``~n``) meaning the arc backwards, and
neighbouring arcs share their meeting point.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
"""East and north, in degrees."""

Ring = tuple[Point, ...]
"""A closed line; its first point is not repeated at the end."""

Polygon = tuple[Ring, ...]
"""An outer ring and the holes in it. Land lies to the right of each, seen from above."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A named area."""

    name: str
    polygons: tuple[Polygon, ...]


def shapes(topology: dict[str, Any], object_name: str) -> tuple[Shape, ...]:
    """Return the shapes of an object of a topology, in its order.

    Raises KeyError or ValueError where the topology is not of the expected form.
    """
    arcs = _arcs(topology)
    return tuple(
        Shape(geometry.get("properties", {}).get("name", ""), _polygons(geometry, arcs))
        for geometry in topology["objects"][object_name]["geometries"]
    )


def _arcs(topology: dict[str, Any]) -> list[list[Point]]:
    scale_x, scale_y = topology["transform"]["scale"]
    move_x, move_y = topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        xs = itertools.accumulate(dx for dx, _ in arc)
        ys = itertools.accumulate(dy for _, dy in arc)
        decoded.append(
            [(x * scale_x + move_x, y * scale_y + move_y) for x, y in zip(xs, ys, strict=True)]
        )
    return decoded


def _polygons(geometry: dict[str, Any], arcs: list[list[Point]]) -> tuple[Polygon, ...]:
    if geometry["type"] not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"unexpected geometry: {geometry['type']}")
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    return tuple(tuple(_ring(ring, arcs) for ring in polygon) for polygon in polygons)


def _ring(numbers: list[int], arcs: list[list[Point]]) -> Ring:
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:])
    return tuple(points)
