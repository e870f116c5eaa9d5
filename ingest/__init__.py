"""The world's files to records and rejects, and records into the store."""
