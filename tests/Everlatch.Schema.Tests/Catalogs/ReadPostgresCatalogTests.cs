using System.Data.Common;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Tests.Catalogs;

/// <summary>What only PostgreSQL has.</summary>
public sealed class ReadPostgresCatalogTests
{
    internal const string Everything =
        """
        create extension citext;
        create type colour as enum ('red', 'it''s blue');
        create domain short_text as text collate "C" default 'x' not null constraint not_long check (length(value) < 10);
        create type pair as (a integer, "B b" text);
        create sequence numbers as integer start 5 increment 2 cycle;
        create table users (
            id bigint generated always as identity primary key,
            serial_id serial,
            email citext not null,
            name character varying(20) collate "C" default 'it''s'::character varying,
            upper_name text generated always as (upper(name)) stored,
            colour colour not null default 'red',
            boss bigint references users (id) on delete cascade deferrable initially deferred,
            during tstzrange,
            constraint email_long check (length(email) > 3),
            unique nulls not distinct (email),
            exclude using gist (during with &&));
        alter table users add constraint name_long check (length(name) > 1) not valid;
        create index users_by_lower on users (lower(name), id desc) include (email) where boss is null;
        create unlogged table cache (key text primary key);
        create table events (at timestamptz not null, kind text) partition by range (at);
        create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');
        create index events_by_kind on events (kind);
        create view bosses with (security_barrier = true) as select u.id, u.name from users u where u.boss is null;
        create materialized view counted as select count(*) as n from users;
        create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
        create procedure nothing(a integer) language sql as $$ select 1 $$;
        create trigger users_touch before update on users for each row when (new.id > 1) execute function touch();
        alter table users disable trigger users_touch;
        create rule ignored as on delete to cache do instead nothing;
        create policy mine on users for select using (name = current_user);
        alter table users enable row level security;
        create statistics users_stats (ndistinct) on name, email from users;
        create aggregate total(integer) (sfunc = int4pl, stype = integer);
        create table schema_ledger (id bigint primary key);
        """;

    [Fact]
    public async Task Everything_that_a_schema_holds_is_read()
    {
        await using var db = await Scratch.CreateAsync<OnPostgres>(Everything);
        ExpectedLines.Require("everything.postgres.txt", await db.ReadCatalogAsync());
    }

    [Fact]
    public async Task The_same_schema_under_another_name_and_in_another_time_zone_reads_the_same()
    {
        await using var db = await Scratch.CreateAsync<OnPostgres>(Everything);
        await using var other = await Scratch.CreateAsync<OnPostgres>(
            "create schema \"Other one\"", "set search_path = \"Other one\"", Everything, "set timezone = 'Asia/Tokyo'",
            "set datestyle = 'SQL, DMY'");
        Assert.Empty((await db.ReadCatalogAsync()).ChangesTo(await other.ReadCatalogAsync()));
        Assert.Equal(["Asia/Tokyo"], await other.QueryAsync("show timezone"));
    }

    [Fact]
    public async Task Reading_within_a_transaction_leaves_its_settings_alone()
    {
        await using var db = await Scratch.CreateAsync<OnPostgres>("begin", "set local timezone = 'Asia/Tokyo'");
        await db.ReadCatalogAsync();
        Assert.Equal(["Asia/Tokyo"], await db.QueryAsync("show timezone"));
    }

    [Fact]
    public async Task An_index_whose_building_failed_is_not_valid()
    {
        await using var db = await Scratch.CreateAsync<OnPostgres>(
            "create table t (a integer)", "insert into t values (1), (1)", "create index sound on t (a)");
        await Assert.ThrowsAnyAsync<DbException>(() => db.ExecuteAsync("create unique index concurrently broken on t (a)"));
        var indexes = (await db.ReadCatalogAsync()).Of<CatalogIndex>().ToDictionary(i => i.Name, i => i.Valid);
        Assert.Equal(new Dictionary<string, bool> { ["broken"] = false, ["sound"] = true }, indexes);
    }

    [Fact]
    public async Task A_role_that_may_use_no_schema_is_told_so()
    {
        await using var db = await Scratch.CreateAsync<OnPostgres>("create table t (a integer)");
        await using var role = await TestRole.CreateAsync("");
        await db.ExecuteAsync(
            "revoke all on schema public from public", $"grant usage on schema public to {role.Name}", $"set role {role.Name}");
        Assert.NotNull((await db.ReadCatalogAsync()).Table("t"));

        await db.ExecuteAsync("reset role", $"revoke all on schema public from {role.Name}", $"set role {role.Name}");
        var fault = await Assert.ThrowsAsync<SchemaException>(db.ReadCatalogAsync);
        Assert.Equal("EL1820", fault.Id);
        await db.ExecuteAsync("reset role");
    }

    [Fact]
    public async Task A_role_that_may_not_read_the_catalog_is_told_so()
    {
        await using var role = await TestRole.CreateAsync("");
        await using var db = await Scratch.CreateAsync<OnPostgres>(
            "create table t (a integer)", "revoke select on pg_catalog.pg_constraint from public", $"set role {role.Name}");
        var fault = await Assert.ThrowsAsync<SchemaException>(db.ReadCatalogAsync);
        Assert.Equal("EL1820", fault.Id);
        Assert.Contains("pg_constraint", fault.Message, StringComparison.Ordinal);
        await db.ExecuteAsync("reset role");
    }
}
