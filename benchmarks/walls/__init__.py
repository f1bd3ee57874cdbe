"""The walls: hostile files, hostile repositories, hostile circumstances, and a cache under fire."""
