using System.Collections.Immutable;
using Everlatch.Directory.Entries;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Everlatch.Oidc.Clients;

/// <summary>What an application's requests must have beyond what the protocol demands.</summary>
internal static class ApplicationRequirements
{
    private static readonly ImmutableArray<string> Usual = [Requirements.Features.ProofKeyForCodeExchange];
    private static readonly ImmutableArray<string> Pushed = [.. Usual, Requirements.Features.PushedAuthorizationRequests];

    /// <summary>The requirements of an application: PKCE for all, pushed requests where its settings say so.</summary>
    public static ImmutableArray<string> Of(ApplicationEntry application) =>
        application.Settings.RequirePushedRequests ? Pushed : Usual;
}
