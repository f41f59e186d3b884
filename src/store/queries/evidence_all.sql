SELECT sha256, bytes, at, by_whom, audit_seq, content FROM evidence WHERE city = :city ORDER BY audit_seq
