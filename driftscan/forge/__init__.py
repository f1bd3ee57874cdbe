"""Talking to GitHub, GitLab and Gitea: what to ask and what an answer means; client.py sends it."""
