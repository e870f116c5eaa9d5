"""The clients and engines behind the one door: each file knows one of them, or one thing they share."""
