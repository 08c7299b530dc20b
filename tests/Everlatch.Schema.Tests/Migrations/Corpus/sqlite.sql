-- What splitting has to get right, in statements that SQLite runs one after the other.
create table "odd; name" (id text primary key, "a""b" text default 'it''s; fine', [c;d] int, `e;``f` int) strict;
create table a (id integer primary key, note text);
create table b (id integer primary key, note text);
insert into a values (1, 'a;b'), (2, 'plain \'); insert into b select id + 1, note || ';' from a; ;; ;
insert into [a] values (3, '$$'), (4, '$$;$$');
select 1 /* ; /* no nesting; ' */ + 1;
select 1 -- ; ' [ ` to the end of the line
  + 2;
select 5 - -3, 5/2, x'3b', '[;';
create trigger on_a after insert on a
begin
  insert into b (note) values (new.note || ';');
  update b set note = case when note is null then 'end;' else (select case 1 when 1 then 2 end) end;
  delete from b where note = 'end';
end;
create temp trigger on_b after delete on b begin select 1; end  /* ; */ ;
create temporary trigger if not exists on_b_too after delete on b when old.id > 1 begin select "end;" from (select 1 as "end;"); end;
create table trigger_log ("trigger" int, "end" int); create index "create trigger" on trigger_log ("end");
create view [v;w] as select id as "end", note as [case] from a;
select "trigger", "end" from trigger_log where "end" = 1;
insert into b (id, note) values (100, 'x') on conflict (id) do update set note = excluded.note;
pragma foreign_keys;
drop trigger on_a
