"""What Lanpya takes from the machine: its clock, files, cores, git and environment. Imports no other package."""
