using System.Net;
using Everlatch.Storage;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Interop.Outages;

/// <summary>
/// On a full disk a write happens or is 503; what needs no write goes on. When there is space again, everything
/// that was acknowledged is there.
/// </summary>
public sealed class DiskFullTests
{
    // More writes than the pages that a database had free before the disk was full.
    private const int Writes = 200;

    [Fact]
    public async Task Postgres_without_room_for_rows()
    {
        await using var disk = await NewDiskAsync(megabytes: 192);
        await using var postgres = await NewPostgresAsync(disk);
        await using var up = await StartAsync(UpProcess.With("--postgres", postgres.ConnectionString));

        await AssertOutlivesAsync(up, disk, () => Task.CompletedTask, () => EmptyAsync(disk));
    }

    // A server that cannot write its log dies, and does not come up before it can.
    [Fact]
    public async Task Postgres_without_room_for_its_log()
    {
        await using var disk = await NewDiskAsync(megabytes: 192);
        await using var postgres = await NewPostgresAsync(disk);
        await using var up = await StartAsync(UpProcess.With("--postgres", postgres.ConnectionString));

        await AssertOutlivesAsync(up, disk, postgres.EndLogFileAsync, async () =>
        {
            await postgres.WaitForEndAsync();
            disk.Empty();
            await postgres.ReviveAsync();
        });
    }

    [Fact]
    public async Task Sqlite()
    {
        await using var disk = await NewDiskAsync(megabytes: 32);
        await using var up = await StartAsync(UpProcess.In(Path.Combine(disk.Folder, "data")));

        await AssertOutlivesAsync(up, disk, () => Task.CompletedTask, () => EmptyAsync(disk));
    }

    private static async Task AssertOutlivesAsync(UpProcess up, SmallDisk disk, Func<Task> whenFull, Func<Task> empty)
    {
        using var client = new OutageClient(up);
        var (access, refresh) = await client.GrantAsync();
        var management = await client.OperatorAsync();
        var made = new List<string>();

        disk.Fill();
        try
        {
            await whenFull();
            await CreateUntilUnavailableAsync(client, management, made);
            refresh = await RefreshOrUnavailableAsync(client, refresh);
            await client.AssertMachinesGoOnAsync(access);
            using var person = await client.UserinfoAsync(access);
            Assert.Contains(person.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable });
        }
        finally
        {
            await empty();
        }

        await client.AssertRefreshesAgainAsync(refresh);
        foreach (var id in made)
        {
            Assert.True(await client.HasEnvironmentAsync(management, id), $"{id} was acknowledged and is not there");
        }

        using var more = await client.CreateEnvironmentAsync(management);
        Assert.Equal(HttpStatusCode.Created, more.StatusCode);
    }

    // A write may still fit into what the database had free. What is acknowledged is made.
    private static async Task CreateUntilUnavailableAsync(OutageClient client, string management, List<string> made)
    {
        for (var attempt = 0; attempt < Writes; attempt++)
        {
            var answer = await client.CreateEnvironmentAsync(management);
            if (answer.StatusCode != HttpStatusCode.Created)
            {
                await OutageClient.AssertUnavailableAsync(answer);
                return;
            }

            using var body = await OutageClient.JsonAsync(answer);
            made.Add(body.RootElement.GetProperty("id").GetString()!);
        }

        Assert.Fail($"{Writes} environments fit on a full disk");
    }

    private static async Task<string> RefreshOrUnavailableAsync(OutageClient client, string refresh)
    {
        var answer = await client.RefreshAsync(refresh);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            await OutageClient.AssertUnavailableAsync(answer);
            return refresh;
        }

        using var body = await OutageClient.JsonAsync(answer);
        return body.RootElement.GetProperty("refresh_token").GetString()!;
    }

    private static Task EmptyAsync(SmallDisk disk)
    {
        disk.Empty();
        return Task.CompletedTask;
    }

    private static Task<SmallDisk> NewDiskAsync(int megabytes) => StartAsync(new SmallDisk(megabytes));

    private static async Task<OwnPostgres> NewPostgresAsync(SmallDisk disk)
    {
        var postgres = await StartAsync(new OwnPostgres(Path.Combine(disk.Folder, "postgres")));
        await SchemaOf.ApplyAsync(
            new StorageOptions { Postgres = postgres.ConnectionString }, TestContext.Current.CancellationToken);
        return postgres;
    }

    private static async Task<T> StartAsync<T>(T part)
        where T : IAsyncLifetime
    {
        try
        {
            await part.InitializeAsync();
            return part;
        }
        catch
        {
            await part.DisposeAsync();
            throw;
        }
    }
}
