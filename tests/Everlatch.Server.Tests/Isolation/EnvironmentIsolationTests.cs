using System.Net;
using Everlatch.Server.Tests.Api;
using Everlatch.Testing;

namespace Everlatch.Server.Tests.Isolation;

/// <summary>
/// Every id of one environment, tried on every route with a credential of another environment that may do anything there.
/// </summary>
public sealed class EnvironmentIsolationTests(ManagementServer<SqliteEngine> server)
    : IClassFixture<ManagementServer<SqliteEngine>>
{
    [Fact]
    public async Task No_route_lets_an_environment_reach_another_one_and_each_lets_it_reach_itself()
    {
        var mine = await Estate.NewAsync(server, server.B);
        var tried = 0;
        foreach (var operation in (await OperationsAsync()).Where(operation => operation.Parameters.Contains("environment")))
        {
            var theirs = await Estate.NewAsync(server, server.A);
            var path = operation.At(name => theirs[name, operation.Path]);

            // A host is a name, and names of another environment are as unknown as any other.
            var mixed = operation.At(name => name == "environment" ? mine[name, ""] : theirs[name, operation.Path]);
            var attempts = operation.Parameters.Count > 1 ? new[] { path, mixed } : [path];
            foreach (var attempt in attempts)
            {
                var answer = await mine.Owner.SendAsync(operation, attempt, theirs);
                Assert.True(
                    answer.Status == HttpStatusCode.NotFound,
                    $"{operation.Id} answered {(int)answer.Status} at {attempt}: {answer.Text}");
                Assert.False(answer.Text.Contains(theirs.Mark, StringComparison.Ordinal), $"{operation.Id} told: {answer.Text}");
                tried++;
            }

            var twin = await theirs.Owner.SendAsync(operation, path, theirs);
            Assert.True(
                (int)twin.Status is >= 200 and < 300,
                $"{operation.Id} answered its own environment {(int)twin.Status}: {twin.Text}");
        }

        Assert.True(tried > 90, $"Only {tried} attempts: the document lost its routes.");
    }

    [Fact]
    public async Task A_token_of_one_environment_is_nobodys_at_the_host_of_another()
    {
        var mine = await Estate.NewAsync(server, server.B);
        foreach (var token in new[] { mine.Owner.Token, mine.Tenant.Token })
        {
            var stranger = new ManagementCaller(server.Address, server.HostOf(server.A), server.A) { Token = token };
            (await stranger.GetAsync($"{stranger.Own}/tenants")).Refuses(401, "EL1601");
        }

        (await mine.Owner.GetAsync($"{mine.Owner.Own}/tenants")).Is(HttpStatusCode.OK);
    }

    private async Task<IReadOnlyList<Operation>> OperationsAsync()
    {
        var caller = new ManagementCaller(server.Address, server.HostOf(server.A), server.A);
        return Operation.Of((await caller.GetAsync("/api/openapi.json")).Is(HttpStatusCode.OK).Json!);
    }
}
