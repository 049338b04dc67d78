"""Bend the Line's library: places, their figures and the quadrant, without Streamlit."""
