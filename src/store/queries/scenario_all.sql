SELECT id, name, tree, area, period, year_end, as_of, sample, changes, results, note, by_whom, at, audit_seq
FROM scenario WHERE city = :city ORDER BY id
