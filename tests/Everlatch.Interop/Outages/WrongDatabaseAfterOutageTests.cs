using System.Net;
using System.Text.Json;
using Everlatch.Testing.Processes;
using Npgsql;

namespace Everlatch.Interop.Outages;

/// <summary>
/// A server that serves unseen in an outage takes no traffic any more once the database is back and is not what it needs.
/// </summary>
public sealed class WrongDatabaseAfterOutageTests(UpOnPostgres server) : IClassFixture<UpOnPostgres>
{
    private const string Column = "users.locale";
    private const int Looks = 300;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_closes_names_the_column_and_opens_again_by_itself_once_that_is_mended()
    {
        using var client = new OutageClient(server.Up);
        var (access, refresh) = await client.GrantAsync();
        await server.Up.RestartAsync(async () =>
        {
            await ExecuteAsync("alter table users rename column locale to locale_gone");
            await server.Postgres.CrashAsync();
        });
        await client.AssertMachinesGoOnAsync(access);
        using (var unseen = await SchemaAsync(client, HttpStatusCode.OK))
        {
            Assert.Equal("unknown", unseen.RootElement.GetProperty("status").GetString());
        }

        await server.Postgres.ReviveAsync();
        using (var wrong = await SchemaAsync(client, HttpStatusCode.ServiceUnavailable))
        {
            Assert.Equal("missing", wrong.RootElement.GetProperty("status").GetString());
            var missing = Assert.Single(wrong.RootElement.GetProperty("missing").EnumerateArray());
            Assert.Equal($"column {Column}", missing.GetProperty("object").GetString());
        }

        using (var ready = await client.GetAsync("/health/ready"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.Contains(Column, await ready.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        await OutageClient.AssertUnavailableAsync(await client.RefreshAsync(refresh));
        await OutageClient.AssertUnavailableAsync(await client.GetAsync("/oauth2/jwks"));

        await ExecuteAsync("alter table users rename column locale_gone to locale");
        using (var mended = await SchemaAsync(client, HttpStatusCode.OK))
        {
            Assert.Equal("fits", mended.RootElement.GetProperty("status").GetString());
        }

        await client.AssertMachinesGoOnAsync(access);
        await client.AssertRefreshesAgainAsync(refresh);
    }

    // What /health/schema says once it has this status.
    private static async Task<JsonDocument> SchemaAsync(OutageClient client, HttpStatusCode status)
    {
        for (var look = 0; look < Looks; look++)
        {
            using var answer = await client.GetAsync("/health/schema");
            if (answer.StatusCode == status)
            {
                return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
            }

            await Task.Delay(Pause, TimeProvider.System, Ct);
        }

        throw new TimeoutException($"/health/schema never answered {status}.");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create($"{server.Postgres.ConnectionString};Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
