"""The parts of a verification: files, sources, and the journey from every row back to the line that states it."""
