using Everlatch.Schema.Lint;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Tests.Lint;

/// <summary>Tries single migrations, each after the same schema.</summary>
public sealed class LintLab : IAsyncLifetime
{
    private const string ClearSql =
        """
        do $$ declare name text; begin
            for name in select nspname from pg_namespace where nspname <> 'information_schema' and nspname not like 'pg\_%' loop
                execute format('drop schema %I cascade', name);
            end loop;
        end $$;
        create schema public;
        """;

    private readonly Dictionary<CorpusCase, LintReport> reports = [];
    private SchemaDatabase? database;

    public async ValueTask InitializeAsync() => database = await OnPostgres.CreateAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await (database is null ? Task.CompletedTask : OnPostgres.DropAsync(database));

    /// <summary>What the lint says of a case; it is tried once, however often it is asked for.</summary>
    public async Task<LintReport> ReportAsync(CorpusCase it, CancellationToken ct)
    {
        if (!reports.TryGetValue(it, out var report))
        {
            reports[it] = report = await TryAsync(it.Sql, it.Phase, ct);
        }

        return report;
    }

    /// <summary>What the lint says of a release of one file after the schema before every case.</summary>
    public Task<LintReport> TryAsync(string sql, string phase, CancellationToken ct) => TryAsync([(sql, phase)], ct);

    /// <summary>What the lint says of a release of several files after the schema before every case.</summary>
    public async Task<LintReport> TryAsync(IReadOnlyList<(string Sql, string Phase)> files, CancellationToken ct)
    {
        await using (var connection = await database!.OpenAsync(ct))
        {
            await connection.ExecuteAsync("set client_min_messages = warning;" + ClearSql + CorpusCase.Before, ct);
        }

        var release = new ReleaseFiles("1.1.0", false, null, MigrationsOf(files));
        var judge = new Judge(SchemaEngine.Postgres);
        var experiment = await SchemaEngine.Postgres.BeginExperimentAsync(database, new HashSet<string>(), ct);
        foreach (var migration in release.Migrations)
        {
            judge.Hear(release, migration, experiment.Start, await experiment.TryAsync(migration, ct));
        }

        return judge.Report;
    }

    /// <summary>The migration of a case.</summary>
    internal static Migration MigrationOf(CorpusCase it) => MigrationsOf([(it.Sql, it.Phase)])[0];

    private static List<Migration> MigrationsOf(IReadOnlyList<(string Sql, string Phase)> files)
    {
        var texts = files.Index().Select(file =>
            KeyValuePair.Create($"Migrations/postgres/{file.Index + 2:D4}_case.{file.Item.Phase}.sql", file.Item.Sql));
        var source = new SchemaSource(
            "1.1.0", new SchemaFiles([new("Migrations/postgres/0001_before.expand.sql", CorpusCase.Before), .. texts]));
        return [.. source.MigrationsOf(SchemaEngine.Postgres).Skip(1)];
    }
}
