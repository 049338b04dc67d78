"""The address in the visitor's browser: what it asks for, and full links to views of the app."""

from __future__ import annotations

import streamlit as st

from placelib.query_params import QueryParams
from placelib.statistics.catalogue import Catalogue
from placelib.urls import AGAINST, INDICATOR, Page, whole_address
from placelib.views import snapshot_records, visit_figures


def read_query_params() -> QueryParams:
    """The settings that the visitor's address asks for, to be read one by one."""
    return QueryParams(snapshot_records.get_registry(), list_offered_indicators(), st.query_params)


def list_offered_indicators() -> Catalogue:
    """The official indicators, and those of the address that this visit has uploaded."""
    return visit_figures.build_catalogue(
        st.query_params.get(name, "") for name in (INDICATOR, AGAINST)
    )


def build_address(page: Page, settings: dict[str, str]) -> str:
    """The full address of a view as the visitor's browser knows the app."""
    return whole_address(
        find_root(page), page, settings, snapshot_records.get_metadata()["data_version"]
    )


def find_root(page: Page) -> str:
    """The app's own address as the visitor's browser knows it, without a slash at its end."""
    return (st.context.url or "").rstrip("/").removesuffix(f"/{page.path}").rstrip("/")
