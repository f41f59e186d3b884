INSERT INTO scenario (city, id, name, tree, area, period, year_end, as_of, sample, changes, results, note, by_whom, at, audit_seq)
VALUES (:city, :id, :name, :tree, :area, :period, :year_end, :as_of, :sample, :changes, :results, :note, :by_whom, :at, :audit_seq)
