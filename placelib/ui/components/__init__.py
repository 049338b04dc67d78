"""Parts that several pages share: chart block, URL widgets, area search, share, present mode."""
