"""Synthetic markets with known truth: who there is, who says what, who pays whom; `silsila generate` writes them."""
