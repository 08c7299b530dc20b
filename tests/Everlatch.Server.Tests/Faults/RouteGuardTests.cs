using System.Net;

namespace Everlatch.Server.Tests.Faults;

/// <summary>No route is forgotten by the sweeps: whoever maps a new one gives it a request there.</summary>
public sealed class RouteGuardTests(FaultyServer server) : IClassFixture<FaultyServer>
{
    private static readonly Dictionary<string, string> Excused = new()
    {
        ["* /api/{**rest}"] = "answers 404 to whatever nobody else answers",
    };

    [Fact]
    public async Task The_routes_that_are_swept_are_the_routes_that_are_mapped()
    {
        var swept = (await SweptAsync()).Select(request => request.Route).Where(route => !IsMiddlewares(route)).ToList();

        var mapped = MappedRoutes.Of(server.Host.Services).Except(Excused.Keys).ToList();

        Assert.Equal([], mapped.Except(swept));
        Assert.Equal([], swept.Except(mapped));
    }

    [Fact]
    public async Task Every_endpoint_and_grant_that_discovery_names_is_swept()
    {
        using var anybody = new Visitor(server.Host.Address);
        var document = (await anybody.GetAsync("/.well-known/openid-configuration")).Is(HttpStatusCode.OK).Json!.AsObject();
        var named =
            document.Where(member => member.Key is "jwks_uri" || member.Key.EndsWith("_endpoint", StringComparison.Ordinal));
        var swept = await SweptAsync();

        Assert.Superset(
            named.Select(member => new Uri((string)member.Value!).AbsolutePath).ToHashSet(),
            swept.Select(request => request.Route.Split(' ')[1]).ToHashSet());
        Assert.Superset(
            document["grant_types_supported"]!.AsArray().Select(grant => (string)grant!).ToHashSet(),
            swept.Where(request => request.Route == "POST /oauth2/token").Select(request => request.Name).ToHashSet());
    }

    // Middleware answers them and they are no routes: discovery names OpenIddict's, the schema's gate answers while it is
    // closed, and edges are answered before hosts are looked at.
    private static bool IsMiddlewares(string route) =>
        route is "POST /oauth2/token" or "POST /oauth2/par" or "POST /oauth2/device" or "GET /health/schema"
        || route.StartsWith("GET /edge/", StringComparison.Ordinal);

    private async Task<IReadOnlyList<SweptRequest>> SweptAsync() =>
    [
        .. await new ManagementRequests(server).AllAsync(),
        .. new ProtocolRequests(server).All(),
        .. new PageRequests(server).All(),
        .. new AccountRequests(server).All(),
    ];
}
