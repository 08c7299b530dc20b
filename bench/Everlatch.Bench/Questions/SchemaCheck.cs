using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Everlatch.Bench.Report;
using Everlatch.Bench.Servers;
using Everlatch.Schema;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Gate;
using Everlatch.Schema.Runner;
using Everlatch.Storage;

namespace Everlatch.Bench.Questions;

/// <summary>
/// What it costs to ask a database whether it fits: our own schema, and one of 1,000 tables with 20 columns each.
/// </summary>
internal static class SchemaCheck
{
    private const int Tables = 1_000;
    private const double OwnGoal = 50;
    private const double LargeGoal = 1_000;
    private const int Times = 9;

    public static async Task<Answer> AskAsync()
    {
        using var folder = new ScratchFolder();
        var answer = new Answer(
            "engine", "schema", "objects", "read the catalog", "compare", "whole check, new session", "slowest of 9");
        if (Postgres.ConnectionString is { } server)
        {
            var own = await AddAsync(
                answer, new StorageOptions { Postgres = await Postgres.NewDatabaseAsync(server) }, isOwn: true);
            var large = await AddAsync(
                answer, new StorageOptions { Postgres = await Postgres.NewDatabaseAsync(server) }, isOwn: false);
            answer.Goal("our own schema on PostgreSQL in ≤ 50 ms", own.Millis(), own <= OwnGoal)
                .Goal("1,000 tables × 20 columns on PostgreSQL in ≤ 1 s", large.Millis(), large <= LargeGoal);
        }

        await AddAsync(answer, new StorageOptions { SqliteFile = Path.Combine(folder.Path, "own.db") }, isOwn: true);
        await AddAsync(answer, new StorageOptions { SqliteFile = Path.Combine(folder.Path, "large.db") }, isOwn: false);
        return answer.Remark(
            "Each table of the large schema has a primary key, a foreign key, a check and two indexes; "
            + "medians of 9 checks after one.");
    }

    private static async Task<double> AddAsync(Answer answer, StorageOptions options, bool isOwn)
    {
        var database = StorageSchema.DatabaseOf(options);
        await MakeAsync(database, options, isOwn);
        await using var session = await database.OpenAsync(CancellationToken.None);
        var catalog = await database.Engine.ReadCatalogAsync(session, CancellationToken.None);
        var contract = isOwn
            ? StorageSchema.Source.ContractOf(database.Engine)
            : new SchemaContract(
                database.Engine.Name, "1.0.0", [new ContractStep("0001_all.expand", "", Catalog.Empty.ChangesTo(catalog))]);
        var read = await MedianAsync(() => database.Engine.ReadCatalogAsync(session, CancellationToken.None));
        var compare = await MedianAsync(() => Task.FromResult(SchemaVerdict.Of(contract, catalog, [])));
        var whole = await TimesAsync(async () => Require(await CheckSchema.RunAsync(contract, database, CancellationToken.None)));
        answer.Row(
            database.Engine.Name,
            isOwn ? "our own" : "1,000 × 20",
            ((double)catalog.Objects.Count()).Whole(),
            read.Millis(),
            compare.Millis(),
            whole.Median().Millis(),
            whole.Max().Millis());
        return whole.Median();
    }

    private static async Task MakeAsync(SchemaDatabase database, StorageOptions options, bool isOwn)
    {
        if (isOwn)
        {
            await new ApplyMigrations(
                StorageSchema.Source, database, new ApplyOptions(), TimeProvider.System, QuietProgress.Instance)
                .RunAsync(CancellationToken.None);
            return;
        }

        await using var session = await database.OpenAsync(CancellationToken.None);
        await using var transaction = await session.BeginTransactionAsync();
        for (var table = 0; table < Tables; table++)
        {
            await SendAsync(session, CreateTable(table));
        }

        await transaction.CommitAsync();
    }

    private static string CreateTable(int table)
    {
        var columns =
            string.Join(", ", Enumerable.Range(1, 18).Select(c => $"c{c} text{(c % 2 == 0 ? " not null default 'x'" : "")}"));
        var name = string.Create(CultureInfo.InvariantCulture, $"t{table}");
        return $"""
            create table {name} (
                id bigint primary key, before bigint references t{Math.Max(table - 1, 0)} (id), {columns}, check (c1 <> c2));
            create unique index {name}_a on {name} (c1, c2);
            create index {name}_b on {name} (lower(c3)) where c4 > 'm'
            """;
    }

    private static async Task SendAsync(DbConnection session, string sql)
    {
        await using var command = session.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static void Require(SchemaVerdict verdict)
    {
        if (!verdict.IsFit)
        {
            throw new InvalidOperationException($"It does not fit: {verdict.Missing.Concat<object>(verdict.Foreign).First()}");
        }
    }

    private static async Task<double> MedianAsync<T>(Func<Task<T>> act) => (await TimesAsync(act)).Median();

    private static async Task<IReadOnlyList<double>> TimesAsync(Func<Task> act)
    {
        await act();
        var times = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            await act();
            times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        return times;
    }
}
