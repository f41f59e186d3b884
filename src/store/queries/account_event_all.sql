SELECT id, account, at, by_whom, what, token, detail, state, audit_seq
FROM account_event WHERE city = :city ORDER BY account, id
