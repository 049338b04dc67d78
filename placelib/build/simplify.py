"""Simplifies boundaries arc by arc, so that a border two areas share stays one line.

The method is Visvalingam and Whyatt's (1993): the point that makes the smallest triangle with its
two neighbours goes first. An arc's ends never move, so junctions stay where they are.
"""

from __future__ import annotations

import heapq

import numpy as np

from placelib.build.topology import (
    Arc,
    Positions,
    Ring,
    Topology,
    forwards,
    signed_area,
    to_kilometres,
)

# A triangle smaller than the square of this many kilometres goes. The length grows with the area
# (a fraction of the side of a square as large): a map of a small area is seen from closer by. For
# 100 square kilometres it is 0.15 km, for 2,500 and more 0.5 km.
FRACTION_OF_SIDE = 0.015
FINEST_KM = 0.02
COARSEST_KM = 0.5

# What a ring must keep of its area, so that no small island shrinks to a sliver or turns over.
LEAST_SHARE_KEPT = 0.6


def simplify_topology(topology: Topology, coarser: float = 1.0) -> Topology:
    """The same areas with fewer points: every arc simplified once, for all levels together.

    A ring keeps at least four points (the first repeated at the end counts as one), its direction
    and more than half of its area; where simplifying would break that, its arcs stay as they were.
    ``coarser`` multiplies the length below which detail may go.
    """
    detail = measure_detail(topology)
    fewest = _count_companions(topology)
    arcs = list(topology.arcs)
    for number, tolerance in detail.items():
        arc = topology.arcs[number]
        degrees = topology.degrees(arc)
        flat = to_kilometres(degrees, float(degrees[:, 1].mean()))
        least = {1: 4, 2: 3}.get(fewest[number], 2)
        arcs[number] = arc[select_points(flat, (tolerance * coarser) ** 2, least)]
    return _restore_spoilt_rings(topology, arcs)


def select_points(line: Positions, smallest: float, least: int) -> list[int]:
    """The places of a line's points that stay, in order; the first and the last always do.

    ``smallest`` is the area of the triangle (in the square of the line's unit) that keeps a point;
    at least ``least`` points stay, or all where there are fewer.
    """
    x, y = line[:, 0].tolist(), line[:, 1].tolist()
    count = len(x)
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))

    def triangle(i: int) -> float:
        a, b = before[i], after[i]
        return float(abs((x[i] - x[a]) * (y[b] - y[a]) - (x[b] - x[a]) * (y[i] - y[a])) / 2)

    size = {i: triangle(i) for i in range(1, count - 1)}
    queue = [(area, i) for i, area in size.items()]
    heapq.heapify(queue)
    while queue and len(size) + 2 > least:
        area, i = heapq.heappop(queue)
        if size.get(i) != area:
            continue  # an entry from before a neighbour went
        if area >= smallest:
            break
        del size[i]
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for neighbour in (a, b):
            if neighbour in size:
                # Never less than what has gone, or one loss would set off a landslide.
                size[neighbour] = max(area, triangle(neighbour))
                heapq.heappush(queue, (size[neighbour], neighbour))
    return [0, *sorted(size), count - 1]


def measure_detail(topology: Topology) -> dict[int, float]:
    """For every arc used, the length in kilometres below which detail may go."""
    detail: dict[int, float] = {}
    for shape in topology.every_shape():
        side = topology.square_kilometres(shape) ** 0.5
        length = min(max(FRACTION_OF_SIDE * side, FINEST_KM), COARSEST_KM)
        for arc in shape.arcs:
            detail[arc] = min(length, detail.get(arc, length))
    return detail


def _count_companions(topology: Topology) -> dict[int, int]:
    """For every arc used, how many arcs the shortest ring around it is made of."""
    fewest: dict[int, int] = {}
    for ring in _list_rings(topology):
        for arc in map(forwards, ring):
            fewest[arc] = min(len(ring), fewest.get(arc, len(ring)))
    return fewest


def _restore_spoilt_rings(source: Topology, arcs: list[Arc]) -> Topology:
    rings = _list_rings(source)
    while True:
        simpler = source.with_arcs(arcs)
        spoilt = [ring for ring in rings if _is_spoilt(source, simpler, ring)]
        back = {forwards(arc) for ring in spoilt for arc in ring}
        if all(arcs[arc] is source.arcs[arc] for arc in back):
            return simpler
        for arc in back:
            arcs[arc] = source.arcs[arc]


def _is_spoilt(source: Topology, simpler: Topology, ring: Ring) -> bool:
    old, new = signed_area(source.ring_grid(ring)), simpler.ring_grid(ring)
    corners = len(np.unique(new[:-1], axis=0))
    return corners < 3 or old == 0 or signed_area(new) / old < LEAST_SHARE_KEPT


def _list_rings(topology: Topology) -> list[Ring]:
    # Once each: the same ring often serves several levels.
    return list(dict.fromkeys(ring for shape in topology.every_shape() for ring in shape.rings))
