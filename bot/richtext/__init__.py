"""Running text with emphasis, code and formulas, before any platform has touched it."""
