"""Many visitors at once: a client that speaks Streamlit's protocol, and what it measures."""
