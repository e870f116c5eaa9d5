"""What goes into an exhibit: the rows in scope, the tables they become, and the words that explain them."""
