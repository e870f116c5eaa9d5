"""A case written as files for Neo4j's own importer, for when it outgrows loading through a running server."""
