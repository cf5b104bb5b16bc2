"""Articles and a codebook -> mentions: every place where a term matches, in whose voice, with exact offsets."""

from framing.tag.tagger import Tagger

__all__ = ["Tagger"]
