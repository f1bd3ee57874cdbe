"""Procfiles: the programs of an application on Heroku and its kin."""
