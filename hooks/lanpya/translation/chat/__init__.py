"""Translating a guide through a chat: numbered sentences out, answers in."""
