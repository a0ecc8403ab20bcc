"""What each screen shows, as rich's renderables."""
