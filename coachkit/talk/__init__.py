"""The talk's engine: pure functions of a script and the events of one talk; no clock, no terminal, no file."""
