INSERT INTO task_event (city, id, task, at, on_day, by_whom, verb, unit, content, date, value, value_unit, files, other, parts, card,
  rule, colour, base_on, audit_seq)
VALUES (:city, :id, :task, :at, :on_day, :by_whom, :verb, :unit, :content, :date, :value, :value_unit, :files, :other,
  :parts, :card, :rule, :colour, :base_on, :audit_seq)
