using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Apis;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>The first APIs: our own management API, and the demo's.</summary>
internal static class SeedApis
{
    /// <summary>The demo API's audience. It ends in a slash because strict clients compare it as a URI with a path.</summary>
    public const string DemoAudience = "https://api.demo.example/";

    /// <summary>What the demo API knows.</summary>
    public static readonly ImmutableArray<ApiScope> DemoScopes =
    [
        new("invoices:read", "See invoices"),
        new("invoices:write", "Write invoices"),
    ];

    private const int TokenSeconds = 600;

    /// <summary>The management API with every scope of this release.</summary>
    public static Task<ApiId> EnsureManagementAsync(SeedWrite seed, CancellationToken ct) => EnsureAsync(
        seed, ManagementScopes.Audience, "Management API", [.. ManagementScopes.All.Select(scope => new ApiScope(scope, scope))], ct);

    /// <summary>The demo API.</summary>
    public static Task<ApiId> EnsureDemoAsync(SeedWrite seed, CancellationToken ct) =>
        EnsureAsync(seed, DemoAudience, "Demo API", DemoScopes, ct);

    private static async Task<ApiId> EnsureAsync(
        SeedWrite seed, string audience, string name, ImmutableArray<ApiScope> scopes, CancellationToken ct)
    {
        var known = seed.Environment.ApisByAudience.GetValueOrDefault(audience);
        if (known is not null && known.Scopes.SequenceEqual(scopes))
        {
            return known.Id;
        }

        var api = new ApiEntry
        {
            Id = known?.Id ?? Id.New<ApiId>(seed.Clock), Audience = audience, Name = name, Scopes = scopes, TokenSeconds = TokenSeconds,
        };
        await ClientSeedStore.PutApiAsync(seed.Write.Transaction, seed.Id, api, seed.Now, ct);
        seed.Write.Changed(seed.Id, DirectoryKind.Api, api.Id.Value);
        return api.Id;
    }
}
