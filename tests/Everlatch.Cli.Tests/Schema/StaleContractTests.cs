using System.Net;
using Everlatch.Cli.Tests.Processes;
using Everlatch.Storage;
using Everlatch.Testing;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>A server whose contract is of another build would take any schema for its own.</summary>
public sealed class StaleContractTests
{
    [Fact]
    public async Task A_server_with_a_contract_of_the_release_before_waits_although_the_database_fits_it()
    {
        var storage = await SqliteEngine.CreateAsync(migrated: true, TestContext.Current.CancellationToken);
        try
        {
            using var next = await NextRelease.CreateAsync(storage);
            var own = await File.ReadAllTextAsync(
                Checkout.PathOf("src/Everlatch.Storage/Contracts/sqlite.contract"), TestContext.Current.CancellationToken);
            next.WriteContract("sqlite", own);
            await using var server = Serving.Start(storage, next.Folder);
            var report = await server.UntilAsync("/health/schema", HttpStatusCode.ServiceUnavailable, "EL1843");
            Assert.Contains(next.Step, report, StringComparison.Ordinal);
            await Waits.ForSchemaAsync(server);

            await next.ContractAsync(storage);
            await server.UntilAsync("/health/schema", HttpStatusCode.ServiceUnavailable, NextRelease.Column);
            await Serving.DoneAsync(0, storage, "schema", "apply", "--from", next.Folder);
            await server.UntilAsync("/health/ready", HttpStatusCode.OK);
        }
        finally
        {
            await SqliteEngine.DropAsync(storage);
        }
    }
}
