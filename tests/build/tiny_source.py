"""A whole source tree in miniature, written by hand, with everything the build needs.

England has one region, Westland (E12000001), with two councils, each in a combined authority of its
own: Aston (E06000091) in Westland (E47000091), Byton (E06000092) in Eastland (E47000092). Byton was
made in 2021 from the districts Dene (E07000908) and Eastry (E07000909). Wales (W92000004) has one
council, Cefn (W06000091), an island without figures. The indicators have real slugs, because each
needs our note about it: population, the employment rate with its interval, household income under
two codes for the region, and house prices without figures.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb

from placelib.build.assemble import build
from tests.build.tiny_leverage import LEVERAGE_FILES

ENGLAND, WALES, WESTLAND = "E92000001", "W92000004", "E12000001"
AUTHORITY, EASTLAND = "E47000091", "E47000092"
ASTON, BYTON, CEFN = "E06000091", "E06000092", "W06000091"
DENE, EASTRY = "E07000908", "E07000909"

POPULATION = "population-indicators"
EMPLOYMENT = "employment-rate"
INCOME = "gross-disposable-household-income-per-head"

# With a byte-order mark, as most of the publisher's files.
POPULATION_CSV = """\
\ufeffareacd,areanm,geography,indicator,period,observation,measure,unit,lci_95,uci_95,status,notes
E92000001,England,,Population count,2023-06-30,900,Population,Persons,,,,
E92000001,England,,Population count,2024-06-30,1000,Population,Persons,,,,
E12000001,Westland,,Population count,2024-06-30,1000,Population,Persons,,,,
E47000091,Westland,,Population count,2024-06-30,1000,Population,Persons,,,,
E06000091,Aston,,Population count,2023-06-30,590.25,Population,Persons,,,,
E06000091,Aston,,Population count,2024-06-30,600,Population,Persons,,,,
E06000092,Byton,,Population count,2024-06-30,400,Population,Persons,,,,
"""
# With columns in another order, as one of the publisher's files, and Windows line ends.
EMPLOYMENT_CSV = """\
areacd,areanm,geography,indicator,period,measure,observation,unit,lci_95,uci_95,status,notes
E92000001,England,Nation,Employment rate,2022-01-01/P1Y,Percentage,75.5,%,75.1,75.9,,
E92000001,England,Nation,Employment rate,2023-01-01/P1Y,Percentage,75.7,%,75.2,76.1,,
E06000091,Aston,County or Unitary Authority,Employment rate,2022-01-01/P1Y,Percentage,70,%,66,74,,
E06000091,Aston,County or Unitary Authority,Employment rate,2023-01-01/P1Y,Percentage,,%,,,[u],
E06000092,Byton,County or Unitary Authority,Employment rate,2023-01-01/P1Y,Percentage,80.125,%,78,82.25,,
""".replace("\n", "\r\n")  # noqa: E501
INCOME_CSV = """\
areacd,areanm,geography,indicator,period,observation,measure,unit,lci_95,uci_95,status,notes
E92000001,England,Nation,Gross disposable household income per head,2022-01-01/P1Y,22000,Pounds,£,,,,
E12000001,Westland,Region,Gross disposable household income per head,2022-01-01/P1Y,20000,Pounds,£,,,,
TLC,Westland,ITL Level 1,Gross disposable household income per head,2022-01-01/P1Y,20000,Pounds,£,,,,
E06000091,Aston,County or Unitary Authority,Gross disposable household income per head,2022-01-01/P1Y,0,Pounds,£,,,,
E06000092,Byton,County or Unitary Authority,Gross disposable household income per head,2022-01-01/P1Y,21000,Pounds,£,,,,
"""  # noqa: E501
INDICATORS_CSV = """\
slug,label,topic,sub_topic,dataset,code,unit,prefix,suffix,sub_text,decimal_places,standardised,experimental,confidence_intervals,can_be_negative,zero_baseline,frequency,period_format,period_first,period_last,countries,levels,boundary_year,source_org,source_url,source_date
population-count,Total population,population,population,population-indicators,Population count,Persons,,,people,0,False,False,False,False,True,annual,year,2023-06-30,2024-06-30,E,ctry|rgn|cauth|utla|ltla,2025,Office for National Statistics,https://example.org/population,2025-09-26
employment-rate,Employment rate,economy,work,employment-rate,Employment rate,%,,%,,1,True,False,True,False,True,annual,1-year,2022-01-01/P1Y,2023-01-01/P1Y,E,ctry|utla|ltla,,Office for National Statistics|Department for Work,https://example.org/a|https://example.org/b,2025-01-14|2025-03-20
gross-disposable-household-income-per-head,Household income,economy,income,gross-disposable-household-income-per-head,Gross disposable household income per head,Pounds,£,,,0,True,False,False,False,True,annual,year,2022-01-01/P1Y,2022-01-01/P1Y,E,ctry|rgn|ltla,2023,Office for National Statistics,https://example.org/income,2024-09-04
average-house-price,Average house price,housing,prices,average-house-price,Average house price,Pounds,£,,,0,True,False,False,False,True,monthly,month,,,E,ltla,2023,HM Land Registry,https://example.org/price,2025-02-01
"""  # noqa: E501
REGISTER_CSV = """\
local-authority-code,official-name,nice-name,gss-code,start-date,end-date,replaced-by,alt-names,former-gss-codes
AST,Aston Borough Council,Aston,E06000091,1998-04-01,,,"Aston,Aston, City of,aston council",E06000099
BYT,Byton Council,Byton,E06000092,2021-04-01,,,Byton,
DEN,Dene District Council,Dene,E07000908,,2021-04-01,BYT,Dene,
EAS,Eastry District Council,Eastry,E07000909,,2021-04-01,BYT,Eastry,
GLA,Greater London Authority,Greater London,E61000001,2005-06-22,,,,
OLD,Old Council,Old,,,2015-03-31,,Old,
"""  # noqa: E501
DISTRICTS_CSV = """\
ltla16_code,ltla16_name,ltla17_code,ltla17_name,ltla18_code,ltla18_name,ltla19_code,ltla19_name,ltla20_code,ltla20_name,ltla21_code,ltla21_name,ltla22_code,ltla22_name,ltla23_code,ltla23_name,ltla24_code,ltla24_name
E06000091,Oldaston,E06000091,Oldaston,E06000091,Aston,E06000091,Aston,E06000091,Aston,E06000091,Aston,E06000091,Aston,E06000091,Aston,E06000091,Aston
E07000908,Dene,E07000908,Dene,E07000908,Dene,E07000908,Dene,E07000908,Dene,E06000092,Byton,E06000092,Byton,E06000092,Byton,E06000092,Byton
"""
COUNCIL_MONEY_CSV = """\
areacd,areanm,class,year,item,value_gbp000,population_mid2024
E06000091,Aston,Unitary Authority,2023-24,education,700,600
E06000091,Aston,Unitary Authority,2023-24,central,0,600
E06000091,Aston,Unitary Authority,2023-24,totalService,700,600
E06000091,Aston,Unitary Authority,2023-24,councilTaxReq,300,600
E06000091,Aston,Unitary Authority,2024-25,education,0,600
E06000091,Aston,Unitary Authority,2024-25,central,0,600
E06000091,Aston,Unitary Authority,2024-25,totalService,0,600
E06000091,Aston,Unitary Authority,2024-25,councilTaxReq,0,600
E06000092,Byton,Unitary Authority,2020-21,education,400,400
E06000092,Byton,Unitary Authority,2020-21,totalService,400,400
E06000092,Byton,Unitary Authority,2020-21,councilTaxReq,100,400
E06000092,Byton,Unitary Authority,2024-25,education,500,400
E06000092,Byton,Unitary Authority,2024-25,planning,-20,400
E06000092,Byton,Unitary Authority,2024-25,totalService,480,400
E06000092,Byton,Unitary Authority,2024-25,councilTaxReq,200,400
"""
AUTHORITY_MONEY_CSV = """\
areacd,areanm,year,item,value_gbp000,population_mid2024
E47000091,Westland Combined Authority,2024-25,transport,90,1000
E47000091,Westland Combined Authority,2024-25,totalService,95,1000
E47000091,Westland Combined Authority,2024-25,councilTax,0,1000
"""
LEVER_FACTS_CSV = """\
ca,lever,item,value,unit,year,source_title,source_url,confidence,note
E47000091,money,investment fund a year,30.5,GBP million,2024-25,Westland devolution deal,https://example.org/deal,high,
E47000091,skills,adult skills budget,,,2024-25,same,same,medium,amount not stated
ALL7,transport,seven authorities together,7,authorities,2025,White Paper,https://example.org/paper,high,
"""
SPENDING_FACTS_CSV = """\
area,measure,value,unit,year,source_title,source_url,confidence
England,identifiable public spending a head,12000,GBP,2023-24,Country and Regional Analysis,https://example.org/cra,high
OECD,"central government share of revenue, average",53.2,%,2023,same,same,high
"""
LOCAL_SHARES_CSV = """\
region,CG,LG,PC,total,LG_share,LG_share_excl_social_protection,LG_share_excl_socprot_health,year,unit,source
ENGLAND_Westland,39.5,12.25,0.25,52,0.2355769,0.26,0.43,2017-18,GBP bn; shares 0-1,HM Treasury
"""
STATUSES_CSV = """\
areacd,name,tier_sept_2026,mayor_in_post,instrument,source,confidence
E47000091,Westland,Established Mayoral,1,SI 2020/1,A compilation,medium
,Farland,Mayoral (first election May 2027),0,SI 2026/2,A compilation,medium
"""
REPRESENTATION_CSV = """\
areacd,name,type,nation,combined-authority,county-la,pop-2020,area,councillors_2021,mps_equivalent,mps_overlapping,residents_per_councillor
E06000091,Aston,UA,England,,,580,12.5,10,1.5,2,58
E06000092,Byton,UA,England,,,390,20,,1,1,
"""
NEIGHBOURHOODS_CSV = """\
lsoa21_code,lsoa21_name,ltla24_code,imd_score,income_score,employment_score,education_score,health_score,crime_score,housing_and_services_score,environment_score,imd_rank,imd_decile
E01000002,Byton 001A,E06000092,4.722,0.018,0.01,0.169,-1.549,-2.277,6.703,43.89,2,10
E01000001,Aston 001A,E06000091,8.742,0.013,0.014,0.004,-1.771,-2.22,10.95,69.345,1,1
"""


def _area(code: str, name: str, level: list[str], parents: list[str], **more: int) -> Any:
    given = {"areacd": code, "areanm": name, "level": level, "parents": parents, "children": []}
    return {**given, **more}


AREAS = {
    area["areacd"]: area
    for area in (
        _area(ENGLAND, "England", ["ctry"], []),
        _area(WALES, "Wales", ["ctry", "rgn"], []),
        _area(WESTLAND, "Westland", ["rgn"], [ENGLAND]),
        _area(AUTHORITY, "Westland", ["cauth"], [WESTLAND, ENGLAND]),
        _area(EASTLAND, "Eastland", ["cauth"], [WESTLAND, ENGLAND]),
        _area(ASTON, "Aston", ["utla", "ltla"], [AUTHORITY, WESTLAND, ENGLAND]),
        _area(BYTON, "Byton", ["utla", "ltla"], [EASTLAND, WESTLAND, ENGLAND]),
        _area(CEFN, "Cefn", ["utla", "ltla"], [WALES]),
        _area(DENE, "Dene", ["ltla"], [WESTLAND, ENGLAND], end=2020),
        _area(EASTRY, "Eastry", ["ltla"], [WESTLAND, ENGLAND], end=2020),
    )
}
SIMILAR = {
    ASTON: {"global": [BYTON], "economic": [BYTON], "demographic": [BYTON]},
    BYTON: {"global": [ASTON], "economic": [ASTON], "demographic": [ASTON]},
}
CLUSTERS = {"lookup": {ASTON: {"global": "a", "economic": "b"}, BYTON: {"global": "c"}}}

# Two squares side by side and one apart; grid units are thousandths of a degree, an arc is a start
# and steps from it.
ARCS = [
    [[100, 100], [0, -100]],
    [[100, 0], [-100, 0], [0, 100], [100, 0]],
    [[100, 100], [100, 0], [0, -100], [-100, 0]],
    [[300, 100], [100, 0], [0, -100], [-100, 0], [0, 100]],
]


def _shape(code: str, name: str, rings: list[list[int]], **more: int) -> Any:
    about = {"areacd": code, "areanm": name, **more}
    return {"type": "Polygon", "arcs": rings, "properties": about}


COUNCILS = [
    _shape(ASTON, "Aston", [[0, 1]]),
    _shape(BYTON, "Byton", [[-1, 2]]),
    _shape(CEFN, "Cefn", [[3]]),
]
SHAPES = {
    "ltla": [*COUNCILS, _shape(DENE, "Dene", [[-1, 2]], end=2020)],
    "utla": COUNCILS,
    "cauth": [
        _shape(AUTHORITY, "Westland", [[0, 1]]),
        _shape(EASTLAND, "Eastland", [[-1, 2]]),
    ],
    "rgn": [_shape(WESTLAND, "Westland", [[1, 2]]), _shape(WALES, "Wales", [[3]])],
    "ctry": [_shape(ENGLAND, "England", [[1, 2]]), _shape(WALES, "Wales", [[3]])],
}
BOUNDARIES = {
    "type": "Topology",
    "transform": {"scale": [0.001, 0.001], "translate": [-3.0, 53.0]},
    "objects": {level: {"geometries": shapes} for level, shapes in SHAPES.items()},
    "arcs": ARCS,
}
FILES = {
    f"ons/datasets/{POPULATION}.csv": POPULATION_CSV,
    f"ons/datasets/{EMPLOYMENT}.csv": EMPLOYMENT_CSV,
    f"ons/datasets/{INCOME}.csv": INCOME_CSV,
    "ons/indicators.csv": INDICATORS_CSV,
    "ons/areas.json": json.dumps(AREAS),
    "ons/similar_areas.json": json.dumps(SIMILAR),
    "ons/clusters.json": json.dumps(CLUSTERS),
    "ons/boundaries.topojson": json.dumps(BOUNDARIES),
    "areas/council_register.csv": REGISTER_CSV,
    "areas/district_codes_by_year.csv": DISTRICTS_CSV,
    "devolution/la_revenue_outturn_2017_2025.csv": COUNCIL_MONEY_CSV,
    "devolution/ca_revenue_outturn_2017_2025.csv": AUTHORITY_MONEY_CSV,
    "devolution/ca_leverage_facts.csv": LEVER_FACTS_CSV,
    "devolution/public_spending_by_tier_facts.csv": SPENDING_FACTS_CSV,
    "devolution/cra2018_lg_share_by_region.csv": LOCAL_SHARES_CSV,
    "devolution/strategic_authority_status_2026.csv": STATUSES_CSV,
    "devolution/representation_by_council.csv": REPRESENTATION_CSV,
    "neighbourhoods/iod2025_lsoa21.csv": NEIGHBOURHOODS_CSV,
    **LEVERAGE_FILES,
}
DATASET = {name: f"ons/datasets/{name}.csv" for name in (POPULATION, EMPLOYMENT, INCOME)}


def write_source(folder: Path) -> Path:
    """The whole source tree in ``folder``, which is returned."""
    for name, text in FILES.items():
        write(folder / name, text)
    return folder


def write_checkout(folder: Path, *datasets: str) -> Path:
    """A checkout as of the publisher's repository: a folder a data set, among other things."""
    write(folder / ".git" / "config", "[core]\n")
    write(folder / ".github" / "CODEOWNERS", "* @nobody\n")
    write(folder / "README.md", "Copyright 2026\n")
    for name in datasets:
        write(folder / name / f"{name}.csv", FILES[DATASET[name]])
        write(folder / name / f"4_2024_{name}_IDS.csv", "not,a\ndata set\n")
        write(folder / name / f"{name}.csv-metadata.json", "{}")
    return folder


def write(path: Path, text: str) -> None:
    """Put the text into the file, line ends as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def edit(path: Path, old: str, new: str) -> None:
    """Replace ``old``, which must occur just once, so that a test changes what it says."""
    text = path.read_bytes().decode("utf-8")
    assert text.count(old) == 1, f"“{old}” occurs {text.count(old)} times in {path.name}"
    write(path, text.replace(old, new))


def append(path: Path, *lines: str) -> None:
    """Add lines at the end of a file, with the line ends the file has."""
    text = path.read_bytes().decode("utf-8")
    ending = "\r\n" if "\r\n" in text else "\n"
    write(path, text + "".join(line + ending for line in lines))


def make(source: Path, out: Path, *, allow_shrink: bool = False) -> Path:
    """Build into ``out`` and return the data file."""
    build(source, out / "data", out / "boundaries", allow_shrink=allow_shrink)
    return out / "data" / "places.duckdb"


def ask(database: Path, question: str) -> list[tuple[Any, ...]]:
    """The answer of the data file to a query."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(question).fetchall()


def everything_in(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its bytes, to see that nothing has changed."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
