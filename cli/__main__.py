"""`python -m cli` is `silsila`."""

from cli import main

main()
