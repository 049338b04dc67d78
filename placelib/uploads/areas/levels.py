"""Geography levels by code, by the words of a column and by names that only one level has."""

from __future__ import annotations

import re

from placelib.areas.levels import LEVELS, rank_level
from placelib.areas.normalise import normalise_name

# Which level a name means first where several have it: “West Midlands” is a region before it is
# an authority, unless a table is about authorities.
AUTHORITIES_FIRST = ("cauth", *(level for level in LEVELS if level != "cauth"))
AUTHORITIES_LAST = (*AUTHORITIES_FIRST[1:], "cauth", "mcty", "group")
# How large areas without a page are among the others, in halves of a level: a former county is as
# large as an authority, a statistical grouping larger than a region and smaller than a nation.
_SIZES_BETWEEN = {"mcty": 2 * rank_level("cauth"), "group": 2 * rank_level("rgn") + 1}

# Known and named, but without a page: their rows are listed by level.
NOT_SHOWN = {
    "mcty": "former metropolitan counties",
    "group": "statistical groupings",
    "city": "city regions",
    "itl1": "statistical regions (ITL)",
    "itl2": "statistical regions (ITL)",
    "itl3": "statistical regions (ITL)",
    "pfa": "police force areas",
}
PREFIXES = {
    **dict.fromkeys(("E00", "W00", "N00", "S00"), "census output areas"),
    **dict.fromkeys(("E01", "W01", "S01", "N20", "95G"), "neighbourhoods (LSOA, data zone)"),
    **dict.fromkeys(("E02", "W02", "S02", "N21"), "neighbourhoods (MSOA)"),
    **dict.fromkeys(("E04", "W04", "E43"), "parishes and communities"),
    **dict.fromkeys(("E05", "W05", "S13", "N08"), "wards"),
    **dict.fromkeys(
        ("E14", "W07", "N05", "N06", "S14", "S16", "S17", "W09", "W10", "E32"), "constituencies"
    ),
    **dict.fromkeys(
        (
            "S08",
            "W11",
            "N11",
            "E18",
            "E16",
            "E38",
            "E54",
            "E40",
            "E19",
            "E36",
            "E39",
            "E45",
            "E46",
            "E56",
        ),
        "health areas",
    ),
    **dict.fromkeys(("E23", "W15", "S23", "N24", "S32"), "police force areas"),
    **dict.fromkeys(("E31", "W25", "S39", "N31"), "fire and rescue areas"),
    **dict.fromkeys(("S37", "S11"), "health and social care partnerships"),
    **dict.fromkeys(("E22", "W14"), "community safety areas"),
    **dict.fromkeys(("E26", "W18", "S21"), "national parks"),
    **dict.fromkeys(("E29", "E30", "W22", "S22", "N12", "K01"), "travel to work areas"),
    **dict.fromkeys(("E33", "W35", "S31"), "workplace zones"),
    **dict.fromkeys(
        ("E34", "E35", "E63", "W37", "W38", "W45", "S44", "S45", "N16"), "built-up areas"
    ),
    **dict.fromkeys(("E37",), "local enterprise partnerships"),
    **dict.fromkeys(("S30", "W40", "E41", "W39"), "council areas under withdrawn codes"),
    **dict.fromkeys(("J99", "M83", "L93"), "places outside the United Kingdom"),
    **dict.fromkeys(("E13", "K03", "K04", "K99", "E67"), "statistical groupings"),
    **dict.fromkeys(("E47",), "combined authorities that are not in the register"),
    **dict.fromkeys(
        ("E06", "E07", "E08", "E09", "E10", "W06", "S12", "N09", "N10"),
        "councils that are not in the register",
    ),
    "E11": "metropolitan counties that are not in the register",
    "E12": "regions that are not in the register",
}
# Codes of areas that lie inside councils: neighbourhoods, wards, parishes, constituencies.
FINER_PREFIXES = frozenset(
    ("E00", "W00", "N00", "S00", "E01", "W01", "S01", "N20", "E02", "W02", "S02", "N21", "E04",
     "W04", "E05", "W05", "S13", "N08", "E14", "W07", "N05", "N06", "S14", "S16")
)  # fmt: skip
# “E08000012”, and Northern Ireland’s small areas “95GG01”.
GSS = re.compile(r"[EWSNKJML]\d{8}\Z|95[A-Z]{1,2}\d*\Z")
# “E0800OO12”: letters O, I and L in the place of digits.
_MISTYPED = re.compile(r"[EWSNK][\dOoIl]{8}\Z", re.IGNORECASE)
_TOGETHER = (
    re.compile(r"(?P<code>[EWSNK]\d{8})\s*[:|,/–—-]?\s*(?P<name>[^\W\d_][^\d]{1,80})"),
    re.compile(r"(?P<name>[^\W\d_][^\d]{1,80}?)\s*[:|,/–—-]?\s*[(\[]?(?P<code>[EWSNK]\d{8})[)\]]?"),
)
# “TLD3”, “UKM7”: statistical regions.
_ITL = re.compile(r"(?:TL|UK)[C-N][A-Z\d]{0,3}\Z")
SCHEMES = (
    (re.compile(r"\d{2}[A-HJ-UY][A-Z]\Z"), "council codes used before 2009 (such as 00AA)"),
    (re.compile(r"[EWSN]\d{4}\Z"), "authority codes of the ministry (such as E0101)"),
    (re.compile(r"E0\d{3}\Z"), "authority codes of the ministry (such as E0101)"),
    (re.compile(r"5[1-9]\d\Z"), "StatsWales area codes (such as 512)"),
    (re.compile(r"[2-9]\d{2}\Z"), "local authority numbers of the Department for Education"),
)
_WORDS = (
    (r"resilience forum", "local resilience forums"),
    (r"police|\bforce|\bpcc\b", "police force areas"),
    (r"\bhscp|social care partnership|integration authorit", "health and social care partnerships"),
    (r"primary urban|\bpua\b", "primary urban areas"),
    (r"postcode", "postcodes"),
    (r"health board|\bnhs\b|\bccg|\bicb|\bicp\b|integrated care|health area|social care trust",
     "health areas"),
    (r"constituenc|\bpcon|westminster parl|parliamentary|senedd|holyrood", "constituencies"),
    (r"\bwards?\b|electoral div", "wards"),
    (r"\blsoa|\bmsoa|lower super|middle super|super output|output area|data ?zone|neighbourhood",
     "neighbourhoods"),
    (r"\bitl|\bnuts", "statistical regions (ITL)"),
    (r"fire (?:and|&|service|authority)", "fire and rescue areas"),
    (r"\bschool\b|\bpupil referral", "schools"),
    (r"parish", "parishes and communities"),
    (r"built[- ]up", "built-up areas"),
    (r"travel to work|\bttwa", "travel to work areas"),
    (r"intermediate zone|locality", "small areas"),
    (r"enterprise partnership|\blep\b", "local enterprise partnerships"),
    (r"community safety", "community safety areas"),
)  # fmt: skip
_POLICE = """avon and somerset|bedfordshire|cambridgeshire|cheshire|city of london|cleveland|cumbria
|derbyshire|devon and cornwall|dorset|durham|dyfed powys|essex|gloucestershire|greater manchester
|gwent|hampshire|hampshire and isle of wight|hertfordshire|humberside|kent|lancashire
|leicestershire|lincolnshire|merseyside|metropolitan|metropolitan police|norfolk|north wales
|north yorkshire|northamptonshire|northumbria|nottinghamshire|south wales|south yorkshire
|staffordshire|suffolk|surrey|sussex|thames valley|warwickshire|west mercia|west midlands
|west yorkshire|wiltshire|british transport|british transport police|police scotland|psni"""
_HEALTH = """ayrshire and arran|borders|dumfries and galloway|fife|forth valley|grampian
|greater glasgow and clyde|highland|lanarkshire|lothian|orkney|shetland|tayside|western isles
|betsi cadwaladr|hywel dda|swansea bay|cardiff and vale|cwm taf morgannwg|cwm taf
|aneurin bevan|abertawe bro morgannwg|powys teaching|betsi cadwaladr university
|hywel dda university|cardiff and vale university|cwm taf morgannwg university
|aneurin bevan university|swansea bay university"""
_NAMED = {
    "police force areas": frozenset(normalise_name(name) for name in _POLICE.split("|")),
    "health boards": frozenset(normalise_name(name) for name in _HEALTH.split("|")),
}

# Forces and boards that share their name with a council or a region.
_SHARED = """bedfordshire|cambridgeshire|city of london|cumbria|derbyshire|dorset|durham|essex
|gloucestershire|greater manchester|hampshire|hertfordshire|kent|lancashire|leicestershire
|lincolnshire|norfolk|north yorkshire|northamptonshire|nottinghamshire|staffordshire|suffolk|surrey
|warwickshire|west midlands|west yorkshire|south yorkshire|merseyside|wiltshire|cheshire
|dumfries and galloway|fife|highland"""
_COUNCILS_TOO = frozenset(normalise_name(name) for name in _SHARED.split("|"))
# Counties and regions of 1974 to 1996 that are none today; some forces keep their names.
_FORMER = """avon|bedfordshire|berkshire|cheshire|cleveland|hereford and worcester|humberside
|clwyd|dyfed|gwent|mid glamorgan|south glamorgan|west glamorgan|borders|central|grampian
|lothian|strathclyde|tayside|highlands and islands"""
FORMER_COUNTIES = frozenset(normalise_name(name) for name in _FORMER.split("|"))
_SAYS = (
    (re.compile(r" police(?: and crime commissioner.*| force| service)?$| constabulary$"),
     "police force areas"),
    (re.compile(r" health board$|^nhs |\bicb\b| [utl]hb$| integrated care board$"
                r"| nhs (?:foundation )?trust$| clinical commissioning group$"), "health areas"),
    (re.compile(r" fire(?: and rescue)?(?: service| authority)$"), "fire and rescue areas"),
)  # fmt: skip
_PLAIN_WORDS = frozenset(
    ("name", "names", "code", "codes", "area", "areas", "of", "the", "electoral", "cd", "nm",
     "parliamentary", "westminster", "id", "local", "nhs", "rescue", "and", "lookup")
)  # fmt: skip
_HEADINGS = {
    **dict.fromkeys(("ward", "wards", "division", "wd"), "wards"),
    **dict.fromkeys(("constituency", "constituencies", "pcon", "seat"), "constituencies"),
    **dict.fromkeys(("police force", "force", "police"), "police force areas"),
    **dict.fromkeys(("lsoa", "msoa", "data zone", "datazone", "output", "neighbourhood",
                     "super output", "lower super output", "middle super output"),
                    "neighbourhoods"),
    **dict.fromkeys(("health board", "board", "ccg", "icb", "sub icb", "trust", "health"),
                    "health areas"),
    **dict.fromkeys(("school", "schools"), "schools"),
    **dict.fromkeys(("town", "towns", "village", "villages", "settlement", "settlements"),
                    "towns and villages"),
    **dict.fromkeys(("parish", "parishes"), "parishes and communities"),
    "intermediate zone": "small areas",
    **dict.fromkeys(("hscp", "health social care partnership", "integration authority"),
                    "health and social care partnerships"),
    "health social care trust": "health areas",
    **dict.fromkeys(("resilience forum", "lrf"), "local resilience forums"),
    **dict.fromkeys(("primary urban", "pua"), "primary urban areas"),
    **dict.fromkeys(("built up", "bua"), "built-up areas"),
    **dict.fromkeys(("enterprise partnership", "lep"), "local enterprise partnerships"),
    **dict.fromkeys(("community safety partnership", "csp"), "community safety areas"),
    **dict.fromkeys(("postcode", "postcode district", "postcode sector"), "postcodes"),
    **dict.fromkeys(("travel to work",), "travel to work areas"),
    "ttwa": "travel to work areas",
    **dict.fromkeys(("fire", "fire authority", "fire service", "frs"), "fire and rescue areas"),
}  # fmt: skip
# “Bury North”, “Leeds Central”, “Mid Derbyshire and Dales”: how seats are named.
_SEAT = re.compile(
    r"\w (?:Central|(?:North|South|Mid)?[ -]?(?:North|South|East|West)(?:ern)?)(?: and \w+)?\Z",
    re.IGNORECASE,
)
# “Kent Police”, “Fife Health Board”: what forces and boards add to a place.
_NAME_TAILS = re.compile(
    r" (?:police|constabulary|police force|health board|university health board|nhs|force|service"
    r"|police service|teaching health board|local health board|(?:u|t|l)hb|health authority)$"
)


def repair_code(text: str) -> str:
    """A nine-character code from one that was typed with spaces, in lower case or O for 0.

    The text itself when it is not a code at all.
    """
    # Linked data gives codes as addresses: the code is what follows the last stroke.
    form = "".join(text.rpartition("/")[2].split()).upper() if "://" in text else ""
    form = form or "".join(text.split()).upper()
    if len(form) != 9 or not _MISTYPED.match(form):
        return text
    return form[0] + form[1:].replace("O", "0").replace("I", "1").replace("L", "1")


def split_code_and_name(text: str) -> tuple[str, str]:
    """The code in a cell and the name beside it, as in “E08000012 : Liverpool”.

    The name is empty where the cell holds nothing but a code; a cell without one comes back whole.
    """
    for pattern in _TOGETHER:
        match = pattern.fullmatch(text)
        if match:
            return match["code"], match["name"].strip()
    return repair_code(text), ""


def looks_like_gss(text: str) -> bool:
    """True for a code of the national scheme (E08000012, TLD3), known or not."""
    return bool(GSS.match(text) or _ITL.match(text))


def name_unsupported_level(code: str) -> str:
    """What kind of area a code is, for one that has no page here; “unknown codes” otherwise."""
    if _ITL.match(code):
        return "statistical regions (ITL)"
    return PREFIXES.get(code[:3], "unknown codes")


def rank_size(level: str) -> int:
    """How large the areas of a level are, 0 for the smallest; what is no level here comes last."""
    return _SIZES_BETWEEN.get(level, 2 * rank_level(level))


def find_level(text: str) -> str:
    """The unsupported level that a heading or a type column names, or nothing."""
    form = text.lower()
    # Such as “ward” or “constituenc(?:y|ies)”.
    return next((level for words, level in _WORDS if re.search(words, form)), "")


def find_named_level(names: set[str]) -> str:
    """The unsupported level whose full list of names these names are, or nothing.

    A dozen counties are also police forces: only names that no council bears decide, nor any
    county of 1974 to 1996, such as Cleveland.
    """
    forms = {_NAME_TAILS.sub("", normalise_name(name)).removeprefix("nhs ") for name in names}
    for level, level_names in _NAMED.items():
        shared = forms & level_names
        counties = FORMER_COUNTIES if level == "police force areas" else frozenset()
        alone = shared - _COUNCILS_TOO - counties
        # Three forces, two of them no county: “Thames Valley”, “West Mercia” and “Kent”.
        if len(shared) >= 3 and len(alone) >= 2 and len(shared) >= 0.5 * len(forms):
            return level
    return ""


def find_finer_level(heading: str) -> str:
    """The unsupported level that a heading names and nothing else (“Ward name”), or nothing."""
    # “WardName” and “ward_name” as “ward name”; figures and signs are no words.
    form = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    form = re.sub(r"[^a-z ]", " ", form.replace("_", " ").lower())
    # “MSOAcode”, “LSOA11NM”: the level is glued to what the column holds.
    form = re.sub(r"\b(msoa|lsoa|wd|ward|pcon|oa|ccg|icb)(?:code|name|cd|nm)\b", r"\1", form)
    words = " ".join(word for word in form.split() if word not in _PLAIN_WORDS)
    return _HEADINGS.get(words, "")


def are_seats(unknown: set[str], of: int = 0) -> bool:
    """True when many unknown names are a place with a direction: seats such as “Bury North”.

    ``of`` is the number of all names, known ones included.
    """
    seats = [name for name in unknown if _SEAT.search(name)]
    # “Bury North” among many names may be a slip; three, and 15 in 100, are a list of seats.
    return len(seats) >= 3 and len(seats) >= 0.15 * max(of, len(unknown))


def find_board_or_force(name: str) -> str:
    """The unsupported level that a single name belongs to, or nothing."""
    form = normalise_name(name)
    bare = _NAME_TAILS.sub("", form).removeprefix("nhs ")
    named = next((level for level, level_names in _NAMED.items() if bare in level_names), "")
    return named or next((level for words, level in _SAYS if words.search(form)), "")


def find_scheme(texts: set[str]) -> str:
    """The older code system that nearly all these texts follow, in words, or nothing."""
    filled = {text for text in texts if text}
    if len(filled) < 3:
        return ""
    for pattern, words in SCHEMES:
        # Four in five: a total or a note may stand among codes such as “00BY”.
        if sum(pattern.match(text) is not None for text in filled) > 0.8 * len(filled):
            return words
    return ""
