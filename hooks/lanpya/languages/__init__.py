"""Languages: direction, words, sentences, line breaks, dates, digits, spelling."""
