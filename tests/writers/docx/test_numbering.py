"""Instances of numbered lists."""

from __future__ import annotations

from masterplan_cli.writers.docx.numbering import ListInstances


def test_numbered_lists_get_an_instance_each_and_bullets_none() -> None:
    lists = ListInstances(7, "4", "3")
    assert lists.open_list(False, 0, 1) == (
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    )
    assert 'w:numId w:val="7"' in lists.open_list(True, 0, 5)
    assert 'w:ilvl w:val="8"/><w:numId w:val="8"' in lists.open_list(True, 20, -3)
    written = lists.write()
    assert written.count("<w:num ") == 2
    assert '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>' in written
    assert '<w:lvlOverride w:ilvl="8"><w:startOverride w:val="0"/>' in written
