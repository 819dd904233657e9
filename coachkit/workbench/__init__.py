"""What a coach does, one file a verb: wires notebook, engine and asker together, and prints nothing itself."""
