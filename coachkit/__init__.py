"""coachkit: a talk about what is strong becomes an asset profile and a page to step back by."""

__version__ = "0.2.0"
