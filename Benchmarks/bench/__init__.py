"""Measures member-directory beside its peers; Scripts/bench starts it."""
