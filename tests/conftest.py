"""What holds for every test."""

import os

os.environ["POLICY_CHECKS_NO_CACHE"] = "1"  # a judgement kept from another test would hide an injected fault
