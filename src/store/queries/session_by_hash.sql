SELECT account, second_factor, created_at, seen_at, ended_at FROM session WHERE city = :city AND sha256 = :sha256
