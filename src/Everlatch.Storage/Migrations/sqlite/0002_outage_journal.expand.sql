-- What servers did while no database took writes, and brought here afterwards: each entry of their journals once.
create table replayed_entries (
    id text primary key,
    replayed_at integer not null
) strict;
create index replayed_entries_by_age on replayed_entries (replayed_at);

-- When all sessions of a user were ended: one that began earlier and comes to light later does not count.
alter table users add column signed_out_at integer;
