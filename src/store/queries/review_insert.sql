INSERT INTO review (city, id, submission, decision, reason, by_whom, at, audit_seq)
VALUES (:city, :id, :submission, :decision, :reason, :by_whom, :at, :audit_seq)
