"""Which accounts may be one and the same: candidates for a person to judge, and what follows from the judgements."""
