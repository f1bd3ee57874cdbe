"""Manifests of the Serverless Framework: functions in a cloud and what calls them."""
