"""Heads in English: some internal audits 内部审计 keep ledgers in English, or in both languages."""

from __future__ import annotations

import re
from typing import Final

from loaders.ledger.column import Column

# Heads are read without blanks, as Chinese ones are. The first that fits.
_HEADS: Final[tuple[tuple[Column, str], ...]] = (
    (Column.OTHER, "remark|comment|^notes?$|attachment|evidence|rootcause|^cause|contact|startdate"),
    (Column.OTHER, r"^(?:last)?updated?(?:on)?$|rating|severity|priority|^risk(?:level)?$"),
    (Column.NUMBER, r"^(?:s/?n|sno|item|ref(?:erence)?|no|id|#)\.?(?:no|number|id)?\.?$"),
    (Column.NUMBER, r"^(?:finding|issue|action|observation)(?:no|id|ref|#|number)\.?$"),
    (Column.CLOSED_ON, r"(?:closed?|closure|verifi(?:ed|cation)|validat(?:ed|ion)).{0,2}(?:date|on)$|dateclosed"),
    (Column.DEADLINE, "due|target|deadline|timeline|timeframe|bywhen"),
    (Column.DEADLINE, "(?:planned|agreed|expected|revised|original|estimated).{0,16}date"),
    (Column.COMPLETED_ON, r"(?:actual|complet(?:ed|ion)|implemented).{0,12}(?:date|on)$"),
    (Column.COMPLETED_ON, "dateof?(?:completion|completed)|^actual"),
    (Column.RAISED_ON, r"(?:raised|issued?|identified|reported|report|finding|audit).{0,2}(?:date|on)$"),
    (Column.RAISED_ON, "dateof?(?:raised|issued?|identified)"),
    (Column.CLOSURE, "closure|verif|validat|signoff"),
    (Column.SOURCE, "source|auditname|auditreport|^report|^audit$|engagement"),
    (Column.FIELD, "categor|area|type|theme|process|classification"),
    (Column.AMOUNT, r"amount|value\("),
    (Column.STATUS, "status|progress|^(?:percent(?:age)?|%)?(?:of)?complet(?:e|ed|ion)%?$"),
    (Column.UNIT, "^(?:auditee|entity|businessunit|branch|subsidiary|auditedunit)"),
    (Column.MEASURE, "action(?!owner|by)(?:plan|taken|item|s$)?(?!owner)|remediation|remedy|measures?$|mitigation"),
    (Column.MEASURE, "(?:management|auditee).{0,2}(?:response|comment|reply)"),
    (Column.COOPERATE, "support(?:ing)?(?:unit|dep|team|func|party)|co-?owner|consulted"),
    (Column.LEAD_AND_POST, "owner|responsible|responsibility|accountable|assignedto|assignee|department|^dept"),
    (Column.LEAD_AND_POST, "personincharge|^pic$|actionby|^by?who$"),
    (Column.ISSUE, "finding|issue|observation|hazard|concern|deficienc|non-?conform|problem|weakness|gap|exception"),
    (Column.TASK, "recommend|^task|requirement"),
)
_RULES: Final = tuple((column, re.compile(words)) for column, words in _HEADS)


def column_of(head: str) -> Column:
    """Return what a folded head without blanks names in English; OTHER for what no rule knows."""
    words = head.lower()
    return next((column for column, pattern in _RULES if pattern.search(words)), Column.OTHER)
