using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Everlatch.Directory.Entries;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Everlatch.Oidc.Clients;

/// <summary>Which endpoints and grants each kind of application may use.</summary>
internal static class ApplicationRights
{
    private static readonly ConditionalWeakTable<ApplicationEntry, Rights> Known = [];

    private static readonly ImmutableArray<string> OfBrowsers =
    [
        Permissions.Endpoints.Authorization,
        Permissions.Endpoints.PushedAuthorization,
        Permissions.GrantTypes.AuthorizationCode,
        Permissions.ResponseTypes.Code,
    ];

    private static readonly ImmutableArray<string> OfDevices =
    [
        Permissions.Endpoints.DeviceAuthorization,
        Permissions.GrantTypes.DeviceCode,
    ];

    /// <summary>The permissions of an application, computed once for each version of its entry.</summary>
    public static ImmutableArray<string> Of(ApplicationEntry application) =>
        Known.GetValue(application, static application => new Rights(Compute(application))).Permissions;

    /// <summary>Whether an application may have refresh tokens, and spend them.</summary>
    public static bool MayRefresh(ApplicationEntry application) => application.Scopes.Contains(Scopes.OfflineAccess);

    private static ImmutableArray<string> Compute(ApplicationEntry application) =>
    [
        Permissions.Endpoints.Token,
        .. application.Kind == ApplicationKind.Device ? OfDevices : OfBrowsers,
        .. MayRefresh(application) ? [Permissions.GrantTypes.RefreshToken] : ImmutableArray<string>.Empty,
    ];

    private sealed record Rights(ImmutableArray<string> Permissions);
}
