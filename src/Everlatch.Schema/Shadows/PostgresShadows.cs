using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Catalogs.Postgres;
using Everlatch.Schema.Lint.Experiments.Postgres;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Shadows;

/// <summary>
/// Scratch databases of PostgreSQL: empty ones of the same encoding and collation, with the target's search path.
/// </summary>
internal sealed class PostgresShadows : IShadows
{
    private const string InsufficientPrivilege = "42501";
    private const string InvalidParameterValue = "22023";

    // Every database has it: an empty one is made with it.
    private const string Usual = "public";

    // The server's clock, and one that it can compare again: seconds, then what makes it the only one.
    private const string NameSql = "select 'everlatch_shadow_' || extract(epoch from now())::bigint";

    // Whoever made one holds a session open that is called like it, and ends with its process on whatever host: the number of a
    // process says nothing elsewhere. Those of release 0.1.0 have another ending and no such session; an hour is long enough for
    // any of its proofs. Nobody is connected to one that still works.
    private const string Held = "_held";

    private const string LeftoverSql =
        $"""
        select d.datname from pg_catalog.pg_database d
        where d.datname ~ '^everlatch_shadow_[0-9]+_[0-9a-f]+({Held})?$'
            and (d.datname like '%{Held}' or split_part(d.datname, '_', 3)::bigint < extract(epoch from now()) - 3600)
            and not exists (select from pg_catalog.pg_stat_activity a
                where a.datid = d.oid or a.application_name = d.datname)
        """;

    // The names of the columns and the list of providers grew with the versions.
    private const string OptionsSql =
        """
        select format('template template0 encoding %L lc_collate %L lc_ctype %L',
                pg_encoding_to_char(d.encoding), d.datcollate, d.datctype)
            || case d.datlocprovider
                when 'i' then format(' locale_provider icu icu_locale %L',
                    coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'))
                when 'b' then format(' locale_provider builtin builtin_locale %L', to_jsonb(d) ->> 'datlocale')
                else '' end
        from pg_catalog.pg_database d where d.datname = current_database()
        """;

    private const string PathSql =
        "select quote_ident(current_schema()), current_setting('search_path')";

    public IEnumerable<string> StatementsOf(Catalog catalog) => WritePostgresDdl.Of(catalog);

    public async Task<ShadowDatabase> CreateAsync(SchemaDatabase target, CancellationToken ct)
    {
        var server = (target.ShadowServer ?? target).With([new("Pooling", "false")]);
        var session = await server.OpenAsync(ct);
        try
        {
            var path = target.ShadowServer is null ? await PathOfAsync(session, ct) : await PathOfAsync(target, ct);
            await RemoveLeftoversAsync(session, ct);
            return await CreateAsync(server, session, path, ct);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public async Task RunWithinAsync(DbConnection session, SqlText statement, string file, CancellationToken ct)
    {
        await session.ExecuteAsync(SchemaEngine.Postgres, statement.Sql, ct);
        await PostgresReach.RequireWithinAsync(session, statement, file, ct);
    }

    // In a transaction where the engine allows it: what it reaches can be seen and taken back in no other way.
    public async Task RunAloneAsync(DbConnection session, SqlText statement, string file, CancellationToken ct)
    {
        try
        {
            await using var transaction = await session.BeginTransactionAsync(ct);
            await RunWithinAsync(session, statement, file, ct);
            await transaction.CommitAsync(ct);
        }
        catch (DbException e) when (PostgresCommands.RunsInNoTransaction(e))
        {
            await session.ExecuteAsync(SchemaEngine.Postgres, statement.Sql, ct);
        }
    }

    private static async Task<ShadowDatabase> CreateAsync(
        SchemaDatabase server, DbConnection session, (string Schema, string SearchPath) path, CancellationToken ct)
    {
        var name = await CreateAsync(session, ct);
        var shadow = new ShadowDatabase(
            server.With([new("Database", name)]), () => new ValueTask(DropAsync(server, session, name)));
        try
        {
            await session.ExecuteAsync($"alter database {name} set search_path = {path.SearchPath}", ct);
            await EndWithClientAsync(session, name, ct);
            if (path.Schema != Usual)
            {
                await using var inside = await shadow.Database.OpenAsync(ct);
                await inside.ExecuteAsync($"create schema if not exists {path.Schema}", ct);
            }

            return shadow;
        }
        catch
        {
            await shadow.DisposeAsync();
            throw;
        }
    }

    private static async Task<string> CreateAsync(DbConnection session, CancellationToken ct)
    {
        var options = (await session.QueryAsync(OptionsSql, r => r.GetString(0), ct)).Single();
        var prefix = (await session.QueryAsync(NameSql, r => r.GetString(0), ct)).Single();
        var name = $"{prefix}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}{Held}";
        await session.ExecuteAsync($"set application_name = '{name}'; set idle_session_timeout = 0", ct);
        try
        {
            await session.ExecuteAsync($"create database {name} {options}", ct);
            return name;
        }
        catch (DbException e) when (e.SqlState == InsufficientPrivilege)
        {
            throw new SchemaException(
                "EL1822",
                "This role may not make the scratch database on which migrations are tried: give it CREATEDB, or name another "
                    + "server for it.",
                inner: e);
        }
    }

    // A statement whose process was killed would go on for hours, and keep the database with it.
    private static async Task EndWithClientAsync(DbConnection session, string name, CancellationToken ct)
    {
        try
        {
            await session.ExecuteAsync($"alter database {name} set client_connection_check_interval = 500", ct);
        }
        catch (DbException e) when (e.SqlState == InvalidParameterValue)
        {
            // Not every platform can watch a connection.
        }
    }

    private static async Task<(string Schema, string SearchPath)> PathOfAsync(SchemaDatabase target, CancellationToken ct)
    {
        await using var session = await target.OpenAsync(ct);
        return await PathOfAsync(session, ct);
    }

    private static async Task<(string Schema, string SearchPath)> PathOfAsync(DbConnection session, CancellationToken ct) =>
        (await session.QueryAsync(PathSql, r => (r.IsDBNull(0) ? Usual : r.GetString(0), r.GetString(1)), ct)).Single();

    private static async Task RemoveLeftoversAsync(DbConnection session, CancellationToken ct)
    {
        foreach (var leftover in await session.QueryAsync(LeftoverSql, r => r.GetString(0), ct))
        {
            try
            {
                await session.ExecuteAsync($"drop database if exists {leftover}", ct);
            }
            catch (DbException) when (session.State == ConnectionState.Open)
            {
                // Another role's, or somebody connected to it this moment: the next one will do.
            }
        }
    }

    // In a session of its own: the one that is held may have been lost meanwhile.
    private static async Task DropAsync(SchemaDatabase server, DbConnection held, string name)
    {
        await using (held)
        {
            await using var session = await server.OpenAsync(CancellationToken.None);
            await session.ExecuteAsync($"drop database if exists {name} with (force)", CancellationToken.None);
        }
    }
}
