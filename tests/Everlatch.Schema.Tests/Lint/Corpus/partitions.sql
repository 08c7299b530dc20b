-- case: new partition
-- expect: nothing
create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');

-- case: attach a new table
-- expect: nothing
create table events_2026 (like events including all);
alter table events attach partition events_2026 for values from ('2026-01-01') to ('2027-01-01');

-- case: attach an old table
-- expect: gate-closes, scan-under-lock
alter table events attach partition loose_events for values from ('2027-01-01') to ('2028-01-01');

-- case: detach partition
-- expect: detach-partition-not-concurrent, gate-closes
alter table events detach partition events_2024;

-- case: detach partition concurrently
-- expect: gate-closes
-- schema: no-transaction
alter table events detach partition events_2024 concurrently;

-- case: drop partition
-- expect: table-dropped
drop table events_2024;

-- case: index on a partitioned table
-- expect: index-not-concurrent
create index events_by_body on events (body);

-- case: index on the partitioned table only
-- expect: nothing
create index events_by_body on only events (body);

-- case: index on a partition
-- expect: index-not-concurrent
create index events_2024_by_body on events_2024 (body);

-- case: index on a partition concurrently
-- expect: nothing
-- schema: no-transaction
create index concurrently if not exists events_2024_by_body on events_2024 (body);

-- case: column of a partitioned table
-- expect: nothing
alter table events add column kind text;

-- case: random column of a partitioned table
-- expect: volatile-default
alter table events add column kind uuid default gen_random_uuid();

-- case: type of a column of a partitioned table
-- expect: type-changed-in-place, type-changed
alter table events alter column body type bytea using body::bytea;

-- case: check of a partitioned table
-- expect: check-validated-at-once, check-added
alter table events add constraint events_short check (length(body) < 100);

-- case: set not null on a partitioned table
-- expect: not-null-scans, not-null-added
alter table events alter column body set not null;

-- case: primary key of a partitioned table
-- expect: primary-key-built-by-constraint, unique-added
alter table events add primary key (id, at);

-- case: new partitioned table
-- expect: nothing
create table logs (at timestamptz not null) partition by range (at);
create table logs_all partition of logs default;
create index logs_by_at on logs (at);
