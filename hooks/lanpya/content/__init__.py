"""The sources: settings, guides and data, read once into the Library."""
