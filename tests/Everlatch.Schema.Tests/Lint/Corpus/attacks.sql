-- case: three things in one statement
-- expect: column-dropped, type-changed, type-changed-in-place
alter table users add column a text, drop column note, alter column age type bigint;

-- case: the table only, with its schema
-- expect: check-validated-at-once, check-added
alter table only "public"."users" add constraint users_big check (big > 0);

-- case: renamed to itself in another case
-- expect: table-renamed
alter table public.scratch rename to "Scratch";

-- case: a block that swallows its error
-- expect: check-validated-at-once, check-added
do $$ begin
    begin alter table users add constraint users_big check (big > 0); exception when others then null; end;
end $$;

-- case: a function that drops a table
-- expect: table-dropped
create function f() returns void language plpgsql as $$ begin execute 'drop table scratch'; end $$;
select f();

-- case: set data type with a cast
-- expect: type-changed-in-place, type-changed
alter table users alter age set data type bigint using age::bigint;

-- case: a foreign key put in the place of another by one statement
-- expect: foreign-key-validated-at-once, foreign-key-added
alter table orders drop constraint orders_to_users,
    add constraint orders_to_users foreign key (user_id) references users (id) on delete cascade;

-- case: a foreign key to another table put in the place of one by one statement
-- expect: foreign-key-validated-at-once, foreign-key-added, several-tables-locked
alter table orders drop constraint orders_to_users, add constraint orders_to_users foreign key (user_id) references tenants (id);

-- case: an index dropped and made again inside a block
-- expect: scan-under-lock
do $$ begin
    drop index users_by_name;
    create index users_by_name on users (name);
end $$;

-- case: a check put in the place of another by one statement
-- expect: check-validated-at-once, check-added
alter table settings drop constraint settings_value_short, add constraint settings_value_short check (length(value) < 10);

-- case: a column put in the place of another by one statement
-- expect: column-emptied, type-changed, type-changed-in-place
alter table users drop column note, add column note uuid default gen_random_uuid();

-- case: delete by a join
-- expect: unbatched-write
delete from orders using users where users.id = orders.user_id and users.note is null;

-- case: delete by a subselect
-- expect: unbatched-write
delete from users where id in (select user_id from orders);

-- case: truncate of the table only, restarting its numbers
-- expect: table-emptied
truncate table only scratch restart identity;

-- case: insert and update in one statement
-- expect: unbatched-write
with made as (insert into settings (name, value) values ('a', 'b') returning name) update users set note = (select name from made);

-- case: table put away and an empty one in its place
-- expect: table-emptied
alter table scratch rename to scratch_old;
create table scratch (a int, b text, c uuid);
create index scratch_by_a on scratch (a);

-- case: table put away and copied
-- expect: backfill-with-ddl
alter table scratch rename to scratch_old;
create table scratch (a int, b text, c uuid);
insert into scratch select * from scratch_old;

-- case: view moved to another schema
-- expect: view-renamed
alter view active_users set schema other;

-- case: view that becomes a table
-- expect: view-dropped
drop view active_users;
create table active_users (id bigint, email text, name varchar(40));

-- case: domain in use that takes no null
-- expect: check-added, scan-under-lock
alter domain positive set not null;

-- case: everything that the role owns
-- expect: table-dropped, view-dropped, object-dropped, schema-dropped, several-tables-locked
-- schema: lock-timeout 1s
do $$ begin execute 'drop schema other cascade'; execute 'drop table users, orders, tenants, settings cascade'; execute 'drop function shout(text)'; end $$;

-- case: sequence that ends sooner
-- expect: gate-closes
alter sequence ticket_numbers as smallint maxvalue 100;

-- case: default that calls a random function inside an expression
-- expect: volatile-default
alter table scratch add column dice int default (random() * 6)::int;

-- case: index through a function
-- expect: index-not-concurrent
create function build() returns void language sql as $$ create index scratch_by_b on scratch (b) $$;
select build();

-- case: partition detached and dropped
-- expect: detach-partition-not-concurrent, table-dropped
alter table events detach partition events_2024;
drop table events_2024;

-- case: default partition beside others
-- expect: nothing
create table events_rest partition of events default;

-- case: enum value under the name of another
-- expect: enum-value-renamed
alter type mood rename value 'happy' to 'glad';
alter type mood add value 'cheerful';

-- case: constraint trigger
-- expect: trigger-added
create constraint trigger users_later after insert on users deferrable initially deferred for each row execute function touch();

-- case: unique with equal nulls
-- expect: unique-built-by-constraint, unique-added
alter table users add column badge text, add constraint users_badge unique nulls not distinct (badge);

-- case: copy of rows inside a block
-- expect: backfill-with-ddl, unbatched-write
do $$ begin
    alter table users add column full_name text;
    update users set full_name = name;
end $$;

-- case: function that is renamed
-- expect: object-dropped
alter function shout(text) rename to yell;

-- case: extension whose functions are in use
-- expect: nothing
create extension if not exists plpgsql;

-- case: one row found by a subselect
-- expect: nothing
update users set note = 'x' where id = (select max(id) from users);

-- case: rows by physical place
-- expect: nothing
update users set note = 'x' where ctid = any (array(select ctid from users limit 100));

-- case: rows by values
-- expect: nothing
update users u set note = v.note from (values (1, 'a'), (2, 'b')) v (id, note) where u.id = v.id;

-- case: row locked and written
-- expect: nothing
update settings set value = 'x' where name in (select name from settings where name = 'a' for update);

-- case: insert that does nothing twice
-- expect: nothing
insert into settings (name, value) values ('a', 'b') on conflict do nothing;

-- case: temporary table
-- expect: nothing
create temporary table t as select id from users;
update t set id = 1;
drop table t;

-- case: temporary table of the name of another
-- expect: nothing
create temporary table scratch (a int);
update scratch set a = 1;
alter table scratch add column z int default random();
drop table scratch;

-- case: new table like an old one
-- expect: nothing
create table fresh (like users including all);

-- case: new table that inherits
-- expect: nothing
create table fresh () inherits (scratch);

-- case: table that is inherited gets a column
-- expect: nothing
create table fresh () inherits (scratch);
alter table scratch add column z text;

-- case: new function, trigger and table together
-- expect: nothing
create table fresh (id bigint generated always as identity primary key, at timestamptz not null default now());
create function fresh_touch() returns trigger language plpgsql as $$ begin update fresh set at = now(); drop table if exists x; return new; end $$;
create trigger fresh_touched after insert on fresh for each row execute function fresh_touch();

-- case: new enum, domain and table together
-- expect: nothing
create type shape as enum ('round', 'square');
create domain short as text check (length(value) < 10);
create table fresh (id bigint primary key, shape shape not null, name short);
alter domain short add constraint not_empty check (value <> '');
alter type shape add value 'oval';

-- case: numbers of a sequence
-- expect: nothing
select setval('ticket_numbers', 100);

-- case: default for new rows
-- expect: nothing
alter table users alter column note set default gen_random_uuid()::text;

-- case: keys of a new table after its rows
-- expect: nothing
create table fresh (id bigint, user_id bigint);
insert into fresh select g, g from generate_series(1, 10) g;
alter table fresh add primary key (id);
alter table fresh alter column user_id set not null;
create unique index on fresh (user_id);

-- case: access method of a new table
-- expect: nothing
create table fresh (id bigint primary key);
alter table fresh set unlogged;
truncate fresh;
cluster fresh using fresh_pkey;

-- case: refresh of a new materialized view
-- expect: nothing
create materialized view fresh as select id from users;
refresh materialized view fresh;

-- case: words in comments and names
-- expect: nothing
alter table users add column "drop table" text; -- drop table users;
comment on column users."drop table" is $x$ update users set note = 'x'; $x$;

-- case: statements that end in odd ways
-- expect: nothing
alter table users add column a text;;
/* ; */ alter table users add column b text /* ; drop table users; */;

-- case: attach of an index
-- expect: nothing
create index events_by_body on only events (body);
create table events_2026 (id bigint not null, at timestamptz not null, body text);
create index events_2026_by_body on events_2026 (body);
alter table events attach partition events_2026 for values from ('2026-01-01') to ('2027-01-01');

-- case: storage parameters and statistics
-- expect: nothing
alter table users set (autovacuum_vacuum_scale_factor = 0.01);
create statistics users_names (dependencies) on name, locale from users;

-- case: policy of a new table
-- expect: nothing
create table fresh (id bigint primary key);
alter table fresh enable row level security;
create policy all_of_it on fresh using (true);

-- case: identity that counts on
-- expect: nothing
alter table orders alter column id restart with 1000;

-- case: nothing at all
-- expect: nothing
select 1;
