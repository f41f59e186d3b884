INSERT INTO login_attempt (city, name, failures, since_at, last_at)
VALUES (:city, :name, :failures, :since_at, :last_at)
ON CONFLICT (city, name)
DO UPDATE SET failures = excluded.failures, since_at = excluded.since_at, last_at = excluded.last_at
