"""Every check, in the order of the policy. To add one: write its file, and add a line here."""

from __future__ import annotations

from policy_checks.checks import (
    commercial_structure,
    copyright_credit,
    copyright_hotlink,
    integrity_markup,
    integrity_page,
    integrity_placeholder,
    integrity_third_party,
    personal_email,
    personal_phone,
    register_entries,
)
from policy_checks.model import Check

CHECKS: tuple[Check, ...] = (
    copyright_credit.CHECK,
    copyright_hotlink.CHECK,
    personal_email.CHECK,
    personal_phone.CHECK,
    integrity_page.CHECK,
    integrity_placeholder.CHECK,
    commercial_structure.CHECK,
    integrity_third_party.CHECK,
    integrity_markup.CHECK,
    register_entries.EXPIRED,
    register_entries.UNUSED,
    register_entries.PUBLIC,
)
