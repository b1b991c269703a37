"""How much of a file we are willing to look at."""

LARGEST = (
    16 * 1024 * 1024
)  # bytes; a whole bank of 500 questions is 2 MB, an imported pack may have thousands
DEEPEST = 10  # levels of lists and mappings
MOST = 500_000  # texts, lists and mappings; a bank of 500 questions has 25,000
