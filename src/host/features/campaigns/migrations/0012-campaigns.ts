/**
 * Campaigns, what they are drawn from, who draws, and what was won. A campaign's rules are rows that are never changed, so that
 * each draw keeps those that it was made by. Moments are ms since 1970.
 */
export const campaigns = `
CREATE TABLE campaign_customers (
  id INTEGER PRIMARY KEY,
  mobile TEXT NOT NULL UNIQUE,
  calling_code TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE campaign_users (
  id TEXT PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES campaign_customers (id),
  verified_at INTEGER,
  code_hash BLOB CHECK (code_hash IS NULL OR length(code_hash) = 32),
  code_sent_at INTEGER,
  code_failures INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_users_by_customer ON campaign_users (customer_id);

CREATE TABLE campaigns (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL CHECK (ends_at > starts_at),
  time_zone TEXT NOT NULL,
  first_date TEXT NOT NULL,
  paused INTEGER NOT NULL CHECK (paused IN (0, 1)),
  needs_code INTEGER NOT NULL CHECK (needs_code IN (0, 1)),
  show_left INTEGER NOT NULL CHECK (show_left IN (0, 1)),
  tip BLOB NOT NULL CHECK (length(tip) = 32),
  seal BLOB NOT NULL CHECK (length(seal) = 32),
  open_day INTEGER NOT NULL CHECK (open_day >= 0),
  rules_id INTEGER NOT NULL,
  draws INTEGER NOT NULL CHECK (draws >= 0),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE campaign_rules (
  id INTEGER PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaigns (id) DEFERRABLE INITIALLY DEFERRED,
  rules TEXT NOT NULL,
  draws INTEGER NOT NULL CHECK (draws >= 0)
) STRICT;
CREATE INDEX campaign_rules_by_campaign ON campaign_rules (campaign_id);

CREATE TABLE coupon_types (
  id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL REFERENCES campaigns (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  probability TEXT NOT NULL,
  total_quota INTEGER NOT NULL CHECK (total_quota > 0),
  daily_quota INTEGER NOT NULL CHECK (daily_quota > 0),
  won INTEGER NOT NULL CHECK (won BETWEEN 0 AND total_quota),
  in_use INTEGER NOT NULL CHECK (in_use IN (0, 1))
) STRICT;
CREATE INDEX coupon_types_by_campaign ON coupon_types (campaign_id, position);

CREATE TABLE campaign_days (
  campaign_id TEXT NOT NULL REFERENCES campaigns (id),
  day INTEGER NOT NULL CHECK (day > 0),
  draws INTEGER NOT NULL CHECK (draws >= 0),
  PRIMARY KEY (campaign_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE coupon_days (
  type_id TEXT NOT NULL REFERENCES coupon_types (id),
  day INTEGER NOT NULL CHECK (day > 0),
  hits INTEGER NOT NULL CHECK (hits >= 0),
  won INTEGER NOT NULL CHECK (won BETWEEN 0 AND hits),
  PRIMARY KEY (type_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE campaign_draws (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  campaign_id TEXT NOT NULL REFERENCES campaigns (id),
  customer_id INTEGER NOT NULL REFERENCES campaign_customers (id),
  user_id TEXT NOT NULL,
  day INTEGER NOT NULL CHECK (day > 0),
  at INTEGER NOT NULL,
  rules_id INTEGER NOT NULL REFERENCES campaign_rules (id),
  value BLOB NOT NULL CHECK (length(value) = 32),
  hit TEXT REFERENCES coupon_types (id)
) STRICT;
CREATE UNIQUE INDEX one_draw_a_day ON campaign_draws (campaign_id, day, customer_id);

CREATE TABLE coupons (
  code TEXT PRIMARY KEY,
  draw_number INTEGER NOT NULL UNIQUE REFERENCES campaign_draws (number),
  campaign_id TEXT NOT NULL REFERENCES campaigns (id),
  type_id TEXT NOT NULL REFERENCES coupon_types (id),
  won_at INTEGER NOT NULL,
  redeemed_at INTEGER,
  redeemed_by TEXT,
  CHECK ((redeemed_at IS NULL) = (redeemed_by IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX coupons_by_campaign ON coupons (campaign_id, won_at);
`;
