-- Facts are never changed or taken away, not even by hand and by mistake.
CREATE TRIGGER observation_keep BEFORE UPDATE ON observation BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER observation_stay BEFORE DELETE ON observation BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER submission_keep BEFORE UPDATE ON submission BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER submission_stay BEFORE DELETE ON submission BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER city_row_keep BEFORE UPDATE ON city_row BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER city_row_stay BEFORE DELETE ON city_row BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER audit_keep BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit chain is append-only'); END;
CREATE TRIGGER audit_stay BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit chain is append-only'); END;
CREATE TRIGGER receipt_keep BEFORE UPDATE ON receipt BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER receipt_stay BEFORE DELETE ON receipt BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
