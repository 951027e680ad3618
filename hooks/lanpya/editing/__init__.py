"""Changes of the sources: new guides, withdrawals, changed contacts, and what commits reveal."""
