"""How much the words of a text, taken together, are like those of texts that people labelled as offers."""
