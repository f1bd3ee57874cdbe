"""SQL in files and in the strings of programs: which tables a statement reads, writes or makes."""
