-- case: update of all rows
-- expect: unbatched-write
update users set note = 'x';

-- case: update of rows by a condition without an index
-- expect: unbatched-write
update users set note = 'x' where note is null;

-- case: update of rows by an index that is not unique
-- expect: unbatched-write
update users set note = 'x' where name = 'y';

-- case: update of one row by its key
-- expect: nothing
update users set note = 'x' where id = 1;

-- case: update of one row by a unique index
-- expect: nothing
update users set note = 'x' where email = 'a@example.com';

-- case: update of some rows by their keys
-- expect: nothing
update users set note = 'x' where id in (1, 2, 3);

-- case: update of a range of keys
-- expect: unbatched-write
update users set note = 'x' where id > 100;

-- case: update of a limited number of rows
-- expect: nothing
update users set note = 'x' where id in (select id from users where note is null limit 1000);

-- case: update by a join
-- expect: unbatched-write
update users set note = t.name from tenants t where t.id = users.tenant_id;

-- case: update of a quoted table
-- expect: unbatched-write
update "Mixed Case" set "Select" = 1;

-- case: update of all partitions
-- expect: unbatched-write
update events set body = 'x' where body is null;

-- case: delete of all rows
-- expect: unbatched-write
delete from users;

-- case: delete of rows by a condition
-- expect: unbatched-write
delete from orders where placed_at < '2020-01-01';

-- case: delete of one row
-- expect: nothing
delete from settings where name = 'old';

-- case: delete inside a with
-- expect: unbatched-write
with gone as (delete from orders where total = 0 returning id) select count(*) from gone;

-- case: limited rows through a with
-- expect: nothing
with few as (select id from users where note is null limit 100)
update users set note = 'x' from few where users.id = few.id;

-- case: unlimited rows through a with
-- expect: unbatched-write
with many as materialized (select id from users where note is null)
update users set note = 'x' from many where users.id = many.id;

-- case: merge
-- expect: unbatched-write
merge into users u using tenants t on u.tenant_id = t.id when matched then update set note = t.name;

-- case: insert of a row
-- expect: nothing
insert into settings (name, value) values ('new', '1');

-- case: insert of a row, or update of that one
-- expect: nothing
insert into settings (name, value) values ('new', '1') on conflict (name) do update set value = excluded.value;

-- case: insert from a select
-- expect: nothing
insert into settings (name, value) select email, 'x' from users;

-- case: update in a block
-- expect: unbatched-write
do $$ begin update users set note = 'x' where note is null; end $$;

-- case: update of one row in a block
-- expect: nothing
do $$ begin update users set note = 'x' where id = 7; end $$;

-- case: update in a loop over rows
-- expect: unbatched-write
do $$ declare r record; begin
    for r in select id from users loop update users set note = 'x' where id = r.id; end loop;
end $$;

-- case: update in a function
-- expect: unbatched-write
select fill_notes();

-- case: update by dynamic SQL
-- expect: unbatched-write
do $$ begin execute 'up' || 'date users set note = ''x'''; end $$;

-- case: procedure that commits its batches
-- expect: unmeasured-block
-- schema: no-transaction
call fill_in_batches();

-- case: all rows in a block that commits
-- expect: unmeasured-block
-- schema: no-transaction
do $$ begin update users set note = 'x'; commit; end $$;

-- case: one row in a block without a transaction that does not commit
-- expect: nothing
-- schema: no-transaction
do $$ begin update users set note = 'x' where id = 1; end $$;

-- case: select that writes nothing
-- expect: nothing
select count(*) from users;

-- case: block that writes nothing
-- expect: nothing
do $$ begin perform count(*) from users; end $$;

-- case: update of a new table
-- expect: nothing
create table fresh (id bigint primary key, x text);
insert into fresh values (1, 'x');
update fresh set x = 'y';

-- case: new table filled from an old one
-- expect: nothing
create table fresh as select id, email from users;

-- case: new table that points to an old one, filled from it
-- expect: backfill-with-ddl
create table fresh (id bigint primary key references users (id));
insert into fresh select id from users;

-- case: column and its values
-- expect: backfill-with-ddl, unbatched-write
alter table users add column nick text;
update users set nick = name;

-- case: column and its values in two transactions
-- expect: unbatched-write
-- schema: no-transaction
alter table users add column nick text;
update users set nick = name;

-- case: values, then the constraint
-- expect: backfill-with-ddl, unbatched-write, not-null-scans, not-null-added
update users set note = '' where note is null;
alter table users alter column note set not null;

-- case: column and one row
-- expect: nothing
alter table settings add column kind text;
insert into settings (name, value, kind) values ('new', '1', 'x');

-- case: batch of a backfill
-- expect: nothing
-- phase: backfill
-- schema: table users
-- schema: key id
update users set note = 'x' where note is null and id > @after and id <= @upto;
