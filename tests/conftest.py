"""What all tests share."""

from hypothesis import HealthCheck, settings

# No deadline: a busy machine is no failure. Rules with large inputs ask for fewer examples.
settings.register_profile(
    "warmup", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("warmup")
