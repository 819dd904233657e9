"""Values turned into sentences: the person's page, the profile and the coach's notes, as sections and as text."""
