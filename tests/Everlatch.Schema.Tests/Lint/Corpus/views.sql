-- case: new view
-- expect: nothing
create view everybody as select id, email from users;

-- case: drop view
-- expect: view-dropped
drop view active_users;

-- case: rename view
-- expect: view-renamed
alter view active_users rename to present_users;

-- case: view with another column at its end
-- expect: nothing
create or replace view active_users as select id, email, name, note from users where seen_at is not null;

-- case: view made again with the same columns
-- expect: nothing
drop view active_users;
create view active_users as select id, email, name from users;

-- case: view made again without a column
-- expect: view-column-dropped
drop view active_users;
create view active_users as select id, email from users;

-- case: view made again with another type
-- expect: view-column-type-changed
drop view active_users;
create view active_users as select id::text as id, email, name from users;

-- case: rename column of a view
-- expect: view-column-renamed
alter view active_users rename column name to full_name;

-- case: drop view in a contract step
-- expect: nothing
-- phase: contract
drop view active_users;

-- case: new materialized view
-- expect: nothing
create materialized view names as select name from users;

-- case: refresh materialized view
-- expect: table-rewritten
refresh materialized view tenant_sizes;

-- case: refresh materialized view concurrently
-- expect: nothing
refresh materialized view concurrently tenant_sizes;

-- case: drop materialized view
-- expect: view-dropped
drop materialized view tenant_sizes;
