-- case: trigger that refuses
-- expect: trigger-added
create function refuse() returns trigger language plpgsql as $$ begin raise exception 'not any more'; end $$;
create trigger users_refused before insert on users for each row execute function refuse();

-- case: trigger inside a block
-- expect: trigger-added
do $$ begin execute 'create trigger users_again before insert on users for each row execute function touch()'; end $$;

-- case: trigger for each statement
-- expect: trigger-added
create trigger users_counted after insert on users for each statement execute function touch();

-- case: trigger on a partitioned table
-- expect: trigger-added
create trigger events_touched after insert on events for each row execute function touch();

-- case: trigger in place of a write to a view
-- expect: trigger-added
create trigger titles_written instead of insert on titles for each row execute function mark_note();

-- case: trigger on a new table
-- expect: nothing
create table fresh (id bigint primary key, note text);
create trigger fresh_touched before insert on fresh for each row execute function touch();

-- case: trigger that is made and switched off
-- expect: nothing
create trigger users_later before insert on users for each row execute function touch();
alter table users disable trigger users_later;

-- case: trigger made and dropped
-- expect: nothing
create trigger users_later before insert on users for each row execute function touch();
drop trigger users_later on users;

-- case: trigger made again as it was
-- expect: nothing
drop trigger users_touch on users;
create trigger users_touch before update on users for each row execute function touch();

-- case: trigger in a contract step
-- phase: contract
-- expect: nothing
create trigger users_again before insert on users for each row execute function touch();

-- case: trigger that is replaced
-- expect: trigger-changed
create or replace trigger users_touch before update or delete on users for each row execute function touch();

-- case: trigger that is switched on
-- expect: trigger-changed
alter table notes enable trigger notes_idle;

-- case: all triggers switched off
-- expect: trigger-changed
alter table notes disable trigger user;

-- case: trigger that is switched on always
-- expect: trigger-changed
alter table users enable always trigger users_touch;

-- case: trigger switched off in a contract step
-- phase: contract
-- expect: nothing
alter table users disable trigger users_touch;

-- case: switched-off trigger switched off
-- expect: nothing
alter table notes disable trigger notes_idle;

-- case: function of a trigger
-- expect: function-changed
create or replace function touch() returns trigger language plpgsql as $$ begin raise exception 'not any more'; end $$;

-- case: function of a check
-- expect: function-changed
create or replace function is_fine(what text) returns boolean language sql immutable return false;

-- case: function of a function of a check
-- expect: function-changed
create or replace function is_short(what text) returns boolean language sql immutable as $$ select length(what) < 10 $$;

-- case: function of a default
-- expect: function-changed
create or replace function first_code() returns text language plpgsql stable as $$ begin raise exception 'none'; end $$;

-- case: function of a generated column
-- expect: function-changed
create or replace function squeezed(what text) returns text language sql immutable as $$ select what $$;

-- case: function of an index
-- expect: function-changed
create or replace function folded(what text) returns text language sql immutable as $$ select upper(what) $$;

-- case: function of a policy
-- expect: function-changed
create or replace function may_see(owner text) returns boolean language sql stable as $$ select false $$;

-- case: function of a view of a view
-- expect: function-changed
create or replace function title_of(what text) returns text language sql stable as $$ select upper(what) $$;

-- case: function of a trigger that refuses null
-- expect: function-changed
alter function is_short(text) strict;

-- case: function of a trigger, as it is
-- expect: nothing
create or replace function touch() returns trigger language plpgsql as $$ begin new.note := 'touched'; return new; end $$;

-- case: function of a trigger, there and back
-- expect: nothing
create or replace function touch() returns trigger language plpgsql as $$ begin return new; end $$;
create or replace function touch() returns trigger language plpgsql as $$ begin new.note := 'touched'; return new; end $$;

-- case: function that only a new table calls
-- expect: nothing
create table fresh (id bigint primary key, name text, constraint fresh_name check (shout(name) <> ''));
create or replace function shout(what text) returns text language sql immutable as $$ select what $$;

-- case: function of a trigger in a contract step
-- phase: contract
-- expect: nothing
create or replace function touch() returns trigger language plpgsql as $$ begin return new; end $$;

-- case: rule in place of a write
-- expect: rewrite-rule-added
create rule users_kept as on delete to users do instead nothing;

-- case: rule beside a write
-- expect: rewrite-rule-added
create rule users_copied as on insert to users do also insert into scratch (b) values (new.email);

-- case: rule on a view
-- expect: rewrite-rule-added
create rule titles_written as on insert to titles do instead nothing;

-- case: rule that is replaced
-- expect: rewrite-rule-added
create or replace rule notes_kept as on delete to notes do instead nothing;

-- case: rule that is switched off
-- expect: rewrite-rule-added
alter table notes disable rule notes_kept;

-- case: rule that is made and switched off
-- expect: nothing
create rule users_kept as on delete to users do instead nothing;
alter table users disable rule users_kept;

-- case: rule on a new table
-- expect: nothing
create table fresh (id bigint primary key);
create rule fresh_kept as on delete to fresh do instead nothing;

-- case: rule as it is
-- expect: nothing
create or replace rule notes_kept as on delete to notes where old.owner is null do instead nothing;

-- case: rule in a contract step
-- phase: contract
-- expect: nothing
create rule users_kept as on delete to users do instead nothing;

-- case: row security for the owner too
-- expect: row-security-changed
alter table notes force row level security;

-- case: row security that is switched off
-- expect: row-security-changed
alter table notes disable row level security;

-- case: row security and a policy for it
-- expect: policy-added, row-security-changed
alter table users enable row level security;
create policy users_none on users using (false);

-- case: row security there and back
-- expect: nothing
alter table users enable row level security;
alter table users disable row level security;

-- case: row security in a contract step
-- phase: contract
-- expect: nothing
alter table users enable row level security;

-- case: policy that hides
-- expect: policy-added
create policy notes_none on notes as restrictive using (false);

-- case: policy that is another
-- expect: policy-added
alter policy notes_of_owner on notes using (owner = 'x');

-- case: policy of a table without row security
-- expect: nothing
create policy users_none on users using (false);

-- case: policy of a view's table in a contract step
-- phase: contract
-- expect: nothing
create policy notes_none on notes using (false);

-- case: policy that is gone
-- expect: gate-closes
drop policy notes_of_owner on notes;
