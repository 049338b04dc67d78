-- Fills the tables of placelib/database/neighbourhood_tables.sql from the folder $folder.

INSERT INTO lsoa
SELECT
    score.lsoa21_code, score.lsoa21_name, place.lad_code, place.msoa21_code, place.msoa21_name_hcl,
    place.population_mid2022::INTEGER, score.imd_decile::TINYINT,
    score.imd_score, score.income_score, score.employment_score, score.education_score, score.health_score,
    score.crime_score, score.housing_and_services_score, score.environment_score,
    detail.connectivity_score, detail.patient_to_gp_ratio,
    detail.digital_connectivity_broadband_download_and_upload_speeds, detail.housing_affordability_indicator,
    detail.core_homelessness_rate_percent_of_households, detail.household_overcrowding_indicator_bedrooms,
    detail.adult_skills_and_english_language_proficiency_indicator, detail.entry_to_higher_education_indicator,
    detail.acute_morbidity_indicator, detail.comparative_illness_and_disability_ratio_indicator,
    detail.mental_health_indicator, detail.years_of_potential_life_lost_indicator,
    detail.anti_social_behaviour_rate_per_1_000_at_risk_population, detail.burglary_rate_per_1_000_at_risk_properties
FROM scores AS score
JOIN details AS detail USING (lsoa21_code)
JOIN places AS place USING (lsoa21_code)
ORDER BY place.lad_code, score.lsoa21_code;

-- The library lists name a council as it calls itself; councils gives the code by that name.
INSERT INTO library
SELECT
    council.areacd, trim(library.name), nullif(trim(library.postcode), ''),
    CASE upper(trim(library.operation_23))
        WHEN 'LA' THEN 'council' WHEN 'LAU' THEN 'unstaffed' WHEN 'C' THEN 'commissioned'
        WHEN 'CR' THEN 'community' WHEN 'ICL' THEN 'independent' WHEN 'TEMPORARY CLOSURE' THEN 'closed for a time'
        ELSE 'not stated'
    END,
    upper(library.statutory_23) = 'YES',
    CASE upper(library.co_located) WHEN 'YES' THEN true WHEN 'NO' THEN false END,
    TRY_CAST(library.staffed_hours AS DOUBLE), TRY_CAST(library.hours AS DOUBLE)
FROM libraries AS library
JOIN councils AS council ON lower(council.authority) = lower(library.reporting)
WHERE lower(library.type) = 'static library' AND upper(trim(library.operation_23)) <> 'CLOSED'
ORDER BY council.areacd, library.name;

INSERT INTO statutory_library
SELECT areacd, right(column_name, 4)::SMALLINT, libraries
FROM (
    UNPIVOT (
        SELECT areacd, statutory_2010, statutory_2016, statutory_2019, statutory_2021, statutory_2022, statutory_2023
        FROM councils
    ) ON COLUMNS(* EXCLUDE (areacd)) INTO NAME column_name VALUE libraries
)
ORDER BY areacd, column_name;

-- Two councils were given new codes since.
INSERT INTO library_use
SELECT
    CASE areacd WHEN 'E08000016' THEN 'E08000038' WHEN 'E08000019' THEN 'E08000039' ELSE areacd END,
    measure, breakdown, sum(count),
    sum(CASE right(period, 2) WHEN '1M' THEN 1 WHEN '3M' THEN 3 WHEN '1Y' THEN 12 END)
FROM uses
GROUP BY ALL
ORDER BY ALL;

INSERT INTO parish_count SELECT lad_code, parishes_or_communities FROM parishes ORDER BY lad_code;
