"""Notes of Anki, as a text file and as a package."""
