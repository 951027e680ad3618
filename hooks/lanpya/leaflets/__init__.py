"""Leaflets to print, and texts to read aloud."""
