from hypothesis import settings

# A machine that is busy is not a reason to fail; what must be quick has a test of its own.
settings.register_profile("inquit", deadline=None)
settings.load_profile("inquit")
