"""What each news outlet calls the same thing, in whose voice, how sure we can be, and how readable it is."""

__version__ = "0.1.0"
