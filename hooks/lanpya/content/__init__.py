"""The sources: guides, data and settings, read into a Library."""
