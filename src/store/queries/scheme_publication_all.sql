SELECT id, scheme, version, valid_from, by_whom, at, audit_seq FROM scheme_publication WHERE city = :city ORDER BY id
