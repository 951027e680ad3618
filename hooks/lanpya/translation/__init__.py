"""Translations: how complete they are, accepting them, and translating through a chat."""
