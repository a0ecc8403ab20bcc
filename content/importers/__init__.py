"""Questions from elsewhere: a team's own notes."""
