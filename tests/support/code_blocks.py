"""Bank files with code in them."""


def bank_file(*blocks: str) -> str:
    """Return a bank file with the blocks below its prompt; the first's code is at line 9."""
    return "---\ntitle: A\nlevel: basic\n---\n\nWhy?\n\n" + "\n\n".join(blocks) + "\n"


def python_block(code: str, mark: str = "") -> str:
    """Return a fenced Python block."""
    return f"```python{mark}\n{code}\n```"


def sql_block(code: str) -> str:
    """Return a fenced SQL block."""
    return f"```sql\n{code}\n```"
