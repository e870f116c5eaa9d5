"""The pages of the workbench, one file each, and the small pieces they share; the only Streamlit beside `app.py`."""
