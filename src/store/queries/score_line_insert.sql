INSERT INTO score_line (city, run, line, unit_kind, unit, class, line_of, code, state, raw, bounded, points, weight, factor,
                        gate, note, place, n_unknown, checksum)
VALUES (:city, :run, :line, :unit_kind, :unit, :class, :line_of, :code, :state, :raw, :bounded, :points, :weight, :factor,
        :gate, :note, :place, :n_unknown, :checksum)
