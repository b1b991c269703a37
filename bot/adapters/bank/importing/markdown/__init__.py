"""Markdown as people write it: blocks with their places, one question pattern a file, questions out of both."""
