"""Calls and shared data added to real systems: does the graph gain them, and nothing else?"""
