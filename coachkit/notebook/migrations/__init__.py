"""How a notebook of an earlier schema is brought to today's: one revision a schema, taken by `migrating.py`."""
