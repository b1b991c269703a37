"""Pictures drawn with matplotlib, in a process of their own."""
