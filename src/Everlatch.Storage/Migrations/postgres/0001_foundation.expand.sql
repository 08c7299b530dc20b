-- Everything the first release stores. Times are Unix milliseconds, durations name their unit, ids are text.
-- Columns ending in _json hold JSON that no statement looks into.

-- Directory: read into memory by every server, see docs/adr.

create table environments (
    id text primary key,
    name text not null,
    region text not null,
    settings_json text not null,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null
);

create table hosts (
    host_name text primary key,
    environment_id text not null references environments (id),
    issuer text not null,
    is_primary bigint not null,
    created_at bigint not null
);
create index hosts_by_environment on hosts (environment_id);

create table applications (
    environment_id text not null references environments (id),
    id text not null,
    name text not null,
    kind text not null,
    first_party bigint not null,
    redirect_uris_json text not null,
    post_logout_redirect_uris_json text not null,
    scopes_json text not null,
    apis_json text not null,
    jwks_json text,
    signing_algorithm text not null,
    settings_json text not null,
    disabled_at bigint,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null,
    primary key (environment_id, id)
);

create table machine_clients (
    environment_id text not null references environments (id),
    id text not null,
    name text not null,
    apis_json text not null,
    jwks_json text,
    signing_algorithm text not null,
    token_seconds bigint not null,
    disabled_at bigint,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null,
    primary key (environment_id, id)
);

-- Secrets of applications, machine clients and API tokens: 256 random bits each, kept as SHA-256.
create table client_secrets (
    environment_id text not null references environments (id),
    id text not null,
    client_id text not null,
    sha256 bytea not null,
    created_at bigint not null,
    expires_at bigint,
    primary key (environment_id, id)
);
create index client_secrets_by_client on client_secrets (environment_id, client_id);

create table apis (
    environment_id text not null references environments (id),
    id text not null,
    audience text not null,
    name text not null,
    scopes_json text not null,
    token_seconds bigint not null,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null,
    primary key (environment_id, id)
);
create unique index apis_by_audience on apis (environment_id, audience);

create table roles (
    environment_id text not null references environments (id),
    id text not null,
    key text not null,
    name text not null,
    permissions_json text not null,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null,
    primary key (environment_id, id)
);
create unique index roles_by_key on roles (environment_id, key);

-- Signing keys. The private half is sealed by the master key, which never enters the database.
create table keys (
    environment_id text not null references environments (id),
    id text not null,
    algorithm text not null,
    public_jwk_json text not null,
    private_key_sealed bytea not null,
    published_at bigint not null,
    signs_from bigint not null,
    signs_until bigint,
    retired_at bigint,
    created_at bigint not null,
    primary key (environment_id, id)
);
-- The key that the next one takes over from: one of each algorithm.
create unique index keys_without_end on keys (environment_id, algorithm) where signs_until is null;

create table api_tokens (
    environment_id text not null references environments (id),
    id text not null,
    name text not null,
    tenant_id text not null,
    user_id text,
    roles_json text not null,
    permissions_json text not null,
    created_by text not null,
    created_at bigint not null,
    expires_at bigint,
    revoked_at bigint,
    last_used_at bigint,
    version bigint not null,
    primary key (environment_id, id)
);
create index api_tokens_by_tenant on api_tokens (environment_id, tenant_id, id);
create index api_tokens_by_user on api_tokens (environment_id, user_id);

-- What access tokens issued before a moment no longer count: a session, a grant, a client, one token id.
create table revocations (
    environment_id text not null references environments (id),
    id text not null,
    revoked_at bigint not null,
    expires_at bigint not null,
    primary key (environment_id, id)
);
create index revocations_by_expiry on revocations (expires_at);

create table directory_sequence (
    id bigint primary key,
    sequence bigint not null
);
insert into directory_sequence (id, sequence) values (1, 0);

create table directory_changes (
    sequence bigint primary key,
    environment_id text not null,
    kind text not null,
    entity_id text not null,
    changed_at bigint not null
);

-- People

create table users (
    environment_id text not null references environments (id),
    id text not null,
    email text not null,
    email_key text not null,
    email_verified_at bigint,
    name text not null,
    locale text,
    disabled_at bigint,
    last_sign_in_at bigint,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null,
    primary key (environment_id, id)
);
create unique index users_by_email on users (environment_id, email_key);

create table passwords (
    environment_id text not null,
    user_id text not null,
    hash text not null,
    changed_at bigint not null,
    primary key (environment_id, user_id),
    foreign key (environment_id, user_id) references users (environment_id, id) on delete cascade
);

-- Failures of one account or one network address; subject is a keyed digest, never the address itself.
create table lockouts (
    environment_id text not null references environments (id),
    subject text not null,
    failures bigint not null,
    last_failed_at bigint not null,
    locked_until bigint not null,
    primary key (environment_id, subject)
);
create index lockouts_by_age on lockouts (last_failed_at);

-- Mailed links: e-mail verification, password reset, e-mail change. The token is kept as SHA-256.
create table links (
    environment_id text not null,
    id text not null,
    purpose text not null,
    user_id text not null,
    token_sha256 bytea not null,
    email_key text not null,
    created_at bigint not null,
    expires_at bigint not null,
    used_at bigint,
    primary key (environment_id, id),
    foreign key (environment_id, user_id) references users (environment_id, id) on delete cascade
);
create unique index links_by_token on links (environment_id, token_sha256);
create index links_by_user on links (environment_id, user_id);
create index links_by_expiry on links (expires_at);

create table sessions (
    environment_id text not null,
    id text not null,
    token_sha256 bytea not null,
    user_id text not null,
    tenant_id text,
    amr_json text not null,
    authenticated_at bigint not null,
    created_at bigint not null,
    last_seen_at bigint not null,
    idle_expires_at bigint not null,
    expires_at bigint not null,
    ended_at bigint,
    address text not null,
    user_agent text not null,
    primary key (environment_id, id),
    foreign key (environment_id, user_id) references users (environment_id, id) on delete cascade
);
create unique index sessions_by_token on sessions (environment_id, token_sha256);
create index sessions_by_user on sessions (environment_id, user_id);
create index sessions_by_expiry on sessions (expires_at);

create table tenants (
    environment_id text not null references environments (id),
    id text not null,
    key text not null,
    name text not null,
    disabled_at bigint,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null,
    primary key (environment_id, id)
);
create unique index tenants_by_key on tenants (environment_id, key);

create table memberships (
    environment_id text not null,
    tenant_id text not null,
    user_id text not null,
    roles_json text not null,
    created_at bigint not null,
    updated_at bigint not null,
    version bigint not null,
    primary key (environment_id, tenant_id, user_id),
    foreign key (environment_id, tenant_id) references tenants (environment_id, id) on delete cascade,
    foreign key (environment_id, user_id) references users (environment_id, id) on delete cascade
);
create index memberships_by_user on memberships (environment_id, user_id);

create table invitations (
    environment_id text not null,
    id text not null,
    tenant_id text not null,
    email text not null,
    email_key text not null,
    roles_json text not null,
    token_sha256 bytea not null,
    invited_by text not null,
    created_at bigint not null,
    expires_at bigint not null,
    accepted_at bigint,
    revoked_at bigint,
    version bigint not null,
    primary key (environment_id, id),
    foreign key (environment_id, tenant_id) references tenants (environment_id, id) on delete cascade
);
create index invitations_by_tenant on invitations (environment_id, tenant_id, id);
create unique index invitations_by_token on invitations (environment_id, token_sha256);

-- Grants of the interactive protocols

create table grants (
    environment_id text not null,
    id text not null,
    application_id text not null,
    user_id text not null,
    tenant_id text,
    session_id text not null,
    issuer text not null,
    scopes_json text not null,
    resources_json text not null,
    amr_json text not null,
    authenticated_at bigint not null,
    generation bigint not null,
    rotated_at bigint not null,
    window_generation bigint not null,
    window_started_at bigint not null,
    created_at bigint not null,
    idle_expires_at bigint not null,
    expires_at bigint not null,
    revoked_at bigint,
    revoked_because text,
    primary key (environment_id, id),
    foreign key (environment_id, user_id) references users (environment_id, id) on delete cascade
);
create index grants_by_session on grants (environment_id, session_id);
create index grants_by_user on grants (environment_id, user_id);
create index grants_by_expiry on grants (expires_at);

create table authorization_codes (
    environment_id text not null references environments (id),
    id text not null,
    application_id text not null,
    grant_id text not null,
    redirect_uri text not null,
    code_challenge text not null,
    data_json text not null,
    created_at bigint not null,
    expires_at bigint not null,
    redeemed_at bigint,
    primary key (environment_id, id)
);
create index authorization_codes_by_expiry on authorization_codes (expires_at);

create table pushed_requests (
    environment_id text not null references environments (id),
    id text not null,
    application_id text not null,
    data_json text not null,
    created_at bigint not null,
    expires_at bigint not null,
    primary key (environment_id, id)
);
create index pushed_requests_by_expiry on pushed_requests (expires_at);

create table device_authorizations (
    environment_id text not null references environments (id),
    id text not null,
    user_code text not null,
    application_id text not null,
    data_json text not null,
    status text not null,
    grant_id text,
    last_polled_at bigint,
    created_at bigint not null,
    expires_at bigint not null,
    primary key (environment_id, id)
);
create unique index device_authorizations_by_user_code on device_authorizations (environment_id, user_code);
create index device_authorizations_by_expiry on device_authorizations (expires_at);

create table consents (
    environment_id text not null,
    user_id text not null,
    application_id text not null,
    scopes_json text not null,
    apis_json text not null,
    granted_at bigint not null,
    primary key (environment_id, user_id, application_id),
    foreign key (environment_id, user_id) references users (environment_id, id) on delete cascade
);

-- Operation

create table audit_events (
    environment_id text not null references environments (id),
    id text not null,
    at bigint not null,
    kind text not null,
    outcome text not null,
    actor text not null,
    target text not null,
    tenant_id text,
    user_id text,
    address text not null,
    details_json text not null,
    primary key (environment_id, id)
);
create index audit_events_by_kind on audit_events (environment_id, kind, id);
create index audit_events_by_user on audit_events (environment_id, user_id, id);
create index audit_events_by_tenant on audit_events (environment_id, tenant_id, id);

create table mails (
    environment_id text not null references environments (id),
    id text not null,
    recipient text not null,
    subject text not null,
    message_sealed bytea not null,
    attempts bigint not null,
    next_attempt_at bigint not null,
    created_at bigint not null,
    sent_at bigint,
    failed_at bigint,
    primary key (environment_id, id)
);
create index mails_by_due on mails (next_attempt_at);

create table idempotency_keys (
    environment_id text not null references environments (id),
    client_id text not null,
    key_sha256 bytea not null,
    request_sha256 bytea not null,
    response_sealed bytea,
    created_at bigint not null,
    expires_at bigint not null,
    primary key (environment_id, client_id, key_sha256)
);
create index idempotency_keys_by_expiry on idempotency_keys (expires_at);
