"""Changes of the sources: new guides, withdrawals, and what commits reveal."""
