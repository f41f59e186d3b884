-- Answers to writes, kept for a day under the key that the client gave, so that a write that is sent again is not done
-- again. Nothing here is a fact: rows are taken away.
CREATE TABLE idempotency (
  city      {{int}} NOT NULL,
  account   {{int}} NOT NULL,
  key       TEXT    NOT NULL,          -- as the client gave it
  sha256    TEXT    NOT NULL,          -- of the request: method, address, body
  status    {{int}} NOT NULL,          -- of the answer; 0: it was begun, and nothing is known of its end
  location  TEXT    NOT NULL,          -- its Location; '' none
  body      TEXT    NOT NULL,          -- '' for an answer with a secret, which is given once
  at        {{int}} NOT NULL,          -- seconds since 1970
  PRIMARY KEY (city, account, key)
) {{keyed}};
CREATE INDEX idempotency_at ON idempotency (city, at)
