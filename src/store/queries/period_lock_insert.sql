INSERT INTO period_lock (city, id, period, department, locked, reason, by_whom, at, audit_seq)
VALUES (:city, :id, :period, :department, :locked, :reason, :by_whom, :at, :audit_seq)
