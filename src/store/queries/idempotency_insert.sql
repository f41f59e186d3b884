INSERT INTO idempotency (city, account, key, sha256, status, location, body, at)
VALUES (:city, :account, :key, :sha256, 0, '', '', :at)
