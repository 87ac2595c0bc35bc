"""One room per outside format; they never import each other."""
