create table fourth (id bigint primary key);
select pg_sleep(0.5);
