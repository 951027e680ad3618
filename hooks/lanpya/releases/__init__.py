"""Signed releases: making, verifying and serving them."""
