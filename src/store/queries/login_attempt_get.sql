SELECT failures, since_at, last_at FROM login_attempt WHERE city = :city AND name = :name
