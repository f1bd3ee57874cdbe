"""`python -m handbook` writes the pages of docs/ that are made."""

from handbook.pages import write

if __name__ == "__main__":
    for path in write():
        print(f"docs/{path}")
