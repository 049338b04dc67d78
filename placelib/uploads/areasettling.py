"""Which of several places a name means when nothing else tells them apart."""

from __future__ import annotations

from placelib.uploads.areanames import Register


def settled(
    text: str, codes: tuple[str, ...], register: Register, *, authority: bool
) -> tuple[str, ...]:
    """The candidates that remain when a name alone must do.

    Current areas come before ended ones, councils before counties, regions before authorities of
    the same name unless the table is about authorities; two councils of one name remain two.
    """
    shown = [code for code in codes if register.is_shown(code)] or list(codes)
    # An official name comes before the same word as a nickname of another place.
    shown = [code for code in shown if code in register.official(text)] or shown
    current = [code for code in shown if register.areas[code][2] is None]
    if not current:
        heirs = {heir for code in shown for heir in register.heirs.get(code, ())}
        if len(heirs) == 1 and any(
            register.name(code) == register.name(next(iter(heirs))) for code in shown
        ):
            return tuple(heirs)
        newest = max(shown, key=lambda code: register.areas[code][2] or 0)
        return (newest,)
    order = ("cauth", "ltla", "utla", "rgn", "ctry") if authority else _BY_NAME
    best = min(_place_in(order, register.level(code)) for code in current)
    return tuple(code for code in current if _place_in(order, register.level(code)) == best)


_BY_NAME = ("ltla", "utla", "rgn", "ctry", "cauth", "mcty", "group")


def _place_in(order: tuple[str, ...], level: str) -> int:
    return order.index(level) if level in order else len(order)
