"""What several plugins need: pure code that never imports Pelican, nor a plugin."""
