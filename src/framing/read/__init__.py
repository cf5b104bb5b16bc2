"""Files -> raw articles. One module a family of formats; what cannot be read is listed, and the rest goes on."""

from framing.read.folder import READERS, Reading, read_folder

__all__ = ["READERS", "Reading", "read_folder"]
