"""Is what we report there, and is what is there reported?"""
