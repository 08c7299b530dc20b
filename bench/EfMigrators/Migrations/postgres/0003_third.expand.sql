create table third (id bigint primary key);
select pg_sleep(0.5);
