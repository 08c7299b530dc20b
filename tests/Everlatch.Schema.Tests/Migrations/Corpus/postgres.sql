-- What splitting has to get right, in statements that PostgreSQL runs one after the other.
create table "odd; name" (id text primary key, "a""b" text default 'it''s; fine', c int);
create table a (id int primary key, note text);
create table b (id int primary key, note text);
comment on table a is E'a \'quoted; \\ thing';
comment on table a is e'first'
  -- it's in between; '
  '\'; second';
comment on column a.note is 'plain \';
comment on table b is U&'d\0061t\+000061;';
comment on table b is $$ dollar; 'quoted' $tag$ $$;
comment on table b is $täg_1$ ; $$ ; $other$ ; $TÄG_1$ ; $täg_1$;
insert into a values (1, 'a;b'), (2, $$;$$); insert into b select id + 1, note || ';' from a; ;; ;
select 1 /* ; /* nested; */ ' still; */ + 1;
select 1 -- ; ' $$ to the end of the line
  + 2;
select 5 - -3, 5/2, 5 operator(pg_catalog.*) 2;
create function plain() returns text language sql as 'select '';''::text; ';
create function in_dollars() returns int language plpgsql as $body$
begin
  if true then
    return 1;
  end if;
  return $$2$$;
end;
$body$;
create function atomic(x int) returns int language sql
begin atomic
  insert into a (id) values (x);
  select case when x > 1 then (select case x when 2 then 3 end) else 4 end;
end;
create or replace procedure atomic_too(begin int)
begin atomic
  insert into b (id) values (begin);
  delete from b where id = begin;
end;
create function empty_body() returns void begin atomic end;
create function returning_one() returns int return 1;
create rule two as on delete to a do also (delete from b where id = old.id; insert into b (id, note) values (old.id, ')'));
create view "v;w" as select id as "end", note as "case" from a;
do $do$ begin perform 1; execute 'select '';'''; end $do$;
create trigger t before update on a for each row execute function suppress_redundant_updates_trigger();
prepare named (int) as select $1 + 1;
execute named (2);
select 'a'
'b' from (values (1)) as x (y) where y = 2;
select (array[1, 2, 3])[1], '[;]';
select a$b$, c$d from (select 1 as a$b$, 2 as c$d) s;
select 1 as "begin", 2 as atomic; select begin atomic from (select 1 as begin) s;
set lock_timeout = '2s'; reset lock_timeout
