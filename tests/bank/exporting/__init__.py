"""Exporters, and what comes back from their files."""
