"""Problems: the record, messages and their translations, reports, and the catalogue of rules."""
