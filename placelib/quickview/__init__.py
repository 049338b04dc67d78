"""Quick views: an uploaded table described, joined to areas and shown; works without Streamlit.

Nothing here keeps anything: a caller holds the upload for as long as its visitor is there.
"""
