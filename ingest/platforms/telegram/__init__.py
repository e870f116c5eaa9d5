"""Telegram Desktop's exports."""
