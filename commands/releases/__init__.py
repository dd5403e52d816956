"""Keep finished sites, put one in force, go back, send it where readers find it."""
