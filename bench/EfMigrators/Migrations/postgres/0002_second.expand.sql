create table second (id bigint primary key);
select pg_sleep(0.5);
