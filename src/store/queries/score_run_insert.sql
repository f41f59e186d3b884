INSERT INTO score_run (city, id, scheme, version, period, as_of, no_sample, until_submission, until_entry, kind, corrects,
                       appeal, holds_bounds, title, n_lines, lines_sha256, by_whom, at, audit_seq)
VALUES (:city, :id, :scheme, :version, :period, :as_of, :no_sample, :until_submission, :until_entry, :kind, :corrects,
        :appeal, :holds_bounds, :title, :n_lines, :lines_sha256, :by_whom, :at, :audit_seq)
