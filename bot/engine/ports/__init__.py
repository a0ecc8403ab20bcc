"""What the engine needs from a database, a platform and the bank."""
