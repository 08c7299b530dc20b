-- case: foreign key
-- expect: foreign-key-validated-at-once, foreign-key-added
alter table users add constraint users_to_tenants foreign key (tenant_id) references tenants (id);

-- case: foreign key not valid
-- expect: foreign-key-added
alter table users add constraint users_to_tenants foreign key (tenant_id) references tenants (id) not valid;

-- case: foreign key not valid, validated in the same file
-- expect: foreign-key-added, validated-under-lock
alter table users add constraint users_to_tenants foreign key (tenant_id) references tenants (id) not valid;
alter table users validate constraint users_to_tenants;

-- case: foreign key not valid, validated in the same statement
-- expect: foreign-key-added, foreign-key-validated-at-once
alter table users
    add constraint users_to_tenants foreign key (tenant_id) references tenants (id) not valid,
    validate constraint users_to_tenants;

-- case: validate a foreign key
-- expect: nothing
alter table orders validate constraint orders_to_users;

-- case: validate a foreign key after another change
-- expect: validated-under-lock
alter table orders add column gift text;
alter table orders validate constraint orders_to_users;

-- case: foreign key of a new column
-- expect: nothing
alter table users add column invited_by bigint references users (id);

-- case: foreign key of a new column to another table
-- expect: nothing
alter table users add column second_tenant bigint references tenants (id);

-- case: foreign key of a new column with a default
-- expect: foreign-key-validated-at-once, foreign-key-added
alter table users add column second_tenant bigint default 1 references tenants (id);

-- case: foreign key of a new table
-- expect: nothing
create table fresh (id bigint primary key, user_id bigint not null references users (id));

-- case: foreign key added to a new table
-- expect: nothing
create table fresh (id bigint primary key, user_id bigint not null);
alter table fresh add foreign key (user_id) references users (id);

-- case: two foreign keys of a new table
-- expect: two-foreign-keys
create table fresh (id bigint primary key, user_id bigint references users (id), tenant_id bigint references tenants (id));

-- case: two foreign keys of a new table to one old table
-- expect: nothing
create table fresh (id bigint primary key, user_id bigint references users (id), by_id bigint references users (id));

-- case: foreign keys between new tables
-- expect: nothing
create table fresh (id bigint primary key);
create table fresher (id bigint primary key, a bigint references fresh (id), b bigint references fresh (id));

-- case: two foreign keys not valid in one file
-- expect: two-foreign-keys, foreign-key-added
alter table users add constraint users_to_tenants foreign key (tenant_id) references tenants (id) not valid;
alter table orders add constraint orders_to_tenants foreign key (number) references tenants (id) not valid;

-- case: two foreign keys in two transactions
-- expect: foreign-key-added
-- schema: no-transaction
alter table users add constraint users_to_tenants foreign key (tenant_id) references tenants (id) not valid;
alter table orders add constraint orders_to_tenants foreign key (number) references tenants (id) not valid;

-- case: drop foreign key
-- expect: gate-closes
alter table orders drop constraint orders_to_users;

-- case: drop two foreign keys
-- expect: gate-closes, several-tables-locked
alter table books drop constraint books_to_shelves;
alter table books drop constraint books_to_halls;

-- case: drop two foreign keys in two transactions
-- expect: gate-closes
-- schema: no-transaction
alter table books drop constraint books_to_shelves;
alter table books drop constraint books_to_halls;

-- case: check
-- expect: check-validated-at-once, check-added
alter table users add constraint users_age_positive check (age > 0);

-- case: check without a name
-- expect: check-validated-at-once, check-added
alter table users add check (age > 0);

-- case: check not valid
-- expect: check-added
alter table users add constraint users_age_positive check (age > 0) not valid;

-- case: check not valid, validated in the same file
-- expect: check-added, validated-under-lock
alter table users add constraint users_age_positive check (age > 0) not valid;
alter table users validate constraint users_age_positive;

-- case: validate a check
-- expect: nothing
alter table users validate constraint users_age_known;

-- case: check of a new column
-- expect: check-validated-at-once
alter table users add column height int check (height > 0);

-- case: check of a new column not valid
-- expect: nothing
alter table users add column height int, add constraint users_height check (height > 0) not valid;

-- case: check of a new column that its default does not pass
-- expect: check-added
alter table users add column height int, add constraint users_height check (height is not null) not valid;

-- case: check of a new column that its default passes
-- expect: nothing
alter table users add column height int default 3, add constraint users_height check (height > 0) not valid;

-- case: check of a new table
-- expect: nothing
create table fresh (id bigint primary key, age int check (age > 0), check (id > 0));

-- case: drop check
-- expect: nothing
alter table settings drop constraint settings_value_short;

-- case: unique constraint
-- expect: unique-built-by-constraint, unique-added
alter table users add constraint users_code_unique unique (code);

-- case: unique constraint that follows from another
-- expect: unique-built-by-constraint
alter table users add constraint users_email_code unique (email, code);

-- case: unique constraint by an index that is there
-- expect: gate-closes
alter table users add constraint users_email_unique unique using index users_by_email;

-- case: unique constraint of a new column
-- expect: unique-built-by-constraint
alter table users add column badge text unique;

-- case: unique constraint of a new table
-- expect: nothing
create table fresh (id bigint primary key, x text unique);
alter table fresh add constraint fresh_pair unique (id, x);

-- case: drop unique constraint
-- expect: unique-dropped
alter table tenants drop constraint tenants_key_unique;

-- case: exclusion constraint
-- expect: unique-built-by-constraint, unique-added
alter table scratch add constraint scratch_apart exclude using btree (a with =);

-- case: primary key
-- expect: primary-key-built-by-constraint, not-null-added, unique-added
alter table scratch add primary key (a);

-- case: primary key by an index that is there
-- expect: index-not-concurrent, primary-key-built-by-constraint, not-null-added, unique-added
create unique index scratch_a on scratch (a);
alter table scratch add primary key using index scratch_a;

-- case: primary key of a new column
-- expect: primary-key-built-by-constraint, volatile-default
alter table scratch add column id bigserial primary key;

-- case: drop primary key
-- expect: unique-dropped
alter table settings drop constraint settings_pkey;

-- case: set not null
-- expect: not-null-scans, not-null-added
alter table users alter column note set not null;

-- case: set not null of a quoted column
-- expect: not-null-scans, not-null-added
alter table "Mixed Case" alter "two ""quotes""" set not null;

-- case: set not null with a check that is not validated
-- expect: not-null-scans, not-null-added
alter table users alter column age set not null;

-- case: set not null with a validated check
-- expect: not-null-added
-- schema: no-transaction
alter table users validate constraint users_age_known;
alter table users alter column age set not null;

-- case: set not null on what is not null
-- expect: nothing
alter table users alter column email set not null;

-- case: set not null in a contract step that nobody minds
-- expect: nothing
-- phase: contract
-- schema: no-transaction
alter table users validate constraint users_age_known;
alter table users alter column age set not null;

-- case: drop not null
-- expect: nothing
alter table users alter column locale drop not null;

-- case: rename constraint
-- expect: gate-closes
alter table tenants rename constraint tenants_key_unique to tenants_have_keys;

-- case: several clauses, one of them a check
-- expect: check-validated-at-once, check-added
alter table users add column nick text, alter column note set default '', add check (length(note) < 10);

-- case: domain that no table uses with another check
-- expect: nothing
alter domain plain_text add constraint short check (length(value) < 100);

-- case: domain in use with another check
-- expect: check-added, scan-under-lock
alter domain positive add constraint small check (value < 100);
