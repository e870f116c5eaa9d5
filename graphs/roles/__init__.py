"""Which part an account may play, as shares over eight roles with their reasons: a proposal of this tool, a lead."""
