"""Questions out of foreign files: a reader for each kind of file, one model of what they find."""
