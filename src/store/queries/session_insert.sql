INSERT INTO session (city, sha256, account, second_factor, created_at, seen_at, ended_at)
VALUES (:city, :sha256, :account, :second_factor, :now, :now, 0)
