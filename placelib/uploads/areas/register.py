"""Area names as publishers write them, brought to the register's names; only exact forms match."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from placelib.areas.levels import LEVELS
from placelib.areas.normalise import normalise_name, split_languages

if TYPE_CHECKING:
    # The worker imports this module too, and has no use for a database.
    from placelib.areas.registry import AreaRegistry
    from placelib.database.connection import Store

# What follows a name: “(formerly Avon)”, “(all authorities)”, “[note 3]”, “*”, “²”, “Rutland4”.
_NOTES = re.compile(
    r"\s*(?:\((?:formerly|previously|was|pre|post|from|until|to|new|old|all|total|whole)\b[^()]*\)|[\[(](?:notes?|r|p|see)?[\s\d,.]*[\])]|[*†‡¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[[a-z]\])$|(?<=[a-z])\d{1,2}$",
    re.IGNORECASE,
)
# A number or code before a name: “12 Leeds”, “E4701: Leeds”.
_NUMBERED = re.compile(r"^(?:\d{1,4}|[EWSN]\d{4}|[a-z]{2,6}\d{0,2}:)[\s:.-]+(?=[A-Za-z])")
# “of which: Leeds”, “incl. Leeds”.
_OF_WHICH = re.compile(r"(?:of which|o/w|including|incl\.?)[:\s-]+(?=\w)", re.IGNORECASE)
_TAILS = (
    (re.compile(r" (?:ua|unitary authority|unitary|la|u a|md|nmd|lb)$"), ("ltla",)),
    (re.compile(r" (?:met county|metropolitan county)$"), ("mcty",)),
    (re.compile(r" (?:region|gor)$"), ("rgn",)),
    (re.compile(r" (?:combined authority|mayoral combined authority|mca|ca)$"), ("cauth",)),
    (re.compile(r" (?:county council|cc|county)$"), ("utla", "ltla")),
    (
        re.compile(
            r" (?:metropolitan borough council|metropolitan district council|city and district "
            r"council|city council|borough council|district council|council|lb|mbc|mdc|mcd|dc|bc|"
            r"city mdc|city mbc|london borough|metropolitan borough|metropolitan district|"
            r"city|borough|district|local authority|council mbc|b)$"
        ),
        ("ltla", "utla"),
    ),
    # “Westminster, City of” is written so to stand in its place in the alphabet.
    (
        re.compile(
            r" (?:(?:royal|london|metropolitan) borough of|(?:royal )?county of|city and county of"
            r"|city of|county borough of|borough of|the)$"
        ),
        (),
    ),
    (re.compile(r" as a whole$"), ()),
    (re.compile(r" (?:england|wales|scotland)$"), ()),
    (re.compile(r" total$"), ()),
)
# What comes before a name: “London Borough of Camden”, “Cyngor Gwynedd”.
_HEADS = re.compile(
    r"^(?:london borough of|royal borough of|city and county of|cyngor|metropolitan borough of|"
    r"county borough of|borough of|the borough of|city and district of|city of|county of|lb|rb|"
    r"total|all|the) "
)
# “Bolton, North West”, “Hartlepool [North East]”: a place and what it lies in.
_INSIDE = re.compile(
    r"(?P<name>[^,(\[]{2,60}?)(?:, (?P<a>[^,()]{4,40})| ?[(\[](?P<b>[^()\[\]]{4,40})[)\]])"
)

# Short forms, written out before a last try; only a name that is then exact counts.
_SHORT = {
    "co": "county", "n": "north", "s": "south", "e": "east", "w": "west", "ne": "north east",
    "nw": "north west", "se": "south east", "sw": "south west", "yorks": "yorkshire",
    "lincs": "lincolnshire", "northants": "northamptonshire", "cambs": "cambridgeshire",
    "derbys": "derbyshire", "leics": "leicestershire", "notts": "nottinghamshire",
    "staffs": "staffordshire", "warks": "warwickshire", "worcs": "worcestershire",
    "glos": "gloucestershire", "herts": "hertfordshire", "beds": "bedfordshire",
    "bucks": "buckinghamshire", "berks": "berkshire", "oxon": "oxfordshire", "lancs": "lancashire",
    "hants": "hampshire", "wilts": "wiltshire",
}  # fmt: skip

# Ways of writing whole nations and regions that no register of councils lists.
_EXTRA = {
    "east": "E12000006",
    "east england": "E12000006",
    "eastern": "E12000006",
    "yorkshire humber": "E12000003",
    "yorkshire and humber": "E12000003",
    "yorkshire and humberside": "E12000003",
    "yorks and humber": "E12000003",
    "greater london": "E12000007",
    "scilly isles": "E06000053",
    "scilly": "E06000053",
    "uk": "K02000001",
    "great britain": "K03000001",
    "gb": "K03000001",
    "england and wales": "K04000001",
}
# “Grand Total”, “All authorities”, “Not stated”: sums and leftovers.
_TOTALS = re.compile(
    r"(?:grand |column |row |sub ?|overall |national )?totals?(?: .*)?|all(?: .*)?|sum(?: of .*)?|"
    r"average|mean|median|.* total|total .*|not stated|unknown|other|not classified"
)
# How alike spellings must be to ask about: “Middlesbruogh”; of 2,010 other names none is so near.
_LEAST_LIKENESS = 0.82
JsonRegister = dict[str, Any]


@dataclass(slots=True)
class Register:
    """The areas and names to match against; answers are kept, since columns repeat themselves."""

    areas: Mapping[str, tuple[str, str, int | None, bool, tuple[str, ...]]]
    by_plain: Mapping[str, tuple[str, ...]]
    current_successors: Mapping[str, tuple[str, ...]]
    steps: Mapping[str, tuple[str, ...]]
    chosen: Mapping[str, str] = field(default_factory=dict)
    # Names with short words in them, by the full form: “south buckinghamshire” for South Bucks.
    written_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cache: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def name(self, code: str) -> str:
        """The official name of an area, the code itself when it is not known."""
        return self.areas[code][0] if code in self.areas else code

    def level(self, code: str) -> str:
        """The level of an area, empty when it is not known."""
        return self.areas[code][1] if code in self.areas else ""

    def is_shown(self, code: str) -> bool:
        """True for councils, combined authorities, regions and nations, ended ones included."""
        return self.level(code) in LEVELS

    def parents(self, code: str) -> tuple[str, ...]:
        """Everything an area belongs to, nearest first; empty when it is not known."""
        return self.areas[code][4] if code in self.areas else ()

    def candidates(self, text: str) -> tuple[str, ...]:
        """The codes of all areas that a name is an exact form of, of every level and time."""
        if text not in self.cache:
            chosen = self.chosen.get(text, "")
            self.cache[text] = (chosen,) if chosen in self.areas else self._look_up(text)
        return self.cache[text]

    def is_same_place(self, code: str, second: str) -> bool:
        """True when one code replaced the other without the place becoming another."""
        return (
            code == second
            or self.current_successors.get(code) == (second,)
            or self.current_successors.get(second) == (code,)
        )

    def official(self, text: str) -> tuple[str, ...]:
        """The codes of the areas whose official name the text is a form of."""
        form = normalise_name(text)
        return tuple(
            code for code in self.candidates(text) if normalise_name(self.name(code)) == form
        )

    def _look_up(self, text: str) -> tuple[str, ...]:
        if len(text) > 120 or len(text) < 2 or text.isdigit():
            return ()
        for form, levels in _list_forms(text):
            codes = self.by_plain.get(form, ())
            if not codes and form in _EXTRA:
                codes = (_EXTRA[form],)
            within = tuple(code for code in codes if not levels or self.level(code) in levels)
            if within or codes:
                return within or codes
        return self._written_otherwise(text)

    def _written_otherwise(self, text: str) -> tuple[str, ...]:
        """The place of a name with short forms, or of one that stands in two languages."""
        form = normalise_name(text)
        full = _write_out(form)
        if full != form and " " in form:
            return self.candidates(full)
        if form in self.written_out:
            return self.written_out[form]
        both = self._in_two_languages(text)
        if both:
            return both
        inside = _INSIDE.fullmatch(text)
        if inside:
            # “Bolton, North West”: the second name must be of something the first lies in.
            larger = self.candidates(inside["a"] or inside["b"])
            codes = self.candidates(inside["name"]) if larger else ()
            return tuple(code for code in codes if set(self.parents(code)) & set(larger))
        return ()

    def _in_two_languages(self, text: str) -> tuple[str, ...]:
        """The areas that both halves of a name mean; one half alone decides nothing."""
        halves = split_languages(text)
        if halves is None:
            return ()
        first, second = map(self.candidates, halves)
        return tuple(code for code in first if code in second)


def make_register(raw: Mapping[str, Any], chosen: Mapping[str, str]) -> Register:
    """The register from its JSON form; ``chosen`` are names that a person decided."""
    areas = {
        code: (name, level, ended, has_page, tuple(parents))
        for code, name, level, ended, has_page, parents in raw["areas"]
    }
    by_plain: dict[str, list[str]] = {}
    for form, code in raw["names"]:
        by_plain.setdefault(form, []).append(code)
    written_out = {
        _write_out(form): tuple(codes) for form, codes in by_plain.items() if " " in form
    }
    return Register(
        areas=areas,
        by_plain={form: tuple(codes) for form, codes in by_plain.items()},
        current_successors={code: tuple(codes) for code, codes in raw["current_successors"]},
        steps={code: tuple(codes) for code, codes in raw["steps"]},
        chosen=chosen,
        written_out={form: codes for form, codes in written_out.items() if form not in by_plain},
    )


def _write_out(form: str) -> str:
    """A plain form with its short words written out: “south bucks” as “south buckinghamshire”."""
    return " ".join(_SHORT.get(word, word) for word in form.split())


def is_total(text: str) -> bool:
    """True for labels of sums and leftovers (“Grand Total”, “Not stated”), which are no area."""
    return _TOTALS.fullmatch(normalise_name(text)) is not None


def suggest_area(register: Register, text: str) -> str:
    """The code of the one area whose name is spelt most alike, empty when none is near."""
    form = normalise_name(text)
    if len(form) < 4 or form.startswith(("rest of ", "other ", "outer ", "inner ")):
        return ""
    near = difflib.get_close_matches(form, register.by_plain, n=1, cutoff=_LEAST_LIKENESS)
    codes = [code for name in near for code in register.by_plain[name] if register.is_shown(code)]
    return codes[0] if codes else ""


def _list_forms(text: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The plain forms under which a name may be known, the fullest first, with implied levels."""
    for written in _write_forms(text):
        form = normalise_name(written)
        yield form, ()
        without_head = _HEADS.sub("", form)
        if without_head != form:
            yield without_head, ()
        for pattern, levels in _TAILS:
            shorter = pattern.sub("", form)
            if shorter != form and shorter:
                yield shorter, levels
                yield _HEADS.sub("", shorter), levels
                for again, _ in _TAILS:
                    shortest = again.sub("", shorter)
                    if shortest != shorter and shortest:
                        yield shortest, levels


def _write_forms(text: str) -> Iterable[str]:
    yield text
    bare = text
    while True:
        shorter = _NOTES.sub("", bare).strip()
        if shorter == bare or not shorter:
            break
        bare = shorter
        yield bare
    numbered = _NUMBERED.sub("", _OF_WHICH.sub("", bare))
    if numbered != bare:
        yield numbered
    if not bare.isascii():
        try:
            yield bare.encode("cp1252").decode("utf-8")
        except UnicodeError:
            return


def build_json_register(store: Store, registry: AreaRegistry) -> JsonRegister:
    """All areas, names and successions as lists that JSON can carry.

    ``areas``: code, name, level, ended, has_page, parents; ``names``: plain form, code;
    ``current_successors``: ended code, current codes; ``steps``: ended code, the codes that came
    next. Areas without a page are named by their official name.
    """
    names = {(row["plain"], row["area_code"]) for row in store.rows("aliases")}
    names |= {(normalise_name(area.name), area.code) for area in registry.areas.values()}
    return {
        "areas": [
            [area.code, area.name, area.level, area.ended, area.has_page, list(area.parents)]
            for area in registry.areas.values()
        ],
        "names": sorted(names),
        "current_successors": [
            [code, [successor.code for successor in registry.current_successors(code)]]
            for code, area in registry.areas.items()
            if not area.is_current
        ],
        "steps": [[code, list(later)] for code, later in registry.successors.items()],
    }
