"""Writing systems: words, sentences, line breaks, dates, digits, spelling."""
