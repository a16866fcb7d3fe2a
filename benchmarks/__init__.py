"""Measurements, one module each; nothing of the program imports them."""
