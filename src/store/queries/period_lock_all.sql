SELECT id, period, department, locked, reason, by_whom, at, audit_seq FROM period_lock
WHERE city = :city AND at <= :until ORDER BY id
