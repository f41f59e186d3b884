-- Of notices from one on, in the order in which they were made.
SELECT id, notice, channel, address, attempt, at, outcome, detail, audit_seq FROM notice_attempt
WHERE city = :city AND notice >= :first
ORDER BY id
