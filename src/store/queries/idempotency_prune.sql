DELETE FROM idempotency WHERE city = :city AND at < :before
