"""Looking at the whole set-up: each fact is a `Finding`, and nothing is changed to find it."""
