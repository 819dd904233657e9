"""Notebooks made by released versions of coachkit, one a release; `make.py` adds the next."""
