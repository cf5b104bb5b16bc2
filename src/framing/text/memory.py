"""How the memory of large arrays is come by."""

import numpy as np


def keep_freed() -> None:
    """Let what one large array leaves be kept for the next one.

    Where malloc is glibc's, every array above a size is asked of the system and given back to it, at a page fault for
    each 4 kB: a tenth of the time that texts take. The size grows to that of the largest array ever freed, up to 32 MB;
    so one of that size is made here, never touched, and freed.
    """
    np.empty((1 << 25) - (1 << 16), dtype=np.uint8)
