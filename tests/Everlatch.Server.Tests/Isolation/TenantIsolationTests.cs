using System.Net;
using Everlatch.Server.Tests.Api;
using Everlatch.Testing;

namespace Everlatch.Server.Tests.Isolation;

/// <summary>Every id of one tenant, tried on every route with the credential of another tenant of the same environment.</summary>
public sealed class TenantIsolationTests(ManagementServer<SqliteEngine> server) : IClassFixture<ManagementServer<SqliteEngine>>
{
    private static readonly string[] OfTenants = ["tenant", "user", "invitation", "token", "session", "domain"];

    [Fact]
    public async Task No_route_lets_a_tenant_reach_another_one_and_each_lets_it_reach_itself()
    {
        var mine = await Estate.NewAsync(server, server.A);
        var tried = 0;
        foreach (var operation in (await OperationsAsync()).Where(operation => operation.Parameters.Any(OfTenants.Contains)))
        {
            var theirs = await Estate.NewAsync(server, server.A);
            var path = operation.At(name => theirs[name, operation.Path]);

            // Their tenant with their things in it, and my own tenant with their things in it.
            var mixed = operation.At(name => name == "tenant" ? mine[name, operation.Path] : theirs[name, operation.Path]);
            foreach (var attempt in new[] { path, mixed }.Distinct().Where(attempt => HoldsIdOf(theirs, operation, attempt)))
            {
                AssertRefused(operation, theirs, await mine.Tenant.SendAsync(operation, attempt, theirs));
                tried++;
            }

            AssertTwin(operation, await theirs.Tenant.SendAsync(operation, path, theirs));
        }

        Assert.True(tried > 30, $"Only {tried} attempts: the document lost its routes.");
    }

    [Fact]
    public async Task Lists_and_creates_keep_to_the_tenant_of_the_caller()
    {
        var (mine, theirs) = (await Estate.NewAsync(server, server.A), await Estate.NewAsync(server, server.A));
        var open = (await OperationsAsync()).Where(
            operation => operation.OpenToTenants && !operation.Parameters.Any(OfTenants.Contains))
            .ToList();
        foreach (var operation in open)
        {
            var path = operation.At(name => theirs[name, operation.Path]);
            var answer = await mine.Tenant.SendAsync(operation, path, theirs);
            if (operation.Method == HttpMethod.Get)
            {
                answer.Is(HttpStatusCode.OK);
                Assert.NotEmpty(answer.Json!["items"]!.AsArray());
                AssertTellsNothing(operation, theirs, answer);
                (await mine.Tenant.GetAsync($"{path}?key=t-{theirs.Mark}&user={theirs["user", ""]}")).Is(HttpStatusCode.OK);
                AssertTellsNothing(
                    operation, theirs, await mine.Tenant.GetAsync($"{path}?key=t-{theirs.Mark}&user={theirs["user", ""]}"));
                AssertTellsNothing(operation, theirs, await mine.Tenant.GetAsync($"{path}?tenant={theirs["tenant", ""]}"));
            }
            else
            {
                AssertRefused(operation, theirs, answer);
            }

            AssertTwin(operation, await theirs.Tenant.SendAsync(operation, path, theirs));
        }

        Assert.Equal(
            ["AddDomain", "CreateApiToken", "ListApiTokens", "ListDomains", "ListTenants", "SearchAuditEvents"],
            open.Select(operation => operation.Id).Order());
    }

    [Fact]
    public async Task A_thing_of_another_tenant_and_one_that_does_not_exist_are_answered_alike()
    {
        var mine = await Estate.NewAsync(server, server.A);
        var theirs = await Estate.NewAsync(server, server.A);
        var gone = await Estate.NewAsync(server, server.B);
        var ofTenants = (await OperationsAsync())
            .Where(operation => operation.OpenToTenants && operation.Parameters.Any(OfTenants.Contains));
        foreach (var operation in ofTenants)
        {
            var foreign = await mine.Tenant.SendAsync(operation, PathTo(operation, theirs), theirs, "\"1\"");
            var unknown = await mine.Tenant.SendAsync(operation, PathTo(operation, gone), theirs, "\"1\"");
            foreign.Refuses(404, "EL1603");
            unknown.Refuses(404, "EL1603");
            Assert.Equal(foreign.Json!["title"]!.ToString(), unknown.Json!["title"]!.ToString());
        }

        string PathTo(Operation operation, Estate estate) =>
            operation.At(name => name == "environment" ? mine[name, ""] : estate[name, operation.Path]);
    }

    private static bool HoldsIdOf(Estate estate, Operation operation, string path) =>
        operation.Parameters.Any(name => (OfTenants.Contains(name) || name == "secret")
            && path.Contains(estate[name, operation.Path], StringComparison.Ordinal));

    private static void AssertRefused(Operation operation, Estate theirs, Answer answer)
    {
        var expected = operation.OpenToTenants ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden;
        Assert.True(answer.Status == expected, $"{operation.Id} answered {(int)answer.Status}: {answer.Text}");
        AssertTellsNothing(operation, theirs, answer);
    }

    private static void AssertTellsNothing(Operation operation, Estate theirs, Answer answer) =>
        Assert.False(answer.Text.Contains(theirs.Mark, StringComparison.Ordinal), $"{operation.Id} told: {answer.Text}");

    private static void AssertTwin(Operation operation, Answer answer) =>
        Assert.True(
            operation.OpenToTenants ? (int)answer.Status is >= 200 and < 300 : answer.Status == HttpStatusCode.Forbidden,
            $"{operation.Id} answered its own tenant {(int)answer.Status}: {answer.Text}");

    private async Task<IReadOnlyList<Operation>> OperationsAsync()
    {
        var caller = new ManagementCaller(server.Address, server.HostOf(server.A), server.A);
        return Operation.Of((await caller.GetAsync("/api/openapi.json")).Is(HttpStatusCode.OK).Json!);
    }
}
