"""YAML that people write by hand, read without its traps and with a line number for everything."""
