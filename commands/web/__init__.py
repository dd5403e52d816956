"""Ask public services politely, one request at a time: ``cite`` and ``vet`` alone use it."""
