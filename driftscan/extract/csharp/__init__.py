"""C#: what a file declares and names, and which file of the tree a name means."""
