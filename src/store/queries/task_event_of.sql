SELECT id, task, at, on_day, by_whom, verb, unit, content, date, value, value_unit, files, other, parts, card,
  rule, colour, base_on, audit_seq
FROM task_event WHERE city = :city AND task = :task AND on_day <= :until ORDER BY id
