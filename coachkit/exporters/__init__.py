"""One file a format: in come plan and profile, out goes the text of a file."""
