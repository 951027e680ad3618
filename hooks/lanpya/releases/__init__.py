"""Signed releases: making, verifying, reproducing and serving them."""
