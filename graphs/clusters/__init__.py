"""Which accounts belong together over independent layers, what holds them, and what falls apart without whom."""
