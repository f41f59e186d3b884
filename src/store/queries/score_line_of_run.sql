SELECT line, unit_kind, unit, class, line_of, code, state, raw, bounded, points, weight, factor, gate, note, place, n_unknown,
       checksum
FROM score_line WHERE city = :city AND run = :run ORDER BY line
