"""What an operator looks at: logs, metrics and health."""
