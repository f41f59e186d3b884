INSERT INTO score_entry (city, id, unit_kind, unit, period, kind, value, reason, evidence, sample, replaces, by_whom, at,
                         audit_seq)
VALUES (:city, :id, :unit_kind, :unit, :period, :kind, :value, :reason, :evidence, :sample, :replaces, :by_whom, :at,
        :audit_seq)
