using System.Collections.Immutable;

namespace Everlatch.Server.Api.Access;

/// <summary>The scopes of the management API: what may be done (<c>area:read</c>, <c>area:write</c>) and how far (<c>operator</c>).</summary>
public static class ManagementScopes
{
    /// <summary>The <c>aud</c> of access tokens for this API, and its <c>resource</c>.</summary>
    public const string Audience = "urn:everlatch:management";

    /// <summary>Reaches every environment; counts in the operator's own environment only, and says nothing about areas.</summary>
    public const string Operator = "operator";

    public const string EnvironmentsRead = "environments:read";
    public const string EnvironmentsWrite = "environments:write";
    public const string ApplicationsRead = "applications:read";
    public const string ApplicationsWrite = "applications:write";
    public const string ClientsRead = "clients:read";
    public const string ClientsWrite = "clients:write";
    public const string ApisRead = "apis:read";
    public const string ApisWrite = "apis:write";
    public const string RolesRead = "roles:read";
    public const string RolesWrite = "roles:write";
    public const string KeysRead = "keys:read";
    public const string KeysWrite = "keys:write";
    public const string UsersRead = "users:read";
    public const string UsersWrite = "users:write";
    public const string TenantsRead = "tenants:read";
    public const string TenantsWrite = "tenants:write";
    public const string TokensRead = "tokens:read";
    public const string TokensWrite = "tokens:write";
    public const string AuditRead = "audit:read";
    public const string SessionsRead = "sessions:read";
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
}
