"""Where a path begins that settings compute, as `alias` of a bundler does."""

HERE = "here"  # the folder of the file that says so
PACKAGE = "package"  # the folder of the package, where commands are run
WRITTEN = ""  # a text by itself: a path of the package, or the name of another one
