using Everlatch.Schema.Contracts;
using Everlatch.Schema.Statements;

namespace Everlatch.Schema.Tests.Statements;

/// <summary>A build that a test writes down: its first release has three tables and a few statements.</summary>
internal static class TestSource
{
    /// <summary>The step of the first release.</summary>
    public const string FirstStep = "0001_first.expand";

    /// <summary>What it makes, on both engines.</summary>
    public const string Tables =
        """
        create table users (
            id text primary key,
            email varchar(20) not null unique,
            name text,
            version bigint not null default 0 check (version < 100),
            "Odd name" text
        );
        create table notes (
            user_id text not null references users (id) on delete cascade,
            number bigint not null,
            kind text not null,
            body text,
            primary key (user_id, number)
        );
        create table tags (user_id text not null, name text);
        """;

    /// <summary>What the first release sends.</summary>
    public static readonly IReadOnlyList<SchemaStatement> Statements =
    [
        new("notes.insert", "insert into notes (user_id, number, kind, body) values (@user, @number, @kind, @body)"),
        new(
            "notes.upsert",
            "insert into notes (user_id, number, kind) values (@user, @number, @kind) "
                + "on conflict (user_id, number) do update set body = @body"),
        new("users.delete", "delete from users where id = @id"),
        new("users.insert", "insert into users (id, email) values (@id, @email)"),
        new("users.insert_all", "insert into users (id, email, name, version) values (@id, @email, @name, @version)"),
        new("users.read", "select id, email from users where id = @id"),
        new("users.tagged", "select id from users where id in (select user_id from tags where name = @name)"),
        new("users.rename", "update users set name = @name where id = @id"),
    ];

    /// <summary>A build of these files.</summary>
    public static SchemaSource Of(string release, params (string Path, string Text)[] files) =>
        new(release, new SchemaFiles(files.Select(f => KeyValuePair.Create(f.Path, f.Text))));

    /// <summary>The path of a migration for an engine.</summary>
    public static string Migration(SchemaEngine engine, string step) => $"Migrations/{engine}/{step}.sql";

    /// <summary>The first release, with its contract and its manifest.</summary>
    public static Task<SchemaSource> FirstAsync(SchemaDatabase server, CancellationToken ct) => FirstAsync(server, Tables, ct);

    /// <summary>The same of other tables.</summary>
    public static Task<SchemaSource> FirstAsync(SchemaDatabase server, string tables, CancellationToken ct) =>
        WithContractsAsync(server, "1.0.0", [(Migration(server.Engine, FirstStep), tables)], Statements, ct);

    /// <summary>
    /// The release after it, which keeps the first and adds these steps. What it sends is what the first sends, or these.
    /// </summary>
    public static Task<SchemaSource> NextAsync(
        SchemaSource first,
        SchemaDatabase server,
        IEnumerable<(string Step, string Sql)> steps,
        IReadOnlyList<SchemaStatement>? statements,
        CancellationToken ct)
    {
        (string, string)[] files =
        [
            .. first.Files.Paths.Where(path => path.StartsWith("Migrations/", StringComparison.Ordinal))
                .Select(path => (path, first.Files.Find(path)!)),
            .. first.Files.Paths.Where(path => path.StartsWith("Contracts/", StringComparison.Ordinal))
                .Select(path => (
                    path.Replace("Contracts/", $"Released/{first.Release}/", StringComparison.Ordinal),
                    first.Files.Find(path)!)),
            .. steps.Select(step => (Migration(server.Engine, step.Step), step.Sql)),
        ];
        return WithContractsAsync(server, "2.0.0", files, statements, ct);
    }

    // Without statements of its own it sends what the release before sends, whether or not its schema still takes it.
    private static async Task<SchemaSource> WithContractsAsync(
        SchemaDatabase server, string release, (string Path, string Text)[] files,
        IReadOnlyList<SchemaStatement>? statements, CancellationToken ct)
    {
        var (engine, source) = (server.Engine, Of(release, files));
        var contract = MakeContract.TextOf(await MakeContract.RunAsync(source, server, ct));
        var manifest = statements is null
            ? source.ReleasedStatementsOf(engine)[^1].Manifest
            : await MakeManifest.RunAsync(source, server, statements, ct);
        return Of(
            release, [.. files, ($"Contracts/{engine}.contract", contract), ($"Contracts/{engine}.statements", manifest.Text)]);
    }
}
