"""The files behind leverage in miniature: what is spent, raised and decided in Westland."""

# ruff: noqa: E501
from __future__ import annotations

SUBFUNCTIONS_CSV = """\
areacd,function_group,function,subfunction,level,economic,identifiable,year,value_gbp000
E12000001,4,transport,4.5 of which: railway,CG,CUR,identifiable,2024-25,100
E12000001,4,transport,4.5 of which: local roads,CG,CUR,identifiable,2024-25,20
E12000001,4,transport,4.5 of which: local roads,LG,CAP,identifiable,2024-25,30
E12000001,10,social protection,10.2 Old age; of which: personal social services,LG,CUR,identifiable,2024-25,200
uk-not-identifiable,2,defence,2.1 Military defence,CG,CUR,not identifiable,2024-25,9000
outside-uk,7,health,7.A Medical services,CG,CUR,identifiable,2024-25,5
"""
DEPARTMENTS_CSV = """\
areacd,decided_by,level,function,economic,year,value_gbp000
E12000001,Department for Transport,CG,4. of which: transport,CUR,2024-25,100
E12000001,Department for Transport,CG,4. of which: transport,CAP,2024-25,20
E12000001,Department for Transport,CG,4. of which: transport,CUR,2023-24,90
E12000001,local government,LG,10. Social protection,CUR,2024-25,200
E12000001,Local Government England,PC,6. Housing and community amenities,CAP,2024-25,7
W92000004,devolved: Welsh Government,CG,7. Health,CUR,2024-25,600
"""
LOCAL_SHARES_BY_YEAR_CSV = """\
areacd,year,scope,central_gbp000,local_gbp000,public_corporations_gbp000,total_gbp000,local_share
E12000001,2023-24,all,70,30,0,100,0.3
E12000001,2024-25,all,90,30,0,120,0.25
outside-uk,2024-25,all,10,0,0,10,0
"""
REVENUE_CSV = """\
areacd,line,item,year,value_gbpm
E12000001,1,Income Tax,2024-25,50
E12000001,55,Council Tax,2024-25,0.7
E12000001,63,Total Current Receipts (excl. North Sea Oil & Gas Revenues),2024-25,12.5
"""
DEFLATORS_CSV = """\
year,gdp_deflator,cpih
2005-06,60,
2023-24,96,96.5
2024-25,100,100
"""
SERVICES_CSV = """\
areacd,lgf_code,name,class,subclass,status,year,item,value_gbp000
E06000091,E0001,Aston,Unitary Authority,Unitary Authority,submitted,2024-25,service: Highways & Transport,60
E06000091,E0001,Aston,Unitary Authority,Unitary Authority,submitted,2024-25,service: Housing Services,0
E06000091,E0001,Aston,Unitary Authority,Unitary Authority,submitted,2024-25,net current expenditure,55
E06000091,E0001,Aston,Unitary Authority,Unitary Authority,submitted,2024-25,grants received,12
E06000092,E0002,Byton,Unitary Authority,Unitary Authority,not submitted,2024-25,grants received,0
E47000091,E6001,Westland Combined Authority,Other,Combined Authority,submitted,2024-25,service: Education,20
E31000001,E6101,Westland Fire,Other,Fire,submitted,2024-25,service: Fire & Rescue,9
E06,E06,Unitary authorities,Unitary Authority,Unitary Authority,total,2024-25,service: Education,999
"""
COUNCIL_TAX_CSV = """\
areacd,lgf_code,name,class,role,year,requirement_gbp,parish_precepts_gbp,tax_base_band_d,band_d_gbp,band_d_area_total_gbp,adult_social_care_precept_gbp
E06000091,E0001,Aston,UA,billing,2024-25,300000.5,100,200,1500,1700,10
E47000091,E6001,Westland Combined Authority,CA,precepting,2024-25,0,,0,0,,
,E9999x,of which: nobody,CA,precepting,2024-25,5,,1,1,,
UA,UA,Unitary authorities,UA,billing,2024-25,999,,1,1,,
"""
FUNCTIONS_CSV = """\
id,lever,function,council,foundation,mayoral,established,national,as_of,inferred_cells,confidence,source_title,source_url,locator,note
F01,transport,Plan local transport,decides,,joint,joint,none,2025,established; national,medium,A paper,https://example.org/a,s. 1,
F02,environment,Lead a plan,,,,,,,,not found,,,,Nothing stored.
"""
NEW_AUTHORITIES_CSV = """\
id,name,kind,state,instrument,established,first_election,lad_code,lad_name,confidence,source
SA-WE,Westland and Eastland Combined Authority,strategic authority,created,SI 2026/1,2026-02-24,2027-05,E06000091,Aston,medium,"GitHub file, string-index id 690 (repository not named): tier table of 2026"
SA-WE,Westland and Eastland Combined Authority,strategic authority,created,SI 2026/1,2026-02-24,2027-05,E06000092,Byton,medium,"GitHub file, string-index id 690 (repository not named): tier table of 2026"
"""
NEW_COUNCILS_CSV = """\
id,name,starts,lad_code,lad_name,share,confidence,source,note
NC-MI,Mid Westland,2028-04,E06000092,Byton,part or unknown,medium,Notes by volunteers,the rest is not stated
"""
LEVERAGE_FILES = {
    "spending/cra/cra2025_region_subfunction.csv": SUBFUNCTIONS_CSV,
    "spending/cra/cra2025_deciders.csv": DEPARTMENTS_CSV,
    "spending/cra/cra_region_level_share.csv": LOCAL_SHARES_BY_YEAR_CSV,
    "spending/public_finances/regional_revenue_by_type_2014_2025.csv": REVENUE_CSV,
    "spending/deflators/deflators_fy.csv": DEFLATORS_CSV,
    "money/revenue_outturn/revenue_outturn_all_authorities_2022_2025.csv": SERVICES_CSV,
    "money/council_tax/council_tax_by_authority_2023_2025.csv": COUNCIL_TAX_CSV,
    "levers/functions_by_tier.csv": FUNCTIONS_CSV,
    "areas/from_2025_to_2028/strategic_authority_members_2026.csv": NEW_AUTHORITIES_CSV,
    "areas/from_2025_to_2028/new_councils_2027_2028.csv": NEW_COUNCILS_CSV,
}
