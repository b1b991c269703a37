"""What people read: from what happened to the card that says so.

What is wrong with a typed value is said by its reader, and what only one platform knows by its adapter.
"""
