-- case: drop table
-- expect: table-dropped
drop table scratch;

-- case: drop table if it is there
-- expect: table-dropped
drop table if exists scratch cascade;

-- case: drop table that is not there
-- expect: nothing
drop table if exists nothing;

-- case: drop a quoted table
-- expect: table-dropped
drop table "Mixed Case";

-- case: drop table in another schema
-- expect: table-dropped
drop table other.things;

-- case: drop two tables at once
-- expect: table-dropped, several-tables-locked
drop table scratch, settings;

-- case: drop table that points to another
-- expect: table-dropped
drop table orders;

-- case: drop table in a contract step
-- expect: nothing
-- phase: contract
drop table scratch;

-- case: drop a new table
-- expect: nothing
create table fresh (id bigint primary key);
drop table fresh;

-- case: drop table and make it again
-- expect: table-emptied
drop table scratch;
create table scratch (a int, b text, c uuid);

-- case: drop table and make it again with less
-- expect: column-dropped, table-emptied
drop table scratch;
create table scratch (a int, b text);

-- case: rename table
-- expect: table-renamed
alter table scratch rename to scrap;

-- case: rename a quoted table
-- expect: table-renamed
alter table "Mixed Case" rename to plain;

-- case: rename table behind a view of its old name
-- expect: table-renamed
alter table scratch rename to scrap;
create view scratch as select * from scrap;

-- case: rename table there and back
-- expect: nothing
alter table scratch rename to scrap;
alter table scrap rename to scratch;

-- case: move table to another schema
-- expect: table-renamed
alter table scratch set schema other;

-- case: rename a new table
-- expect: nothing
create table fresh (id bigint primary key);
alter table fresh rename to fresher;

-- case: swap two tables
-- expect: column-renamed, required-column, unique-added, several-tables-locked
alter table scratch rename to tmp;
alter table settings rename to scratch;
alter table tmp rename to settings;

-- case: drop schema
-- expect: schema-dropped, table-dropped
drop schema other cascade;

-- case: rename schema
-- expect: schema-renamed, table-renamed
alter schema other rename to another;

-- case: new schema
-- expect: nothing
create schema fresh;

-- case: drop type
-- expect: object-dropped, column-dropped
drop type mood cascade;

-- case: drop function
-- expect: object-dropped
drop function shout(text);

-- case: function with other arguments
-- expect: object-dropped
drop function shout(text);
create function shout(what text, how int) returns text language sql immutable as $$ select upper(what) $$;

-- case: function with another body
-- expect: nothing
create or replace function shout(what text) returns text language sql immutable as $$ select upper(what) || '!' $$;

-- case: second function of the name
-- expect: nothing
create function shout(what text, how int) returns text language sql immutable as $$ select upper(what) $$;

-- case: drop sequence
-- expect: object-dropped
drop sequence ticket_numbers cascade;

-- case: drop trigger
-- expect: gate-closes
drop trigger users_touch on users;

-- case: truncate
-- expect: table-emptied
truncate scratch;

-- case: truncate two tables with what points to them
-- expect: table-emptied, several-tables-locked
truncate users cascade;

-- case: truncate a new table
-- expect: nothing
create table fresh (id bigint primary key);
truncate fresh;
