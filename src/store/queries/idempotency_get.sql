SELECT sha256, status, location, body FROM idempotency WHERE city = :city AND account = :account AND key = :key
