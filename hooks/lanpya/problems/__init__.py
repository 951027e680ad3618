"""What can be wrong: records, messages and their translations, reports, the catalogue of rules."""
