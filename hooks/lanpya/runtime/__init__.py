"""What Lanpya takes from the machine: clock, files, cores, git, environment. Imports no other package."""
