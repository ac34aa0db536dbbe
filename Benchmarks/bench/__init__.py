"""Compares member-directory with other servers. Scripts/bench starts this."""
