using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;

namespace Everlatch.Directory.Entries;

/// <summary>Everything about one environment that is not per user. Immutable: a change makes a new one and swaps it in.</summary>
public sealed record DirectoryEnvironment
{
    /// <summary>Its id.</summary>
    public required EnvironmentId Id { get; init; }

    /// <summary>The name that people see on hosted pages and in mails.</summary>
    public required string Name { get; init; }

    /// <summary>Where its people live.</summary>
    public required Region Region { get; init; }

    /// <summary>Its settings.</summary>
    public required EnvironmentSettings Settings { get; init; }

    /// <summary>
    /// What proves its refresh tokens, when it moved here from another region; null for one that was made here.
    /// </summary>
    public byte[]? RefreshKey { get; init; }

    /// <summary>Hosts that lead here; one is primary.</summary>
    public ImmutableDictionary<HostName, HostEntry> Hosts { get; init; } = ImmutableDictionary<HostName, HostEntry>.Empty;

    /// <summary>Applications by client_id.</summary>
    public ImmutableDictionary<AppId, ApplicationEntry> Applications { get; init; } =
        ImmutableDictionary<AppId, ApplicationEntry>.Empty;

    /// <summary>Machine clients by client_id.</summary>
    public ImmutableDictionary<MachineClientId, MachineClientEntry> MachineClients { get; init; } =
        ImmutableDictionary<MachineClientId, MachineClientEntry>.Empty;

    /// <summary>API tokens by client_id.</summary>
    public ImmutableDictionary<ApiTokenId, ApiTokenEntry> ApiTokens { get; init; } =
        ImmutableDictionary<ApiTokenId, ApiTokenEntry>.Empty;

    /// <summary>APIs by id.</summary>
    public ImmutableDictionary<ApiId, ApiEntry> Apis { get; init; } = ImmutableDictionary<ApiId, ApiEntry>.Empty;

    /// <summary>APIs by the audience that a <c>resource</c> parameter names.</summary>
    public ImmutableDictionary<string, ApiEntry> ApisByAudience { get; init; } = ImmutableDictionary<string, ApiEntry>.Empty;

    /// <summary>Roles by their key.</summary>
    public ImmutableDictionary<string, RoleEntry> Roles { get; init; } = ImmutableDictionary<string, RoleEntry>.Empty;

    /// <summary>Signing keys, every one that is still published.</summary>
    public ImmutableArray<SigningKeyEntry> Keys { get; init; } = [];

    /// <summary>
    /// When each revoked session, grant, client or token id was revoked; kept while a token issued before could still live.
    /// </summary>
    public ImmutableDictionary<string, DateTimeOffset> Revocations { get; init; } =
        ImmutableDictionary<string, DateTimeOffset>.Empty;

    /// <summary>The host whose issuer stands in mails and pages.</summary>
    public HostEntry? PrimaryHost => Hosts.Values.FirstOrDefault(host => host.IsPrimary) ?? Hosts.Values.FirstOrDefault();

    /// <summary>The permissions that roles give, without duplicates, in order.</summary>
    public ImmutableArray<string> PermissionsOf(IEnumerable<string> roles) =>
    [
        .. roles.SelectMany(key => Roles.TryGetValue(key, out var role) ? role.Permissions : [])
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}
