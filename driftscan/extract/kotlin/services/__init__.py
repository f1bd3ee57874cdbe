"""What a Kotlin file says of services: its tree, read into the words of extract.jvm.services."""
