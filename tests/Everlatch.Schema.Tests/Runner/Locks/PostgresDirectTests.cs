using System.Data.Common;
using Everlatch.Schema.Runner.Locks;

namespace Everlatch.Schema.Tests.Runner.Locks;

/// <summary>A pooler that lends sessions is found out, whatever it lends them for and in whatever order.</summary>
public sealed class PostgresDirectTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("transaction")]
    [InlineData("transaction", "server_round_robin = 1")]
    [InlineData("transaction", "default_pool_size = 1", "query_wait_timeout = 5")]
    [InlineData("transaction", "server_round_robin = 1", "min_pool_size = 5")]
    [InlineData("statement")]
    [InlineData("statement", "server_round_robin = 1")]
    public async Task A_pooler_that_lends_sessions_is_refused(string mode, params string[] settings)
    {
        await using var scratch = await Scratch.CreateAsync<OnPostgres>();
        await using var bouncer = await Bouncer.StartAsync(mode, settings);
        var through = bouncer.Before(scratch.Database);
        for (var i = 0; i < 5; i++)
        {
            await using var connection = await through.OpenAsync(Ct);
            var fault = await Assert.ThrowsAsync<SchemaException>(() => PostgresDirect.RequireAsync(through, connection, Ct));
            Assert.Equal("EL1830", fault.Id);
        }
    }

    [Fact]
    public async Task It_is_refused_while_others_use_it()
    {
        await using var scratch = await Scratch.CreateAsync<OnPostgres>();
        await using var bouncer = await Bouncer.StartAsync("transaction", "default_pool_size = 8");
        var through = bouncer.Before(scratch.Database);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var others = Enumerable.Range(0, 6).Select(_ => UseAsync(through, ending.Token)).ToList();
        for (var i = 0; i < 5; i++)
        {
            await using var connection = await through.OpenAsync(Ct);
            var fault = await Assert.ThrowsAsync<SchemaException>(() => PostgresDirect.RequireAsync(through, connection, Ct));
            Assert.Equal("EL1830", fault.Id);
        }

        await ending.CancelAsync();
        await Task.WhenAll(others);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_direct_session_and_a_pool_of_sessions_are_accepted(bool pooled)
    {
        await using var scratch = await Scratch.CreateAsync<OnPostgres>();
        await using var bouncer = await Bouncer.StartAsync("session");
        var database = pooled ? bouncer.Before(scratch.Database) : scratch.Database;
        for (var i = 0; i < 5; i++)
        {
            await using var connection = await database.OpenAsync(Ct);
            await PostgresDirect.RequireAsync(database, connection, Ct);
        }
    }

    private static async Task UseAsync(SchemaDatabase database, CancellationToken ct)
    {
        try
        {
            await using var connection = await database.OpenAsync(ct);
            while (!ct.IsCancellationRequested)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = "select pg_sleep(0.001)";
                await command.ExecuteNonQueryAsync(ct);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or DbException)
        {
            // The test is over.
        }
    }
}
