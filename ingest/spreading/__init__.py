"""Reading spread over other machines by a dask cluster: the same functions there, and equal results here."""
