"""How far translations are, and accepting them."""
