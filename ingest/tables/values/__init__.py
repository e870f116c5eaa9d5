"""From the characters of a cell to a value, or a refusal in words: times, numbers, money, names, closed lists."""
