using System.Net;
using Everlatch.Server.Tests.Api;
using Everlatch.Server.Tests.Isolation;
using Everlatch.Storage;

namespace Everlatch.Server.Tests.Faults;

/// <summary>The database fails at every call of every operation of the management API.</summary>
public sealed class ManagementFaultTests(FaultyServer server) : IClassFixture<FaultyServer>
{
    private Estate? read;
    private Estate? written;

    // Between them these two fail every call that the other kinds do, with the same exception.
    [Theory]
    [InlineData(FaultKind.Stopped)]
    [InlineData(FaultKind.DiskFull)]
    public async Task Every_operation_says_503_and_leaves_nothing_half_written(FaultKind kind)
    {
        var failed = 0;
        var host = server.Host;
        var operations = Operation.Of((await (await host.OperatorAsync()).GetAsync("/api/openapi.json")).Is(HttpStatusCode.OK).Json!);

        // Reads first: they share an estate, which a write such as the revocation of a key would spoil.
        foreach (var operation in operations.OrderBy(operation => operation.Method != HttpMethod.Get))
        {
            failed += await server.SweepAsync(operation.Id, kind, () => PrepareAsync(operation));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{failed} faults");
        Assert.True(failed >= operations.Count, $"Only {failed} faults in {operations.Count} operations: the sweep met no database.");
    }

    [Fact]
    public async Task A_key_stays_claimed_when_nobody_knows_whether_its_request_happened()
    {
        var owner = await server.Host.OwnerAsync();
        Task<Answer> SendAsync(string key) => owner.PostAsync($"{owner.Own}/machine-clients", new { name = "Once" }, key);

        server.FailNext(StoreFaultException.Commit);
        (await SendAsync("unknown")).Refuses(503, "EL1100");
        (await SendAsync("unknown")).Refuses(409, "EL1613");

        server.FailNext(FaultyDatabase.Begin);
        (await SendAsync("free")).Refuses(503, "EL1100");
        (await SendAsync("free")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_was_made_is_told_even_when_the_answer_cannot_be_kept()
    {
        var owner = await server.Host.OwnerAsync();

        server.FailNext("idempotency.complete");
        (await owner.PostAsync($"{owner.Own}/machine-clients", new { name = "Told" }, "told")).Is(HttpStatusCode.Created);

        (await owner.PostAsync($"{owner.Own}/machine-clients", new { name = "Told" }, "told")).Refuses(409, "EL1613");
    }

    private async Task<Func<Task<Answer>>> PrepareAsync(Operation operation)
    {
        var estate = operation.Method == HttpMethod.Get ? read ??= await NewEstateAsync() : written = await FreshEstateAsync();
        var caller = operation.Parameters.Contains("environment") ? estate.Owner : await server.Host.OperatorAsync();
        var path = operation.At(name => estate[name, operation.Path]);
        var version = operation.NeedsVersion ? await OperationCaller.VersionAsync(estate, path) : null;
        return () => caller.SendAsync(operation, path, estate, version);
    }

    // An environment has room for some hosts only: those of the estate before are given back.
    private async Task<Estate> FreshEstateAsync()
    {
        foreach (var host in written is null ? [] : new[] { $"{written.Mark}.example", $"more.{written.Mark}.example" })
        {
            await written!.Owner.DeleteAsync($"{written.Owner.Own}/hosts/{host}");
        }

        return await NewEstateAsync();
    }

    private Task<Estate> NewEstateAsync() => Estate.NewAsync(server.Host, server.Host.A);
}
