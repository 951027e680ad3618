"""Rules over the sources."""
