SELECT id, unit_kind, unit, period, kind, value, reason, evidence, sample, replaces, by_whom, at, audit_seq
FROM score_entry WHERE city = :city AND at <= :until AND id <= :last ORDER BY id
