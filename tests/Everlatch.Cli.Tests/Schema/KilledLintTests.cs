using System.Security.Cryptography;
using Everlatch.Cli.Tests.Management;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Npgsql;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>A run that was killed leaves its scratch database or cluster behind, and the next run takes it away.</summary>
public sealed class KilledLintTests : IDisposable
{
    private const string Step = "Migrations/postgres/0001_first.expand.sql";
    private const string Good = "create table things (id bigint primary key);";

    // Its own text, so that nobody else's shadow is taken for it.
    private readonly string mark = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-killed-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Slow => $"do $$ begin perform pg_sleep(300), '{mark}'; end $$;";

    private Dictionary<string, string> Environment => new() { ["TMPDIR"] = Path.Combine(folder.FullName, "tmp") };

    [Fact]
    public async Task A_scratch_database_goes_with_the_next_run()
    {
        string[] at = ["--all", "--database", PostgresCluster.ConnectionString];
        Write(Slow);
        string left;
        await using (var killed = Lint(at))
        {
            left = await ShadowAsync();
            await killed.SignalAsync("KILL");
            await killed.ExitAsync();
        }

        Assert.True(await ExistsAsync(left));
        Write(Good);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await ExistsAsync(left))
        {
            // The server takes a moment to see that nobody waits for the statement any more.
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
            await LintsAsync(at);
        }
    }

    [Fact]
    public async Task A_cluster_whose_keeper_was_killed_too_goes_with_the_next_run()
    {
        // The server runs as another user when this is root.
        var temporary = System.IO.Directory.CreateDirectory(Environment["TMPDIR"]);
        folder.UnixFileMode = temporary.UnixFileMode = (UnixFileMode)0b_111_111_111;
        Write(Slow);
        await using (var killed = Lint())
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            while (!temporary.EnumerateFiles("postmaster.pid", SearchOption.AllDirectories).Any())
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
            }
        }

        Assert.NotEmpty(temporary.EnumerateDirectories());
        Write(Good);
        await LintsAsync();
        Assert.Empty(temporary.EnumerateDirectories());
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Running Lint(params IEnumerable<string> at) =>
        Running.Everlatch(Environment, ["schema", "lint", "--from", folder.FullName, .. at]);

    private async Task LintsAsync(params IEnumerable<string> at) =>
        (await CommandLine.RunAsync(Environment, ["schema", "lint", "--from", folder.FullName, .. at])).Done();

    private void Write(string sql)
    {
        var file = Path.Combine(folder.FullName, Step);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, sql);
    }

    private async Task<string> ShadowAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var name = await AskAsync(
                $"select min(datname) from pg_stat_activity where query like '%{mark}%' and pid <> pg_backend_pid()");
            if (name is string shadow)
            {
                return shadow;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    private static async Task<bool> ExistsAsync(string name) =>
        await AskAsync($"select exists (select from pg_database where datname = '{name}')") is true;

    private static async Task<object?> AskAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(PostgresCluster.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Ct);
    }
}
