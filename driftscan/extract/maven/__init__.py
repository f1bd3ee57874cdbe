"""pom.xml: what a Maven project is called, and what it asks for."""
