"""The words of the quadrant's two axes, one source for charts, pages and slides.

The essay speaks of understanding a place and of leverage over what constrains it. Nobody who was
shown the two words on an axis knew what they meant (ADR 55), so the axes say it in plain ones.
The idea and a room are about the two themselves, the evidence is about what is published of them.
"""

from __future__ import annotations

# Of the idea and of what a room votes on.
KNOWING, POWER = "knowing the place", "power over money and rules"
KNOWING_AXIS, POWER_AXIS = "How well it knows the place", "Power over money and rules"
# Of the evidence: 0 is as close as the nation's figures, 100 the council's own; pounds of a hundred
# that a place could decide and its councils do not.
FIT_AXIS, MONEY_AXIS = "How well its figures fit each council", "Pounds it decides of every £100"
# What the corner beyond halfway is, in two lines and in one.
BEND_LINES = ("better than halfway on both:", "the line bends")
BEND_CORNER = "\n".join(BEND_LINES)
STRAIGHT_LINE = "straight line between"
NATIONAL = "National government"
# The pages and parts that are about both axes.
BOTH_AXES = "Who knows the place, and who decides?"
