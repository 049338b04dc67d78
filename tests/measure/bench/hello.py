"""The smallest Streamlit app, measured beside ours."""

import streamlit as st

st.write("Hello, world")
