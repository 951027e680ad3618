"""What is printed and what is read aloud."""
