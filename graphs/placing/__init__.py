"""Where things stand in a picture: columns, lanes between them, rings, and the ways of arrows."""
