"""Compiled templates, kept from one build to the next: to compile them takes longer than all imports."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket, bc_magic

Load = Callable[[str], bytes | None]
Keep = Callable[[str, bytes], None]
OURS = ("compiled.py", "interface.py", "templates.py")
"""The modules that have a part in compiling."""


class Compiled(BytecodeCache):
    """Templates as they were compiled before; `load` gives what `keep` was given under a name, or nothing.

    A name is a digest of all that the code hangs on: the text, the program that compiles, Jinja2 and Python. What is damaged is
    compiled again. Code is kept by the process that this was made in, and read by those that are forked from it, too.
    """

    def __init__(self, load: Load, keep: Keep) -> None:
        self._load = load
        self._keep = keep
        self._process = os.getpid()

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:  # noqa: ARG002 - Jinja2's signature
        """Where the code of a template is kept, with the code if it is there."""
        kind = type(environment)
        told = repr((_compiler(), kind.__module__, kind.__qualname__, name, source))
        bucket = Bucket(environment, sha256(told.encode("utf-8", "surrogatepass")).hexdigest(), "")
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a bucket its code, where that is kept and whole."""
        data = self._load(bucket.key) or b""
        seal, code = data[:32], data[32:]
        if seal == sha256(code).digest():
            bucket.code = marshal.loads(code)  # noqa: S302 - what we wrote, as Python reads what it wrote of its modules

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket."""
        if os.getpid() == self._process:
            code = marshal.dumps(bucket.code)
            self._keep(bucket.key, sha256(code).digest() + code)


@cache
def _compiler() -> tuple[object, ...]:
    """What compiles: our own code, Jinja2 and Python."""
    ours = (sha256(Path(__file__).with_name(name).read_bytes()).hexdigest() for name in OURS)
    theirs = Path(jinja2.__file__).with_name("compiler.py").stat()
    return (*ours, theirs.st_size, theirs.st_mtime_ns, bc_magic, sys.version)
