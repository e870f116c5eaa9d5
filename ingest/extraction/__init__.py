"""What messages state: the matching form of a text, the lexicons, and the rules that read statements from it."""
