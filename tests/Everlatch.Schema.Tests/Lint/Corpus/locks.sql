-- case: two tables in one file
-- expect: several-tables-locked
alter table users add column a text;
alter table tenants add column a text;

-- case: two tables in two transactions
-- expect: nothing
-- schema: no-transaction
alter table users add column a text;
alter table tenants add column a text;

-- case: one table twice
-- expect: nothing
alter table users add column a text;
alter table users add column b text;

-- case: an old table and a new one
-- expect: nothing
create table fresh (id bigint primary key);
alter table users add column a text;
alter table fresh add column a text;

-- case: a change beside a foreign key to another table
-- expect: several-tables-locked
create table fresh (id bigint primary key, user_id bigint references users (id));
alter table tenants add column a text;

-- case: a table and its own new one
-- expect: nothing
create table fresh (id bigint primary key, user_id bigint references users (id));
alter table users add column a text;

-- case: explicit locks
-- expect: several-tables-locked
lock table users, tenants in access exclusive mode;

-- case: explicit lock of one table
-- expect: nothing
lock table users in share mode;

-- case: scan under an explicit lock
-- expect: scan-under-lock
lock table users in access exclusive mode;
select count(*) from users;

-- case: light maintenance of two tables
-- expect: nothing
alter table users alter column note set statistics 10;
alter table tenants alter column name set statistics 10;

-- case: lock timeout off
-- expect: lock-timeout-changed
set lock_timeout = 0;
alter table users add column a text;

-- case: lock timeout longer
-- expect: lock-timeout-changed
set local lock_timeout = '1h';
alter table users add column a text;

-- case: lock timeout by a function
-- expect: lock-timeout-changed
select set_config('lock_timeout', '0', false);

-- case: lock timeout by reset
-- expect: lock-timeout-changed
reset all;
alter table users add column a text;

-- case: lock timeout of the header
-- expect: nothing
-- schema: lock-timeout 500ms
alter table users add column a text;

-- case: statement timeout shorter
-- expect: nothing
set statement_timeout = '5s';
alter table users add column a text;

-- case: lock timeout as it is
-- expect: nothing
set lock_timeout = '2s';
alter table users add column a text;

-- case: vacuum
-- expect: nothing
-- schema: no-transaction
vacuum users;

-- case: vacuum analyze
-- expect: nothing
-- schema: no-transaction
vacuum (analyze, verbose) users;

-- case: vacuum full
-- expect: table-rewritten
-- schema: no-transaction
vacuum full users;

-- case: vacuum full by option
-- expect: table-rewritten
-- schema: no-transaction
vacuum (full on) users;

-- case: cluster
-- expect: table-rewritten
cluster users using users_by_name;

-- case: analyze
-- expect: nothing
analyze users;

-- case: logged
-- expect: gate-closes, table-rewritten
alter table cache set logged;

-- case: unlogged
-- expect: gate-closes, table-rewritten
alter table scratch set unlogged;

-- case: fillfactor
-- expect: nothing
alter table users set (fillfactor = 80);

-- case: cluster on
-- expect: nothing
alter table users cluster on users_by_name;

-- case: row security
-- expect: row-security-changed
alter table users enable row level security;

-- case: trigger
-- expect: trigger-added
create trigger users_touch_again before insert on users for each row execute function touch();

-- case: disable trigger
-- expect: trigger-changed
alter table users disable trigger users_touch;

-- case: grant
-- expect: nothing
grant select on users to public;

-- case: comment that reads like a statement
-- expect: nothing
-- drop table users; update users set note = 'x';
/* alter table users alter column age type bigint; */
select 'create index i on users (note); truncate users';

-- case: statement in a string
-- expect: nothing
insert into settings (name, value) values ('sql', 'drop table users; delete from users');

-- case: statement in a dollar quote
-- expect: nothing
insert into settings (name, value) values ('sql', $x$ update users set note = 'x' $x$);
