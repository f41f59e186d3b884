-- What counts of a submission, as it stood at an instant.
SELECT id, submission, decision, reason, by_whom, at, audit_seq FROM review
WHERE city = :city AND submission = :submission AND at <= :until ORDER BY id DESC LIMIT 1
