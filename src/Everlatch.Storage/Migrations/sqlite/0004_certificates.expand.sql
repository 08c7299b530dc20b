-- Certificates of custom domains: what each host is served with, the work of ordering it, and the account with the authority.
-- Private keys are sealed by the master key, which never enters the database.

create table certificates (
    environment_id text not null references environments (id),
    host_name text not null,
    kind text not null,
    chain text not null,
    private_key_sealed blob not null,
    tag integer not null,
    not_before integer not null,
    not_after integer not null,
    renew_at integer not null,
    stored_at integer not null,
    primary key (environment_id, host_name)
) strict;
create index certificates_by_end on certificates (not_after);

-- One for each host that leads here: when it is tried next, who tries it now, and what it answers to the authority meanwhile.
create table certificate_orders (
    environment_id text not null references environments (id),
    host_name text not null,
    next_try_at integer not null,
    attempts integer not null,
    lease text,
    leased_until integer,
    challenge_type text,
    challenge_token text,
    challenge_authorization text,
    error text,
    error_text text,
    failed_at integer,
    primary key (environment_id, host_name)
) strict;
create index certificate_orders_by_next_try on certificate_orders (next_try_at);

create table certificate_accounts (
    directory_url text primary key,
    private_key_sealed blob not null,
    account_url text,
    paused_until integer,
    created_at integer not null
) strict;
