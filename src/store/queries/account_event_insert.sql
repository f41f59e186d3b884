INSERT INTO account_event (city, id, account, at, by_whom, what, token, detail, state, audit_seq)
VALUES (:city, :id, :account, :at, :by_whom, :what, :token, :detail, :state, :audit_seq)
