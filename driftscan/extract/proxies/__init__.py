"""Configuration of web servers, proxies and log shippers in notations of their own."""
