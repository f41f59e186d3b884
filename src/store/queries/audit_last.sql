SELECT seq, sha256 FROM audit WHERE city = :city ORDER BY seq DESC LIMIT 1
