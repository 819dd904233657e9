"""The coach's notebook: in come events as they happen, out come people, talks and events, from one SQLite file.

`store.Notebook` is the way in. Opening, reading and appending go through the driver alone; SQLModel is loaded only
by what changes or takes back things already kept.
"""
