"""The parts specific to PostgreSQL: a pool of writers, and a watchdog for silent servers."""
