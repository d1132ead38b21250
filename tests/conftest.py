"""What holds for every test."""

from hypothesis import HealthCheck, settings

# How long an example takes depends on what else the machine is doing, and says nothing.
settings.register_profile("no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no clock")
