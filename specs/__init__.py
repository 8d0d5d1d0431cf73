"""Specs that people may start from, and the standard library `std/`; shipped as data."""
