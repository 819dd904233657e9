"""Ways to ask: each takes one question as data and gives back what the coach did."""
