"""Gleaning: in comes free text in English, out come suggestions with their quotes; nothing here confirms any."""
