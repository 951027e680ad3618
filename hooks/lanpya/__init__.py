"""Lanpya turns guides into very small web pages and printed leaflets.

It consists of functions over plain data, and does not import MkDocs; the hooks next to this package adapt it.
"""
