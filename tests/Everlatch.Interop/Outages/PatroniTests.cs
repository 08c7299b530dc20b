using System.Net;
using System.Text.Json;
using Everlatch.Storage;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Interop.Outages;

/// <summary>
/// Patroni replaces a primary that is gone by itself. Applications and machines go on meanwhile, and all that they were told
/// holds afterwards.
/// </summary>
public sealed class PatroniTests : IAsyncLifetime
{
    private readonly PatroniCluster cluster = new();
    private readonly HttpClient http = new();
    private UpProcess up = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await cluster.InitializeAsync();
        await SchemaOf.ApplyAsync(new StorageOptions { Postgres = cluster.ConnectionString }, Ct);
        up = UpProcess.With("--postgres", cluster.ConnectionString);
        await up.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await up.DisposeAsync();
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_is_signed_out_and_nothing_is_lost_while_it_replaces_the_primary()
    {
        using var client = new OutageClient(up);
        var (access, refresh) = await client.GrantAsync();
        var rotations = 0L;

        // The first node goes; until the second one is promoted it is a standby, and people still sign in.
        await cluster.A.KillAsync();
        await UntilAsync("standby");
        var made = await client.GrantAsync();
        await client.AssertMachinesGoOnAsync(made.Access);
        do
        {
            await client.AssertMachinesGoOnAsync(access);
            using var answer = await client.RefreshAsync(refresh);
            if (answer.IsSuccessStatusCode)
            {
                using var tokens = await OutageClient.JsonAsync(answer);
                refresh = tokens.RootElement.GetProperty("refresh_token").GetString()!;
                rotations++;
            }
            else
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            }
        }
        while (!await IsOnAsync("primary"));

        Assert.InRange(rotations, 1, long.MaxValue);
        await client.AssertRefreshesAgainAsync(refresh);
        await client.AssertRefreshesAgainAsync(made.Refresh);
        Assert.Equal(rotations + 1, await GenerationAsync(cluster.B, refresh));
        Assert.Equal(1, await GenerationAsync(cluster.B, made.Refresh));

        // The old primary comes back as a standby, and may be needed at once.
        await cluster.A.StartAsync();
        await cluster.UntilAsync(cluster.A, "synchronous");
        await cluster.B.KillAsync();
        await UntilAsync("standby");
        await UntilAsync("primary");
        Assert.Equal(rotations + 1, await GenerationAsync(cluster.A, refresh));
        Assert.Equal(HttpStatusCode.Created, await CreateAsync(client));
    }

    // Until Patroni no longer names the standby that is gone, a commit waits for it in vain: that is a fault, and is told as one.
    private static async Task<HttpStatusCode> CreateAsync(OutageClient client)
    {
        var token = await client.OperatorAsync();
        while (true)
        {
            using var answer = await client.CreateEnvironmentAsync(token);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                return answer.StatusCode;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Ct);
        }
    }

    private Task<long> GenerationAsync(PatroniNode node, string refresh) => cluster.AskAsync<long>(
        node, $"select generation from grants where id = '{refresh["ert_".Length..].Split('~')[0]}'");

    private async Task UntilAsync(string rung)
    {
        while (!await IsOnAsync(rung))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Ct);
        }
    }

    private async Task<bool> IsOnAsync(string rung)
    {
        using var answer = await http.GetAsync(up.Issuer + "/health/ready", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var report = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        return report.RootElement.GetProperty("rung").GetString() == rung
            && (rung != "primary" || report.RootElement.GetProperty("journal_entries").GetInt32() == 0);
    }
}
