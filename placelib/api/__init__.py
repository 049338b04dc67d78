"""The data by address: areas, indicators, observations and quadrants as JSON, CSV and Parquet.

    GET /api/v1/observations?area=E08000012&indicator=employment-rate&format=csv

`routes` has the addresses, `openapi` describes them, `answers` looks the answers up.
"""
