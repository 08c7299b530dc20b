-- Custom domains: a claim to a host name, and what DNS last said of it. A host may be claimed by many and is served for one,
-- which then has a row in hosts.

create table domains (
    environment_id text not null references environments (id),
    id text not null,
    host_name text not null,
    tenant_id text,
    state text not null,
    reason text not null,
    challenge text not null,
    created_at integer not null,
    checked_at integer,
    verified_at integer,
    failing_since integer,
    next_check_at integer not null,
    version integer not null,
    primary key (environment_id, id)
) strict;
create unique index domains_served on domains (host_name) where state in ('verified', 'live');
create index domains_by_host on domains (environment_id, host_name);
create index domains_by_tenant on domains (environment_id, tenant_id, id);
create index domains_by_next_check on domains (next_check_at);
