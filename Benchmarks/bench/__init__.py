"""Compares member-directory with other servers; started by Scripts/bench."""
