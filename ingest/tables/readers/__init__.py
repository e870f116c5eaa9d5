"""From a file to rows of cells, one module per format, and what they share: encodings, lines, limits of archives."""
