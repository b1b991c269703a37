"""Markdown as people write it: blocks with their places, and the questions that they make up."""
