DELETE FROM login_attempt WHERE city = :city AND name = :name
