"""What people ask for, one module per subject: a function takes a command and returns a card."""
