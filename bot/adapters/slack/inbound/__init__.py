"""What arrives from Slack: presses, forms, thread replies."""
