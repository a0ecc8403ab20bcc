"""Platform outages over real sockets: what's late is caught up on, or its owner is notified."""
