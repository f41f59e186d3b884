DELETE FROM idempotency WHERE city = :city AND account = :account AND key = :key
