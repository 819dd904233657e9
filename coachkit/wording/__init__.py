"""Sentences: in come values, out go words for the person's page, the coach's notes, exports and the talk itself."""
