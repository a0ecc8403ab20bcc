"""What only PostgreSQL needs: a pool of writers and a watchdog."""
