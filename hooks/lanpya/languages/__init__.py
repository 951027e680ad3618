"""Languages and writing systems: words, sentences, line breaks, dates, digits, spelling."""
