"""What Java and Kotlin files say of services: the two share their libraries, so a file is first
read into the words of written.py, and what calls and annotations mean is told once."""
