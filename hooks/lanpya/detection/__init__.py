"""What can identify or locate a person, in any text: contacts, numbers, places, times, military units."""
