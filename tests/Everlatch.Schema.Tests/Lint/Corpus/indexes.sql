-- case: plain index
-- expect: index-not-concurrent
create index users_by_seen on users (seen_at);

-- case: plain unique index
-- expect: index-not-concurrent, unique-added
create unique index users_by_code on users (code);

-- case: plain index without a name
-- expect: index-not-concurrent
create index on users (seen_at);

-- case: plain index if it is not there
-- expect: index-not-concurrent
create index if not exists users_by_seen on users (seen_at);

-- case: plain partial index
-- expect: index-not-concurrent
create index users_without_note on users (id) where note is null;

-- case: plain index on an expression
-- expect: index-not-concurrent
create index users_by_lower on users (lower(email));

-- case: plain index on a quoted table
-- expect: index-not-concurrent
create index "Another Index" on "Mixed Case" ("two ""quotes""");

-- case: plain index in another schema
-- expect: scan-under-lock
create index things_by_label on other.things (label);

-- case: plain index if it is there already
-- expect: nothing
create index if not exists users_by_name on users (name);

-- case: concurrent index
-- expect: nothing
-- schema: no-transaction
create index concurrently if not exists users_by_seen on users (seen_at);

-- case: concurrent index with comments inside
-- expect: nothing
-- schema: no-transaction
create /* not */ index -- plain
    concurrently if not exists users_by_seen on users (seen_at);

-- case: concurrent unique index
-- expect: unique-added
-- schema: no-transaction
create unique index concurrently if not exists users_by_code on users (code);

-- case: concurrent unique index that follows from another
-- expect: nothing
-- schema: no-transaction
create unique index concurrently if not exists users_by_email_and_code on users (email, code);

-- case: index on a new table
-- expect: nothing
create table fresh (id bigint primary key, x text);
create index fresh_by_x on fresh (x);

-- case: unique index on a new table
-- expect: nothing
create table fresh (id bigint primary key, x text);
create unique index fresh_by_x on fresh (x);

-- case: plain index on a new table and on an old one
-- expect: index-not-concurrent
create table fresh (id bigint primary key, x text);
create index fresh_by_x on fresh (x);
create index users_by_seen on users (seen_at);

-- case: index on a table that was renamed in the same file
-- expect: table-renamed, index-not-concurrent
alter table scratch rename to scrap;
create index scrap_by_a on scrap (a);

-- case: plain index in a block
-- expect: index-not-concurrent
do $$ begin execute 'create index users_by_seen on users (seen_at)'; end $$;

-- case: drop index
-- expect: drop-index-not-concurrent
drop index users_by_name;

-- case: drop index if it is there
-- expect: drop-index-not-concurrent
drop index if exists users_by_name;

-- case: drop index that is not there
-- expect: nothing
drop index if exists users_by_nothing;

-- case: drop a quoted index
-- expect: drop-index-not-concurrent
drop index "Mixed Index";

-- case: drop unique index
-- expect: drop-index-not-concurrent, unique-dropped
drop index users_by_email;

-- case: drop index concurrently
-- expect: nothing
-- schema: no-transaction
drop index concurrently if exists users_by_name;

-- case: drop unique index concurrently
-- expect: unique-dropped
-- schema: no-transaction
drop index concurrently if exists users_by_email;

-- case: drop index of a new table
-- expect: nothing
create table fresh (id bigint primary key, x text);
create index fresh_by_x on fresh (x);
drop index fresh_by_x;

-- case: rename index
-- expect: nothing
alter index users_by_name rename to users_by_full_name;

-- case: reindex table
-- expect: reindex-not-concurrent
reindex table users;

-- case: reindex index
-- expect: reindex-not-concurrent
reindex index users_by_name;

-- case: reindex table concurrently
-- expect: nothing
-- schema: no-transaction
reindex table concurrently users;

-- case: reindex index concurrently
-- expect: nothing
-- schema: no-transaction
reindex (verbose) index concurrently users_by_name;

-- case: reindex schema
-- expect: reindex-not-concurrent
-- schema: no-transaction
reindex schema public;

-- case: index options
-- expect: nothing
alter index users_by_name set (fillfactor = 70);

-- case: index on a materialized view
-- expect: nothing
create index tenant_sizes_by_users on tenant_sizes (users);

-- case: replace index in one file
-- expect: index-not-concurrent, drop-index-not-concurrent
drop index users_by_name;
create index users_by_name on users (name, id);

-- case: concurrent index beside the one it replaces
-- expect: nothing
-- schema: no-transaction
create index concurrently if not exists users_by_name_and_id on users (name, id);
drop index concurrently if exists users_by_name;
