"""What a table's own lines say of its measures: a title for a heading that names none, a source."""

from __future__ import annotations

import re

from placelib.errors import clip

# “Number”, “Rate per 10,000”, “%”, “Count (000s)”: of what, only the line above the table says.
_NAMES_NOTHING = re.compile(
    r"(?:numbers?|no\.?|counts?|totals?|amounts?|rates?|ratio|percentages?|per ?cent|proportion"
    r"|share|average|mean|median|%|£)(?: per [\d,]+(?: \w+)?)?(?: \([^()]{1,20}\))?\Z",
    re.IGNORECASE,
)
# “Homes completed by tenure” has a column for each tenure; “by district” names the rows.
_IS_BROKEN_DOWN = re.compile(
    r" by (?:tenure|type|kind|age|sex|gender|ethnicity|cause|reason|sector|mode|category)\Z",
    re.IGNORECASE,
)
# Lines above a table that are no title: “Source: …”, “Some cells are marked …”, “Base: adults”.
_IS_REMARK = re.compile(
    r"(?:sources?|notes?|base|units?|period covered|contact|published|extracted|(?:last )?updated"
    r"|some cells|(?:all )?figures (?:are|have)|(?:financial|calendar|academic) years?;"
    r"|this (?:work)?sheet|this table|back to|return to|£|\(|\[)",
    re.IGNORECASE,
)
# A line that only names who made the table: “Leeds City Council”, “… Combined Authority”.
_IS_BODY = re.compile(
    r"[^,:;\d]*\b(?:authority|council|partnership|department|board)\Z", re.IGNORECASE
)
# “Children looked after at 31 March: number and rate per 10,000” announces the columns.
_COLUMNS_BEHIND = re.compile(
    r": (?:the )?(?:numbers?|counts?|rates?|percentages?|%)\b.*\Z", re.IGNORECASE
)
_COLUMNS_BEFORE = re.compile(
    r"\A(?:numbers?|counts?|rates?|percentages?)(?: and (?:numbers?|rates?|percentages?))? of ",
    re.IGNORECASE,
)
# “Homes completed, financial years 2022/23 and 2023/24”, “Homes completed, 2023”.
_PERIOD_BEHIND = re.compile(
    r",? (?:in )?(?:the )?(?:(?:financial|calendar|academic) )?(?:years? )?"
    r"(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?"
    r"(?: ?(?:to|and|–|-) ?(?:19|20)\d\d(?:[/–-]\d\d)?)?\Z",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\A(?:table|figure|chart|sheet) \d*\w?(?:\.\d+\w?)*[:.]? +", re.IGNORECASE)
_SOURCE = re.compile(r"(?:data )?sources?: *(\S.*)", re.IGNORECASE)


def add_table_title(heading: str, lines: str, longest: int) -> str:
    """The heading behind the title of its table where it names nothing by itself, else as it is.

    ``lines`` are those above the table, parted by “ / ”. Where several of them may be the title,
    nobody knows which, and the heading stays alone.

        add_table_title("Rate", "Burglaries, 2023", 100)      # "Burglaries: rate"
    """
    title = _find_title(lines)
    names_nothing = _NAMES_NOTHING.match(heading) is not None
    if not title or not (names_nothing or _IS_BROKEN_DOWN.search(title)):
        return heading
    if title.casefold() in heading.casefold():
        return heading
    words = "per cent" if heading == "%" else heading
    # “GP visits” keeps its capitals.
    is_word = words[:1].isupper() and words[1:2].islower()
    words = f"{words[0].lower()}{words[1:]}" if is_word else words
    room = longest - len(words) - 2
    # A quarter of the room for the title would say nothing: the heading has words enough.
    return f"{clip(title, room)}: {words}" if room > longest // 4 else heading


def find_source(lines: str, longest: int) -> str:
    """What the lines above a table name as their source: the words behind “Source:”, or empty."""
    matches = (_SOURCE.match(line.strip()) for line in lines.split(" / "))
    return next((clip(match[1].strip(" ."), longest) for match in matches if match), "")


def _find_title(lines: str) -> str:
    """The only line that can be the title, without its number, its period and its columns."""
    titles = [
        line.strip()
        for line in lines.split(" / ")
        if line.strip() and not _IS_REMARK.match(line.strip()) and not _IS_BODY.match(line.strip())
    ]
    if len(titles) != 1:
        return ""
    title = _NUMBERED.sub("", titles[0])
    for pattern in (_COLUMNS_BEHIND, _PERIOD_BEHIND, _COLUMNS_BEFORE):
        title = pattern.sub("", title)
    title = title.strip(" ,:.")
    return f"{title[:1].upper()}{title[1:]}"
