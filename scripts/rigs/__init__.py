"""Machinery of tests and measurements: servers, browsers, readers of print, damage."""
