"""What answers on a port, for as long as a `with` block lasts."""
