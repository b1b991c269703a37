"""Counts for Prometheus: what is counted, where, and the page on which it is read."""
