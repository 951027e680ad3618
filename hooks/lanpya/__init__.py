"""Lanpya: what turns guides into very small pages and printed leaflets.

Pure functions over plain data. Nothing here knows MkDocs; the hooks beside this package adapt it.
"""
