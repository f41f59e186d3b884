SELECT id, submission, decision, reason, by_whom, at, audit_seq FROM review WHERE city = :city ORDER BY id
