"""What every command needs: the console, errors in words, the runner, paths, reports."""
