"""Shares of what customers pay."""
