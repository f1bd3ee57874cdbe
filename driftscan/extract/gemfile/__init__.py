"""Gemfile: what a Ruby project is bundled with."""
