"""Transcripts: in come the bytes of a file some other program wrote, out comes who said what, in order."""
