"""The store on SQLite; `opening.open_store` is the way in."""
