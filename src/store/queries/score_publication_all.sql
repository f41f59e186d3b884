SELECT id, run, shown_from, title, by_whom, at, audit_seq FROM score_publication WHERE city = :city ORDER BY id
