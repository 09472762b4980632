import pytest

from onrecord.render.fences import Fence, split_fences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a", ["a"]),
        ("```\na\n```", [Fence("", ("a",))]),
        ("a\n```py\nb\n\nc\n```\nd", ["a", Fence("py", ("b", "", "c")), "d"]),
        ("~~~ c++ x y\na\n~~~~~", [Fence("c++", ("a",))]),
        ("````\n```\n````", [Fence("", ("```",))]),
        ("```\n~~~\n```", [Fence("", ("~~~",))]),
        ("```\n``` a\n```", [Fence("", ("``` a",))]),
        ("   ```\na\n   ```", [Fence("", ("a",))]),
        ("    ```\na", ["    ```", "a"]),
        ("```\n    ```", [Fence("", ("    ```",))]),
        ("``` a`b", ["``` a`b"]),
        ("``\na\n``", ["``", "a", "``"]),
        ("```\na", [Fence("", ("a",))]),
        ("```", [Fence("", ())]),
        ('``` "onclick=x\na\n```', [Fence("", ("a",))]),
        ("```py\n```\n```\n```", [Fence("py", ()), Fence("", ())]),
    ],
)
def test_lines_and_blocks_of_code(text, parts):
    assert list(split_fences(text.split("\n"))) == parts
