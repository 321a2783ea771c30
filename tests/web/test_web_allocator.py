"""How many heaps the threads of a server have."""

import platform
import subprocess
import sys

import pytest

THREADS = 6

HEAPS = f"""
import ctypes, sys, threading
from skillpath.web.allocator import share_heaps

if sys.argv[1] == "shared":
    assert share_heaps()
malloc, all_there = ctypes.CDLL(None).malloc, threading.Barrier({THREADS} + 1)

def work():
    malloc(1000)
    all_there.wait()
    all_there.wait()

threads = [threading.Thread(target=work) for _ in range({THREADS})]
for thread in threads:
    thread.start()
all_there.wait()
starts = [line.split("-")[0] for line in open("/proc/self/maps") if len(line.split()) == 5 and "rw-p" in line]
all_there.wait()
print(sum(int(start, 16) % (1 << 26) == 0 for start in starts))
"""
"""Prints how many heaps there are beside the first: of glibc's, each begins at a multiple of 64 MB."""


def heaps(how: str) -> int:
    ran = subprocess.run([sys.executable, "-c", HEAPS, how], capture_output=True, text=True, check=True)
    return int(ran.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the C library is another one")
def test_threads_share_two_heaps_instead_of_having_one_each() -> None:
    assert heaps("own") > 1
    assert heaps("shared") == 1
