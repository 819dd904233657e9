"""Prompt scripts: in comes a YAML file, out goes a checked script, or every fault with its place."""
