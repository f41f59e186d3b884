SELECT seq, at, by_whom, action, subject, content, previous, sha256 FROM audit WHERE city = :city ORDER BY seq
