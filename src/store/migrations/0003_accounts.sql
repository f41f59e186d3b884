-- Who may do what: accounts, their history, sessions, API tokens, and the delay after wrong passwords.
-- account_event is the record: append-only, one row a change, each in the audit chain. account is the present
-- state, kept beside it in the same transaction, because a login must be one look-up and because a secret that
-- was replaced must be gone; qingyu verify compares the two.
CREATE TABLE account (
  city         {{int}} NOT NULL,
  id           {{int}} NOT NULL,       -- from 1
  name         TEXT    NOT NULL,       -- lower-case letters, digits, - _ .
  display      TEXT    NOT NULL,       -- what the page shows: '统计局综合科'
  role         TEXT    NOT NULL,       -- 'analyst'
  leader       TEXT    NOT NULL,       -- code in leaders.csv; '' none
  areas        TEXT    NOT NULL,       -- codes separated by ';', or '*'; '' none
  departments  TEXT    NOT NULL,
  indicators   TEXT    NOT NULL,
  firms        TEXT    NOT NULL,       -- codes of the firms that a firm's account reports for
  issuer       TEXT    NOT NULL,       -- of an external identity (OpenID Connect); '' none
  subject      TEXT    NOT NULL,       -- its sub
  password     TEXT    NOT NULL,       -- Argon2id, self-describing; '' none
  must_change  {{int}} NOT NULL,       -- 1 after a one-time password
  totp         TEXT    NOT NULL,       -- sealed with the key beside the store; '' none
  totp_step    {{int}} NOT NULL,       -- last step that was used; it is not taken twice
  disabled     {{int}} NOT NULL,
  expires_at   {{int}} NOT NULL,       -- seconds since 1970; 0 never
  PRIMARY KEY (city, id),
  UNIQUE (city, name)
) {{keyed}};
CREATE UNIQUE INDEX account_subject ON account (city, issuer, subject) WHERE subject <> '';

CREATE TABLE account_event (
  city       {{int}} NOT NULL,
  id         {{int}} NOT NULL,         -- from 1, over all accounts of the city
  account    {{int}} NOT NULL,
  at         TEXT    NOT NULL,         -- ISO 8601, UTC
  by_whom    TEXT    NOT NULL,
  what       TEXT    NOT NULL,         -- 'add', 'role', 'password', 'login', ...
  token      {{int}} NOT NULL,         -- the API token that it is about; 0 none
  detail     TEXT    NOT NULL,         -- what the state does not say, in lines
  state      TEXT    NOT NULL,         -- the account as it stands after it, without secrets
  audit_seq  {{int}} NOT NULL,
  PRIMARY KEY (city, id),
  FOREIGN KEY (city, account) REFERENCES account (city, id)
) {{keyed}};
CREATE TRIGGER account_event_keep BEFORE UPDATE ON account_event BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER account_event_stay BEFORE DELETE ON account_event BEGIN SELECT RAISE(ABORT, 'facts are append-only'); END;
CREATE TRIGGER account_stay BEFORE DELETE ON account BEGIN SELECT RAISE(ABORT, 'an account is disabled, never deleted'); END;

-- Failed logins, by name whether or not there is such an account, so that neither time nor answer tells. The
-- name is hashed: people type a password where the name goes. '*' counts all names in one window.
CREATE TABLE login_attempt (
  city      {{int}} NOT NULL,
  name      TEXT    NOT NULL,          -- SHA-256 of the name, or '*'
  failures  {{int}} NOT NULL,
  since_at  {{int}} NOT NULL,          -- seconds since 1970: the first of them
  last_at   {{int}} NOT NULL,
  PRIMARY KEY (city, name)
) {{keyed}};

CREATE TABLE session (
  city           {{int}} NOT NULL,
  sha256         TEXT    NOT NULL,     -- of the secret, which is nowhere kept
  account        {{int}} NOT NULL,
  second_factor  {{int}} NOT NULL,     -- 1 when one was given
  created_at     {{int}} NOT NULL,     -- seconds since 1970
  seen_at        {{int}} NOT NULL,     -- last use, to the minute
  ended_at       {{int}} NOT NULL,     -- 0 while it lives
  PRIMARY KEY (city, sha256),
  FOREIGN KEY (city, account) REFERENCES account (city, id)
) {{keyed}};
CREATE INDEX session_account ON session (city, account);

CREATE TABLE api_token (
  city        {{int}} NOT NULL,
  id          {{int}} NOT NULL,        -- from 1
  account     {{int}} NOT NULL,
  label       TEXT    NOT NULL,        -- what it is for
  prefix      TEXT    NOT NULL,        -- its first characters, to know it by
  sha256      TEXT    NOT NULL,        -- of the whole
  scope       TEXT    NOT NULL,        -- names of permissions separated by ';', or '*'
  created_at  {{int}} NOT NULL,
  expires_at  {{int}} NOT NULL,
  revoked_at  {{int}} NOT NULL,        -- 0 while it is good
  used_at     {{int}} NOT NULL,        -- last use, to the minute; 0 never
  PRIMARY KEY (city, id),
  UNIQUE (city, sha256),
  FOREIGN KEY (city, account) REFERENCES account (city, id)
) {{keyed}};
CREATE TRIGGER api_token_stay BEFORE DELETE ON api_token BEGIN SELECT RAISE(ABORT, 'a token is revoked, never deleted'); END
