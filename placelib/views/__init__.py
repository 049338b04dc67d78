"""What each page shows, put together from services and charts; knows no Streamlit."""
