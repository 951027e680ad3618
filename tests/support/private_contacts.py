"""A contact that only maintainers have."""

from __future__ import annotations

ENTRY = """\
- id: hidden-line
  channel: telegram
  name: {my: တိတ်တိတ်, en: Quiet line}
  address: https://t.me/quiet_line
  verified: 2026-11-15
  verified_by: [editor-c, editor-d]
  expires: 2026-12-01
"""
