using System.Collections.Immutable;
using Everlatch.Directory.Entries;

namespace Everlatch.Identity.Apis;

/// <summary>
/// The scopes of the management API: what may be done (<c>area:read</c>, <c>area:write</c>) and how far (<c>operator</c>).
/// </summary>
public static class ManagementScopes
{
    /// <summary>The <c>aud</c> of access tokens for this API, and its <c>resource</c>.</summary>
    public const string Audience = "urn:everlatch:management";

    /// <summary>Reaches every environment; counts in the operator's own environment only, and says nothing about areas.</summary>
    public const string Operator = "operator";

    /// <summary>Read environments and hosts.</summary>
    public const string EnvironmentsRead = "environments:read";

    /// <summary>Make, change and take away environments and hosts.</summary>
    public const string EnvironmentsWrite = "environments:write";

    /// <summary>Read applications.</summary>
    public const string ApplicationsRead = "applications:read";

    /// <summary>Make, change and take away applications.</summary>
    public const string ApplicationsWrite = "applications:write";

    /// <summary>Read machine clients.</summary>
    public const string ClientsRead = "clients:read";

    /// <summary>Make, change and take away machine clients.</summary>
    public const string ClientsWrite = "clients:write";

    /// <summary>Read APIs and their scopes.</summary>
    public const string ApisRead = "apis:read";

    /// <summary>Make, change and take away APIs and their scopes.</summary>
    public const string ApisWrite = "apis:write";

    /// <summary>Read roles.</summary>
    public const string RolesRead = "roles:read";

    /// <summary>Make, change and take away roles.</summary>
    public const string RolesWrite = "roles:write";

    /// <summary>Read signing keys.</summary>
    public const string KeysRead = "keys:read";

    /// <summary>Rotate and revoke signing keys.</summary>
    public const string KeysWrite = "keys:write";

    /// <summary>Read people.</summary>
    public const string UsersRead = "users:read";

    /// <summary>Make, change and take away people.</summary>
    public const string UsersWrite = "users:write";

    /// <summary>Read tenants, memberships and invitations.</summary>
    public const string TenantsRead = "tenants:read";

    /// <summary>Make, change and take away tenants, memberships and invitations.</summary>
    public const string TenantsWrite = "tenants:write";

    /// <summary>Read API tokens.</summary>
    public const string TokensRead = "tokens:read";

    /// <summary>Make, change and take away API tokens.</summary>
    public const string TokensWrite = "tokens:write";

    /// <summary>Search the audit trail.</summary>
    public const string AuditRead = "audit:read";

    /// <summary>Read sessions.</summary>
    public const string SessionsRead = "sessions:read";

    /// <summary>End sessions.</summary>
    public const string SessionsWrite = "sessions:write";

    /// <summary>Every scope, in the order of the reference.</summary>
    public static readonly ImmutableArray<string> All =
    [
        Operator,
        EnvironmentsRead, EnvironmentsWrite,
        ApplicationsRead, ApplicationsWrite,
        ClientsRead, ClientsWrite,
        ApisRead, ApisWrite,
        RolesRead, RolesWrite,
        KeysRead, KeysWrite,
        UsersRead, UsersWrite,
        TenantsRead, TenantsWrite,
        TokensRead, TokensWrite,
        AuditRead,
        SessionsRead, SessionsWrite,
    ];

    /// <summary>Life of access tokens for this API in seconds.</summary>
    internal const int TokenSeconds = 600;

    /// <summary>The scopes as the API's own row lists them.</summary>
    internal static ImmutableArray<ApiScope> AsApiScopes => [.. All.Select(scope => new ApiScope(scope, DescriptionOf(scope)))];

    /// <summary>What a scope allows, in one sentence.</summary>
    public static string DescriptionOf(string scope) => scope.Split(':') switch
    {
        [var area, "read"] => $"Read {area}.",
        [var area, _] => $"Make, change and take away {area}.",
        _ => "Reach every environment.",
    };
}
