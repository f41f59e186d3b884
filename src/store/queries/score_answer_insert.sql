INSERT INTO score_answer (city, appeal, decision, content, correction, by_whom, at, audit_seq)
VALUES (:city, :appeal, :decision, :content, :correction, :by_whom, :at, :audit_seq)
