from __future__ import annotations

import pytest

from procore_mcp.api.disposition import LONGEST_NAME, file_name


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('attachment; filename="Slab pour.pdf"', "Slab pour.pdf"),
        ("attachment; filename=plan.pdf", "plan.pdf"),
        ("attachment; FileName=plan.pdf", "plan.pdf"),
        ('attachment; filename="a;b.pdf"', "a;b.pdf"),
        ("attachment; filename*=UTF-8''Stra%C3%9Fe%20A.pdf", "Straße A.pdf"),
        ("attachment; filename*=iso-8859-1'en'Stra%DFe.pdf", "Straße.pdf"),
        ("attachment; filename=\"ascii.pdf\"; filename*=UTF-8''%E2%82%AC.pdf", "€.pdf"),
        ("attachment; filename*=UTF-8''%e2%82%ac.pdf; filename=ascii.pdf", "€.pdf"),
        ("attachment; filename*=UTF-8''%FF.pdf", "\ufffd.pdf"),
        ("attachment; filename*=x-unknown''plan.pdf", "plan.pdf"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ("attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", "passwd"),
        ('attachment; filename="C:\\\\temp\\\\plan.pdf"', "plan.pdf"),
        ("attachment; filename*=UTF-8''a%0D%0Ab.pdf", "a b.pdf"),
        ("attachment; filename*=UTF-8''plan%E2%80%AEfdp.exe", "plan fdp.exe"),
        ('attachment; filename=".. "', None),
        ('attachment; filename="folder/"', None),
        ("attachment; filename*=plan; filename*0=plan", None),
        ("inline", None),
        ("", None),
    ],
)
def test_the_name_of_a_file(header, name):
    assert file_name({"content-disposition": header}) == name


def test_without_the_header_there_is_no_name():
    assert file_name({}) is None


@pytest.mark.parametrize(("told", "ending"), [("x" * 500 + ".pdf", ".pdf"), ("x" * 500, "x"), ("x." + "y" * 500, "y")])
def test_a_very_long_name_is_cut_before_its_ending(told, ending):
    name = file_name({"content-disposition": f'attachment; filename="{told}"'})
    assert name is not None
    assert len(name) == LONGEST_NAME
    assert name.endswith(ending)
