"""Every word of Cypher in the project, and the only door to a database."""
