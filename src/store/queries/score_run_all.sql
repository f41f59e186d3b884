SELECT id, scheme, version, period, as_of, no_sample, until_submission, until_entry, kind, corrects, appeal, holds_bounds,
       title, n_lines, lines_sha256, by_whom, at, audit_seq
FROM score_run WHERE city = :city ORDER BY id
