"""What gives somebody away in any text: contacts, numbers, places, times, units."""
