"""Loopback chat platforms: they enforce the real ones' limits, record every request and fail when told to."""
