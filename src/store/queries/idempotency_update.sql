UPDATE idempotency SET status = :status, location = :location, body = :body
WHERE city = :city AND account = :account AND key = :key
