"""The quiz engine: rules and use cases; knows no platform, no SQL, no clock of its own."""
