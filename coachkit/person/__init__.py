"""What is known of a person: frozen values, and pure functions from what was said to profile and plan."""
