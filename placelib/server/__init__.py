"""What stands around Streamlit's own server: files, headers, refusals, health, logs, stopping.

Plain ASGI middleware and routes without Streamlit; placelib/ui/server.py puts them in their places.
"""
