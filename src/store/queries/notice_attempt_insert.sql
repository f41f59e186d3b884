INSERT INTO notice_attempt (city, id, notice, channel, address, attempt, at, outcome, detail, audit_seq)
VALUES (:city, :id, :notice, :channel, :address, :attempt, :at, :outcome, :detail, :audit_seq)
