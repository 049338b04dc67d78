"""Further made files of the kinds that were once read wrongly, in other shapes and other places.

Each has what a careful reader expects, written down before the file was read. All places are real,
all figures made up; a bar parts the cells of a row.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

import xlsxwriter

from placelib.uploads.reading import Reading
from placelib.uploads.values.tidy import Tidy
from tests.uploads import made_files as made

GWYNEDD, POWYS, CARDIFF, SWANSEA = "W06000002", "W06000023", "W06000015", "W06000011"
FIFE, HIGHLAND, GLASGOW, BORDERS = "S12000047", "S12000017", "S12000049", "S12000026"
BELFAST, DERRY, MID_ULSTER, FERMANAGH = "N09000003", "N09000005", "N09000009", "N09000006"
LEEDS, YORK, TRAFFORD, TORBAY = "E08000035", "E06000014", "E08000009", "E06000027"
Entry = tuple[str, str, str, float]


@dataclass(frozen=True)
class FurtherFile:
    """A table and what must be read of it; what is empty here is not asked for.

    ``entries`` are code, period, indicator and value; ``formats`` gives number formats of cells
    (row, column) of a workbook, ``merges`` merged columns by row; ``outcomes`` gives columns by
    heading, ``kinds`` are problems that must be told.
    """

    text: str
    kind: str = "csv"
    entries: tuple[Entry, ...] = ()
    units: tuple[str, ...] = ()
    used: int | None = None
    verdicts: tuple[str, ...] = ("read", "flag")
    asks: tuple[str, ...] = ()
    asks_nothing: bool = False
    outcomes: Mapping[str, str] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    figures: int | None = None
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merges: tuple[tuple[int, int, int], ...] = ()
    name: str = ""


def build(file: FurtherFile) -> tuple[bytes, str]:
    """The bytes of a file and its name."""
    rows = [line.split("|") for line in file.text.strip("\n").split("\n")]
    if file.kind == "csv":
        return made.csv(rows), file.name or "table.csv"
    if file.kind == "ods":
        return made.ods(made.ods_rows(rows)), "table.ods"
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Sheet1")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                code = file.formats.get((number, column), file.formats.get((-1, column)))
                look = book.add_format({"num_format": code}) if code else None
                try:
                    sheet.write_number(number, column, float(cell), look)
                except ValueError:
                    sheet.write_string(number, column, cell)
        for number, first, last in file.merges:
            sheet.merge_range(number, first, number, last, rows[number][first])
    return out.getvalue(), file.name or "table.xlsx"


def find_differences(file: FurtherFile, reading: Reading, tidy: Tidy) -> list[str]:
    """What is read otherwise than expected, a text each."""
    found = {
        (tidy.texts[tidy.area[n]], tidy.texts[tidy.period[n]], tidy.texts[tidy.indicator[n]],
         round(tidy.value[n], 6))
        for n in range(len(tidy.row))
    }  # fmt: skip
    units = tuple(column.unit for column in reading.value_columns)
    asked = {question.key.partition(":")[0] for question in reading.questions}
    outcomes = {column.header: column.outcome for column in reading.columns}
    told = {problem.kind for problem in reading.problems}
    numbers = reading.numbers
    checks = (
        (reading.verdict in file.verdicts, f"verdict {reading.verdict}"),
        (file.used is None or reading.rows_used == file.used, f"used {reading.rows_used}"),
        (file.figures is None or len(tidy.row) == file.figures, f"{len(tidy.row)} figures"),
        (not file.units or units == file.units, f"units {units}"),
        (set(file.asks) <= asked, f"asks {asked}"),
        (not file.asks_nothing or not asked, f"asks {asked}"),
        (set(file.kinds) <= told, f"tells {told}"),
        (numbers.cells_in == numbers.cells_used + numbers.cells_listed, "numbers lost"),
        *((entry in found, f"no {entry}") for entry in file.entries),
        *(
            (outcomes.get(header) == outcome, f"{header}: {outcomes.get(header)}")
            for header, outcome in file.outcomes.items()
        ),
    )
    return [words for holds, words in checks if not holds]


def _rows(header: str, *lines: str, above: str = "", below: str = "") -> str:
    return "\n".join([*above.splitlines(), header, *lines, *below.splitlines()])


FILES: dict[str, FurtherFile] = {
    # Columns without a period beside dated ones
    "a mean age beside two years, by Welsh name": FurtherFile(
        _rows("Local authority|Mean age|2021|2022", "Gwynedd|44.1|310|312", "Powys|49.7|120|118",
              "Cardiff|34.2|900|955", above="Dwellings started in Wales"),
        entries=((GWYNEDD, "", "Mean age", 44.1), (CARDIFF, "2022", "Dwellings started in Wales",
        955)),
        used=3, figures=9),
    "the same measure without and with a year, and no year above": FurtherFile(
        _rows("Council|Empty homes|Empty homes 2022|Empty homes 2021", "Fife|41|40|39",
              "Highland|52|50|48", "Glasgow City|93|90|88"),
        entries=((FIFE, "", "Empty homes (period not stated)", 41),
                 (FIFE, "2022", "Empty homes", 40)),
        kinds=("period not stated",), used=3, figures=9),
    "an undated total behind dated columns in a workbook": FurtherFile(
        _rows("Council area|Homes 2019/20|Homes 2020/21|All homes since 2019",
              "Fife|41|40|81", "Highland|52|50|102", "Scottish Borders|9|8|17"), kind="xlsx",
        entries=((FIFE, "2019/20", "Homes", 41), (FIFE, "", "All homes since 2019", 81)), used=3),
    # Words on rounding
    "rounded to the nearest million below a unit of money": FurtherFile(
        _rows("Council|Budget 2023|Budget 2024", "Fife|950|980", "Highland|640|660",
              "Glasgow City|1700|1780",
              above="Revenue budgets, £ million\nRounded to the nearest million"),
        units=("£ million", "£ million"), entries=((FIFE, "2023", "Budget", 950),), used=3),
    "all counts rounded to the nearest hundred thousand": FurtherFile(
        _rows("Council|Visits", "Fife|1200000|", "Highland|900000|", "Glasgow City|4100000|",
              above="Visits to museums\nAll counts have been rounded to the nearest 100,000"),
        units=("",), entries=((FIFE, "", "Visits", 1200000),), used=3),
    "a unit of thousands in a line of its own": FurtherFile(
        _rows("District|Employees", "Belfast|231|", "Mid Ulster|62|", "Fermanagh and Omagh|48|",
              above="Employee jobs by district\nUnit: thousands\nRounded to the nearest thousand"),
        units=("thousand",), entries=((BELFAST, "", "Employees", 231),), used=3),
    # Groups of ages and of school years
    "ages 16-17 and 18-19 in rows": FurtherFile(
        _rows("Council|Age|Claimants", "Fife|16-17|5", "Fife|18-19|55", "Highland|16-17|4",
              "Highland|18-19|41", "Glasgow City|16-17|9", "Glasgow City|18-19|120"),
        entries=((FIFE, "", "16-17", 5), (GLASGOW, "", "18-19", 120)), used=6,
        outcomes={"Age": "breakdown"}),
    "one group of ages 20-21 alone over its column": FurtherFile(
        _rows("Council|20-21|22-25", "Fife|5|15", "Highland|4|12", "Glasgow City|9|33",
              above="Apprentices by age"),
        entries=((FIFE, "", "20-21", 5), (FIFE, "", "22-25", 15)), used=3),
    "16 to 17 year olds in the heading": FurtherFile(
        _rows("Local authority|16 to 17 year olds out of school|19 to 20 year olds out of school",
              "Gwynedd|5|6", "Powys|4|5", "Swansea|9|10"),
        entries=((GWYNEDD, "", "16 to 17 year olds out of school", 5),), used=3),
    "years of school over columns": FurtherFile(
        _rows("Local authority|Year 10|Year 11", "Gwynedd|510|520", "Powys|640|600",
              "Swansea|1290|1310", above="Pupils by year group"),
        entries=((GWYNEDD, "", "Year 10", 510), (SWANSEA, "", "Year 11", 1310)), used=3),
    # Numbers of rows
    "running numbers from 101 under no heading": FurtherFile(
        _rows("|Council|Homes", "101|Fife|41", "102|Highland|52", "107|Glasgow City|93",
              "111|Scottish Borders|9"),
        entries=((FIFE, "", "Homes", 41),), used=4, figures=4),
    "running numbers as Excel writes them, with a sum below": FurtherFile(
        _rows("No.|District|Homes", "1|Belfast|41", "2|Mid Ulster|52", "3|Fermanagh and Omagh|93",
              "|Total|186"), kind="xlsx",
        entries=((BELFAST, "", "Homes", 41),), used=3, figures=3, outcomes={"No.": "left_out"}),
    "a rank called No. behind the figures stays out": FurtherFile(
        _rows("District|Homes|Rank", "Belfast|41|3", "Mid Ulster|52|2", "Fermanagh and Omagh|93|1"),
        entries=((BELFAST, "", "Homes", 41),), figures=3, outcomes={"Rank": "left_out"}),
    # Rows that look like headings
    "the first council has counts that look like years": FurtherFile(
        _rows("Council|Homes|Rooms", "Fife|2019|2021", "Highland|1850|2400",
        "Glasgow City|9300|8800"),
        entries=((FIFE, "", "Homes", 2019), (FIFE, "", "Rooms", 2021)), used=3),
    "the first council is suppressed in all columns": FurtherFile(
        _rows("Local authority|Deaths|Injuries", "Gwynedd|*|*", "Powys|4|12", "Swansea|9|31",
              "Cardiff|..|40"), entries=((POWYS, "", "Deaths", 4),), used=4, figures=8),
    "the first council has words for its gaps": FurtherFile(
        _rows("Council|Visits|Loans", "Fife|not returned|not returned", "Highland|52|500",
              "Glasgow City|93|900", "Scottish Borders|9|80"),
        entries=((HIGHLAND, "", "Visits", 52),), used=4),
    # Merged groups
    "a merged group beside a single column in a workbook": FurtherFile(
        _rows("Council|2022||Area (km2)", "|Homes|Rooms|", "Fife|41|80|1325",
        "Highland|52|99|26484",
              "Glasgow City|93|170|175"), kind="xlsx", merges=((0, 1, 2),),
        entries=((FIFE, "2022", "Rooms", 80), (FIFE, "", "Area (km2)", 1325)), used=3),
    "a single column between two groups": FurtherFile(
        _rows("District|2021||Population|2022|", "|Homes|Beds||Homes|Beds", "Belfast|1|2|345|3|4",
              "Mid Ulster|5|6|150|7|8", "Fermanagh and Omagh|9|10|117|11|12"),
        entries=((BELFAST, "2021", "Beds", 2), (BELFAST, "", "Population", 345),
                 (BELFAST, "2022", "Homes", 3)), used=3),
    # Kinds of year
    "a school year in one heading beside tax years": FurtherFile(
        _rows("Local authority|School year 2021/22: pupils|Council tax 2021/22|Council tax 2022/23",
              "Gwynedd|510|1500|1600", "Powys|640|1450|1550", "Swansea|1290|1300|1400"),
        asks=("period",), entries=((GWYNEDD, "2022/23", "Council tax", 1600),), used=3),
    # Dates of events and of publication
    "the day of a survey's publication in a column": FurtherFile(
        _rows("Council|Date published|Satisfied", "Fife|2024-05-01|71.5",
        "Highland|2024-05-01|66.2",
              "Glasgow City|2024-05-02|58.9"),
        entries=((FIFE, "", "Satisfied", 71.5),), used=3),
    "a law of a year in the heading": FurtherFile(
        _rows("Council|Homes licensed under the Housing (Scotland) Act 2006",
              "Fife|41", "Highland|52", "Glasgow City|93"),
        entries=((FIFE, "", "Homes licensed under the Housing (Scotland) Act 2006", 41),), used=3),
    "a target for a year in the heading": FurtherFile(
        _rows("Council|Homes planned by 2030|Homes built in 2023", "Fife|410|20", "Highland|520|31",
              "Glasgow City|930|77"),
        entries=((FIFE, "", "Homes planned by 2030", 410), (FIFE, "2023", "Homes built",
        20)), used=3),
    # Weeks
    "weeks of a year over columns": FurtherFile(
        _rows("Council|2021 Week 1|2021 Week 2|2021 Week 3", "Fife|4|5|6", "Highland|1|2|3",
              "Glasgow City|7|8|9"), entries=((FIFE, "2021-W02", "Value", 5),), used=3),
    "week ending dates in rows with a week number": FurtherFile(
        _rows("Local authority|Week number|Week ending|Deaths", "Gwynedd|1|07/01/2022|12",
              "Gwynedd|2|14/01/2022|15", "Powys|1|07/01/2022|9", "Powys|2|14/01/2022|11"),
        entries=((GWYNEDD, "2022-01-14", "Deaths", 15),), used=4, figures=4),
    # Formats of cells
    "percentages with a negative format": FurtherFile(
        _rows("Council|Change", "Fife|0.071", "Highland|-0.023", "Glasgow City|0.5"), kind="xlsx",
        formats={(-1, 1): "0.0%;[Red]-0.0%"}, units=("%",),
        entries=((FIFE, "", "Change", 7.1), (HIGHLAND, "", "Change", -2.3)), used=3),
    "one cell of a column is formatted as a per cent and the others are not": FurtherFile(
        _rows("Council|Share", "Fife|0.071", "Highland|12.3", "Glasgow City|50"), kind="xlsx",
        formats={(1, 1): "0%"}, verdicts=("ask",), asks=("scale",), used=3),
    "months over columns as whole words": FurtherFile(
        _rows("District|45017|45047|45078", "Belfast|4|5|6", "Mid Ulster|1|2|3",
              "Fermanagh and Omagh|7|8|9"), kind="xlsx",
        formats={(0, 1): "mmmm yyyy", (0, 2): "mmmm yyyy", (0, 3): "mmmm yyyy"},
        entries=((BELFAST, "2023-05", "Sheet1", 5),), used=3),
    # Other levels
    "health boards of Scotland": FurtherFile(
        _rows("Board|Patients", "Ayrshire and Arran|5", "Borders|3", "Fife|4", "Forth Valley|6",
              "Grampian|7", "Highland|8", "Lothian|9", "Orkney|1", "Shetland|2", "Tayside|3"),
        verdicts=("refuse",)),
    "health trusts of Northern Ireland": FurtherFile(
        _rows("Trust|Patients", "Belfast|5", "Northern|3", "South Eastern|4", "Southern|6",
        "Western|7"),
        verdicts=("refuse",)),
    "seats of the Senedd": FurtherFile(
        _rows("Constituency|Votes", "Aberconwy|5", "Cardiff Central|3", "Cardiff North|4",
        "Gower|6",
              "Ynys Mon|7", "Swansea East|8"), verdicts=("refuse",)),
    "travel to work areas": FurtherFile(
        _rows("Travel to work area|Jobs", "Leeds|500", "York|120", "Cardiff|300", "Manchester|900"),
        verdicts=("refuse",)),
    # Names
    "Welsh names alone": FurtherFile(
        _rows("Awdurdod lleol|Cartrefi", "Gwynedd|4", "Caerdydd|5", "Abertawe|6",
        "Sir Gaerfyrddin|7",
              "Bro Morgannwg|8", "Ynys Môn|9"),
        entries=((CARDIFF, "", "Cartrefi", 5), (SWANSEA, "", "Cartrefi", 6)), used=6),
    "Welsh and English names over two lines of a cell": FurtherFile(
        _rows("Area|Homes", "Caerdydd | Cardiff".replace("|", "/") + "|5", "Powys / Powys|4",
              "Sir Ddinbych / Denbighshire|3", "Castell-nedd Port Talbot / Neath Port Talbot|8"),
        entries=((CARDIFF, "", "Homes", 5),), used=4),
    "Gaelic names of islands": FurtherFile(
        _rows("Council|Homes", "Comhairle nan Eilean Siar|5", "Fife|4", "Argyll & Bute|6",
              "Dumfries & Galloway|8"), entries=(("S12000013", "", "Homes", 5),)),
    "districts of Northern Ireland with commas and ampersands": FurtherFile(
        _rows("District|Homes", "Armagh City, Banbridge & Craigavon|5", "Derry City & Strabane|4",
              "Newry, Mourne & Down|6", "Causeway Coast & Glens|8", "Antrim & Newtownabbey|9"),
        entries=((DERRY, "", "Homes", 4), ("N09000010", "", "Homes", 6)), used=5),
    # Sums
    "Wales as the sum of its councils, and called so": FurtherFile(
        _rows("Local authority|Homes", "Gwynedd|4", "Powys|5", "Swansea|6", "Wales total|15"),
        entries=(("W92000004", "", "Homes", 15),), used=4),
    "Northern Ireland under its code and the word All": FurtherFile(
        _rows("Code|District|Homes", f"{BELFAST}|Belfast|4", f"{MID_ULSTER}|Mid Ulster|5",
              "N92000002|All districts|9"),
        entries=(("N92000002", "", "Homes", 9),), used=3),
    "men, women and all of them in rows": FurtherFile(
        _rows("Council|Sex|Claimants", "Fife|Men|4", "Fife|Women|5", "Fife|All|9", "Highland|Men|1",
              "Highland|Women|2", "Highland|All|3", "Glasgow City|Men|7", "Glasgow City|Women|8",
              "Glasgow City|All|15"),
        entries=((FIFE, "", "All", 9), (FIFE, "", "Men", 4)), used=9, figures=9),
    # Two tables on a sheet
    "a second table below with headings of its own": FurtherFile(
        _rows("Council|Homes", "Fife|4", "Highland|5", "Glasgow City|6", "Scottish Borders|7", "",
              "Council|Pupils", "Fife|400", "Highland|500", "Glasgow City|600"), kind="xlsx",
        entries=((FIFE, "", "Homes", 4),), used=4, asks=("table",), kinds=("several tables",)),
    # Units
    "pounds and numbers in one title": FurtherFile(
        _rows("Local authority|Grants|Amount", "Gwynedd|4|5000", "Powys|5|6500", "Swansea|6|8000",
              above="Grants to sport clubs, GBP and number"), units=("", ""), used=3),
    "a column of pounds beside a column of numbers under words": FurtherFile(
        _rows("Local authority|Grants (number)|Paid (GBP)", "Gwynedd|4|5000", "Powys|5|6500",
              "Swansea|6|8000"), units=("number", "£"), used=3),
    # Lines below
    "a source below the table": FurtherFile(
        _rows("Local authority|Homes", "Gwynedd|4", "Powys|5", "Swansea|6", "",
              "Source: StatsWales", "Cardiff did not answer"),
        entries=((GWYNEDD, "", "Homes", 4),), used=3, kinds=("lines below the table",)),
    # Names of files
    "a year in the file's name beside a word": FurtherFile(
        _rows("Council|Empty homes", "Fife|41", "Highland|52", "Glasgow City|93"),
        name="empty-homes-survey-2022.csv", asks=("period",),
        kinds=("period from the file's name",),
        entries=((FIFE, "", "Empty homes", 41),), used=3),
    "a date of saving in the file's name": FurtherFile(
        _rows("Council|Empty homes", "Fife|41", "Highland|52", "Glasgow City|93"),
        name="export_20240501.csv", entries=((FIFE, "", "Empty homes", 41),), used=3),
    # Rows that come twice
    "equal rows in a workbook": FurtherFile(
        _rows("Council|Year|Homes", "Fife|2021|41", "Highland|2021|52", "Fife|2021|41",
              "Glasgow City|2021|93"), kind="xlsx", entries=((FIFE, "2021", "Homes", 41),), used=3,
        asks_nothing=True),
    "capitals and spaces in a breakdown": FurtherFile(
        _rows("Council|Tenure|Homes", "Fife|Owned|4", "Fife|Rented|5", "Highland|OWNED|1",
              "Highland|rented |2", "Glasgow City|Owned|7", "Glasgow City|Rented|8"), kind="ods",
        entries=((HIGHLAND, "", "Owned", 1), (HIGHLAND, "", "Rented", 2)), used=6),
    "the authority of London by name beside its boroughs": FurtherFile(
        _rows("Authority|Grants", "Camden|4", "Greater London Authority|900", "Barnet|5"),
        entries=(("E09000007", "", "Grants", 4),), used=2),
    "a post town beside the codes of councils": FurtherFile(
        _rows("Code|Post town|Homes", f"{LEEDS}|Leeds|4", f"{TRAFFORD}|Manchester|5",
              f"{TORBAY}|Torquay|6", f"{YORK}|York|7"),
        entries=((TRAFFORD, "", "Homes", 5), (TORBAY, "", "Homes", 6)), used=4),
    # Second batch: other wordings and positions of the same kinds
    "a week alone, with no year anywhere": FurtherFile(
        _rows("Council|Week|Deaths", "Fife|1|12", "Fife|2|15", "Highland|1|9", "Highland|2|11",
              "Glasgow City|1|20", "Glasgow City|2|21"),
        entries=((FIFE, "", "2", 15),), used=6, figures=6, outcomes={"Week": "breakdown"}),
    "weeks that something took stay a measure": FurtherFile(
        _rows("Council|Weeks", "Fife|12", "Highland|9", "Glasgow City|20"),
        entries=((FIFE, "", "Weeks", 12),), used=3),
    "months by name in one column and the year in another": FurtherFile(
        _rows("Council|Year|Month|Visits", "Fife|2022|January|12", "Fife|2022|February|15",
              "Highland|2022|January|9", "Highland|2022|February|11"),
        entries=((FIFE, "2022-02", "Visits", 15),), used=4, figures=4),
    "the reference year beside the year of publication": FurtherFile(
        _rows("Local authority|Year published|Reference year|Rate", "Gwynedd|2024|2022|4.5",
              "Powys|2024|2022|5.5", "Swansea|2024|2022|6.5"),
        entries=((GWYNEDD, "2022", "Rate", 4.5),), used=3, figures=3),
    "a title with the years of data and of publication": FurtherFile(
        _rows("Local authority|Homes", "Gwynedd|4", "Powys|5", "Swansea|6",
              above="Homes in 2021\nFirst published 12 March 2023; next update March 2024"),
        entries=((GWYNEDD, "2021", "Homes", 4),), used=3),
    "figures since a year in the title": FurtherFile(
        _rows("Local authority|Homes", "Gwynedd|4", "Powys|5", "Swansea|6",
              above="Homes built since 1 April 2016"),
        entries=((GWYNEDD, "", "Homes", 4),), used=3),
    "per thousand people in brackets over dwellings": FurtherFile(
        _rows("District|Crimes (per 1,000 residents)|Crimes", "Belfast|95.1|32000",
              "Mid Ulster|40.2|6000", "Fermanagh and Omagh|38.8|4500"),
        units=("per 1,000", ""), used=3),
    "thousands of pounds below each heading": FurtherFile(
        _rows("Council|Spent|Owed", "|£'000|£'000", "Fife|41|5", "Highland|52|6",
        "Glasgow City|93|7"),
        units=("£ thousand", "£ thousand"), used=3),
    "sampling error in thousands is no unit of the figures": FurtherFile(
        _rows("Council|Employed", "Fife|171000", "Highland|118000", "Glasgow City|290000",
              above="Employed residents\nEstimates may be out by a few thousand people"),
        units=("",), used=3),
    "a percentage as a word in the heading": FurtherFile(
        _rows("Council|Percentage of homes that are damp", "Fife|4.1", "Highland|5.2",
              "Glasgow City|9.3"), units=("%",), used=3),
    "euros are no pounds": FurtherFile(
        _rows("District|Grant", "Belfast|€5,000".replace(",", ""), "Mid Ulster|€4000",
              "Fermanagh and Omagh|€3500"), units=("€",), entries=((BELFAST, "", "Grant", 5000),),
              used=3),
    "row names as R writes them, in quotation marks": FurtherFile(
        _rows('"X"|Council|Homes', '"3"|Fife|41', '"1"|Highland|52', '"9"|Glasgow City|93'),
        entries=((FIFE, "", "Homes", 41),), used=3, figures=3),
    "an id behind the names": FurtherFile(
        _rows("Council|OBJECTID|Homes", "Fife|1|41", "Highland|2|52", "Glasgow City|3|93"),
        entries=((FIFE, "", "Homes", 41),), used=3, figures=3),
    "a merged group over two columns in a sheet with two groups": FurtherFile(
        _rows("Council|2021||2022||Rank", "|Homes|Beds|Homes|Beds|", "Fife|1|2|3|4|2",
              "Highland|5|6|7|8|1", "Glasgow City|9|10|11|12|3"), kind="xlsx",
        merges=((0, 1, 2), (0, 3, 4)), entries=((FIFE, "2022", "Beds", 4),), used=3,
        outcomes={"Rank": "left_out"}),
    "a title in a merged cell over all columns": FurtherFile(
        _rows("Homes by council, 2022|||", "Council|Owned|Rented|All", "Fife|1|2|3",
        "Highland|5|6|11",
              "Glasgow City|9|10|19"), kind="xlsx", merges=((0, 0, 3),),
        entries=((FIFE, "2022", "Owned", 1), (FIFE, "2022", "All", 3)), used=3),
    "a percentage format on the total column alone": FurtherFile(
        _rows("Council|Homes|Damp", "Fife|100|0.071", "Highland|200|0.123", "Glasgow City|300|0.5"),
        kind="xlsx", formats={(-1, 2): "0%"}, units=("", "%"),
        entries=((FIFE, "", "Homes", 100), (FIFE, "", "Damp", 7.1)), used=3),
    "years over columns as dates that show the year": FurtherFile(
        _rows("Council|44562|44927", "Fife|1|2", "Highland|3|4", "Glasgow City|5|6"), kind="xlsx",
        formats={(0, 1): "yyyy", (0, 2): "yyyy"}, entries=((FIFE, "2023", "Sheet1", 2),), used=3),
    "financial years as dates of their end": FurtherFile(
        _rows("Council|31/03/2022|31/03/2023", "Fife|1|2", "Highland|3|4", "Glasgow City|5|6"),
        entries=((FIFE, "2023-03-31", "Value", 2),), used=3),
    "police forces of Wales": FurtherFile(
        _rows("Force|Crimes", "Dyfed-Powys|5", "Gwent|3", "North Wales|4", "South Wales|6"),
        verdicts=("refuse",)),
    "local health boards of Wales": FurtherFile(
        _rows("Local Health Board|Patients", "Betsi Cadwaladr|5", "Powys|3", "Hywel Dda|4",
              "Swansea Bay|6", "Cwm Taf Morgannwg|7", "Aneurin Bevan|8", "Cardiff and Vale|9"),
        verdicts=("refuse",)),
    "seats of Northern Ireland": FurtherFile(
        _rows("Constituency|Votes", "Belfast North|5", "Belfast South|3", "East Antrim|4",
        "Foyle|6",
              "Mid Ulster|7", "Strangford|8"), verdicts=("refuse",)),
    "built-up areas": FurtherFile(
        _rows("Built-up area|People", "Leeds|500", "York|120", "Cardiff|300", "Swansea|900"),
        verdicts=("refuse",)),
    "fire and rescue services": FurtherFile(
        _rows("Fire and rescue service|Fires", "Cleveland|5", "Cornwall|3",
        "Durham and Darlington|4",
              "Isle of Wight|6", "Norfolk|7", "Avon|8"), verdicts=("refuse",)),
    "parliamentary seats under the word Area": FurtherFile(
        _rows("Area|Votes", "Leeds Central|5", "Leeds East|3", "York Outer|4", "York Central|6",
              "Torbay|7", "Bury North|8"), verdicts=("refuse",)),
    "all of Wales under a dash": FurtherFile(
        _rows("Local authority|Homes", "Wales (all authorities)|15", "Gwynedd|4", "Powys|5",
        "Swansea|6"),
        entries=(("W92000004", "", "Homes", 15),), used=4),
    "Scotland called Scotland total under its code": FurtherFile(
        _rows("Code|Council|Homes", f"{FIFE}|Fife|4", f"{HIGHLAND}|Highland|5",
        "S92000003|Scotland total|9"),
        entries=(("S92000003", "", "Homes", 9),), used=3),
    "a column of sums beside its parts": FurtherFile(
        _rows("Council|Owned|Rented|Total", "Fife|4|5|9", "Highland|1|2|3", "Glasgow City|7|8|15"),
        entries=((FIFE, "", "Total", 9), (FIFE, "", "Owned", 4)), figures=9),
    "totals by group in rows that are named by it": FurtherFile(
        _rows("Council|Tenure|Rooms|Homes", "Fife|Owned|1|4", "Fife|Owned|2|5", "Fife|Rented|1|6",
              "Fife|Rented|2|7", "Fife|Total|All|22", "Highland|Owned|1|1", "Highland|Owned|2|1",
              "Highland|Rented|1|1", "Highland|Rented|2|1", "Highland|Total|All|4"),
        verdicts=("ask",), asks=("duplicates",)),
    "notes before the table in the column of areas": FurtherFile(
        _rows("Council|Homes", "Fife|4", "Highland|5", "Glasgow City|6",
              above="This table shows homes.\nFife did not answer in 2019.\n"),
        entries=((FIFE, "", "Homes", 4),), used=3),
    "a note under the headings": FurtherFile(
        _rows("Council|Homes|Rooms", "Note: figures are rounded||", "Fife|4|9", "Highland|5|8",
              "Glasgow City|6|7"), entries=((FIFE, "", "Homes", 4),), used=3),
    "areas across with a source below": FurtherFile(
        _rows("Measure|Gwynedd|Powys|Swansea|Cardiff", "Homes|1|2|3|4", "Rooms|5|6|7|8", "",
              "Source: StatsWales, 2021||||"), entries=((POWYS, "", "Rooms", 6),)),
    "areas across with years down": FurtherFile(
        _rows("Year|Belfast|Mid Ulster|Fermanagh and Omagh|Derry City and Strabane", "2021|1|2|3|4",
              "2022|5|6|7|8"), entries=((DERRY, "2022", "Value", 8),)),
    "one council under two spellings with other figures": FurtherFile(
        _rows("Council|Homes", "Fife|4", "Fife Council|5", "Highland|6", "Glasgow City|7"),
        verdicts=("ask",), asks=("duplicates",)),
    "equal rows but for spaces": FurtherFile(
        _rows("Council|Homes", "Fife|4", "Fife |4", "Highland|6", "Glasgow City|7"),
        entries=((FIFE, "", "Homes", 4),), used=3, asks=()),
    "nought, nil and a dash are three things": FurtherFile(
        _rows("Council|Homes", "Fife|0", "Highland|-", "Glasgow City|nil", "Scottish Borders|4"),
        entries=((FIFE, "", "Homes", 0), (BORDERS, "", "Homes", 4)), used=4),
    "negative figures with a true minus": FurtherFile(
        _rows("Council|Change", "Fife|−4.5", "Highland|+2.1", "Glasgow City|(3.0)"),
        entries=((FIFE, "", "Change", -4.5), (GLASGOW, "", "Change", -3.0)), used=3),
    "a council that is no more beside one that took its place": FurtherFile(
        _rows("Council|Homes", "Richmondshire|4", "Harrogate|5", "Leeds|6", "York|7"),
        entries=((LEEDS, "", "Homes", 6),), used=4),
    "codes of Scotland that were changed": FurtherFile(
        _rows("Code|Homes", "S12000015|4", "S12000046|5", "S12000017|6"),
        entries=((FIFE, "", "Homes", 4), (GLASGOW, "", "Homes", 5)), used=3),
    "old numbers of councils in Northern Ireland": FurtherFile(
        _rows("LGD|Homes", "95GG|4", "95VV|5", "95ZZ|6", "95AA|7"), verdicts=("refuse",)),
    "an ODS with years and a total row": FurtherFile(
        _rows("District|2021|2022", "Belfast|4|5", "Mid Ulster|6|7", "Fermanagh and Omagh|1|2",
              "Total|11|14"), kind="ods", entries=((BELFAST, "2022", "Sheet1", 5),), used=3),
    # Years that are no periods, and parts of a year that the title names
    "an index with its base year": FurtherFile(
        _rows("Council|Index (2015=100)|Index 2022", "Fife|101.5|120", "Highland|103.1|118",
              "Glasgow City|99.8|117"),
        entries=((FIFE, "", "Index (2015=100)", 101.5), (FIFE, "2022", "Index", 120)), used=3),
    "spending in the prices of a year": FurtherFile(
        _rows("Council|Spending 2020/21 (2022/23 prices)|Spending 2021/22 (2022/23 prices)",
              "Fife|90|88", "Highland|64|66", "Glasgow City|190|180"),
        entries=((FIFE, "2020/21", "Spending (2022/23 prices)", 90),), used=3),
    "a projection that is based on a year": FurtherFile(
        _rows("Council|2018-based projection of households, 2028", "Fife|100", "Highland|200",
              "Glasgow City|50"),
        entries=((FIFE, "2028", "2018-based projection of households", 100),), used=3),
    "homes per hectare and per km2": FurtherFile(
        _rows("Council|Homes per hectare|People per km2", "Fife|1.1|280", "Highland|0.1|9",
              "Glasgow City|16.2|3600"), units=("per hectare", "per km2"), used=3),
    "a quarter with its months in the title": FurtherFile(
        _rows("Council|Prevented|Relieved", "Fife|9|1", "Highland|8|2", "Glasgow City|7|3",
              above="Homelessness, quarter 3 (October to December) 2022"),
        entries=((FIFE, "2022 Q3", "Prevented", 9),), used=3),
    "quarters over columns with the year in the title": FurtherFile(
        _rows("District|Q1|Q2|Total", "Belfast|9|1|10", "Mid Ulster|8|2|10",
              "Fermanagh and Omagh|7|3|10", above="Fly-tipping 2022/23"),
        entries=((BELFAST, "2022/23 Q2", "Fly-tipping 2022/23", 1), (BELFAST, "", "Total", 10)),
        kinds=("year from the title",), used=3),
    "months over columns with the year in the title": FurtherFile(
        _rows("Local authority|April|May|June", "Gwynedd|9|1|3", "Powys|8|2|3", "Swansea|7|3|3",
              above="Visits in 2023"),
        entries=((SWANSEA, "2023-05", "Visits in 2023", 3),), used=3),
    # Groups of years, of sums and of dates that are no periods
    "when homes were built, in spans with open ends": FurtherFile(
        _rows("Council|Pre-1919|1919-1944|1945-1964|Post-1964", "Fife|9|1|3|4", "Highland|8|2|3|5",
              "Glasgow City|7|3|3|6"),
        entries=((FIFE, "", "Pre-1919", 9), (FIFE, "", "1919-1944", 1), (FIFE, "", "Post-1964", 4)),
        used=3),
    "spans of building under a word": FurtherFile(
        _rows("Council|Built 1945-1965|Built 1965-1980|Built after 1980", "Fife|9|1|3",
              "Highland|8|2|3", "Glasgow City|7|3|3"),
        entries=((FIFE, "", "Built 1945-1965", 9),), used=3),
    "bands of income that look like years": FurtherFile(
        _rows("Council|£1000-1999|£2000-2999|£3000+", "Fife|9|1|3", "Highland|8|2|3",
              "Glasgow City|7|3|3"), entries=((FIFE, "", "£1000-1999", 9),), used=3),
    "bands of size of which one looks like years": FurtherFile(
        _rows("Council|0-999|1000-1999|2000-2010", "Fife|9|1|3", "Highland|8|2|3",
              "Glasgow City|7|3|3"),
        entries=((FIFE, "", "1000-1999", 1), (FIFE, "", "2000-2010", 3)), used=3),
    "years of birth in rows": FurtherFile(
        _rows("Council|Year of birth|Children", "Fife|2010|9", "Fife|2011|8", "Highland|2010|1",
              "Highland|2011|2"), verdicts=("ask",), asks=("duplicates",), figures=4),
    "dates with the month first": FurtherFile(
        _rows("Council|Date|Homes", "Fife|04/13/2022|9", "Fife|05/02/2022|8",
              "Highland|04/13/2022|1",
              "Highland|05/02/2022|2"), kinds=("month first",), verdicts=("flag",)),
    "rolling rates beside a change since a year": FurtherFile(
        _rows("Council|Rate 2016-18|Rate 2017-19|Change after 2016", "Fife|9|1|3", "Highland|8|2|3",
              "Glasgow City|7|3|3"), entries=((FIFE, "2016 to 2018", "Rate", 9),), used=3),
    "a unit in brackets at the end of the title": FurtherFile(
        _rows("Council|2021|2022", "Fife|600.8|579.9", "Highland|523.1|586.8", "Moray|524|594",
              above="Residual waste for each household (kg)"), units=("kg", "kg"),
        entries=((FIFE, "2021", "Residual waste for each household (kg)", 600.8),), used=3),
}  # fmt: skip
