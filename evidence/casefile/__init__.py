"""case.toml: what it says, what is refused, and the two values that need thought: the zone and the address."""
