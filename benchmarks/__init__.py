"""Ratios against named baselines: in comes this computer, out goes a table that says what costs how much more."""
