"""The question bank's files: read, checked, remembered in a compiled copy."""
