"""The whole site: its pages, single-file copies and archives, and checks of what was built."""
