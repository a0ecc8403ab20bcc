"""The nouns of Warmup, as frozen values. Words as in the design: team, round, response, streak."""
