create table first (id bigint primary key);
select pg_sleep(0.5);
