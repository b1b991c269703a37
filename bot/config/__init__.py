"""What an installation decides, read once at start."""
