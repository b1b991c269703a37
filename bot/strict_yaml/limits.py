"""How much of a file we are willing to look at."""

LARGEST = 4 * 1024 * 1024  # bytes; a whole bank of 500 questions is half of that
DEEPEST = 10  # levels of lists and mappings
MOST = 500_000  # texts, lists and mappings; a bank of 500 questions has 25,000
