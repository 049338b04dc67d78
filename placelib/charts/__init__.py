"""Charts: pure functions from records or a frame to a chart; no Streamlit, no store."""
