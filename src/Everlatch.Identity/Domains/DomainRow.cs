using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Storage;

namespace Everlatch.Identity.Domains;

/// <summary>A domain's columns.</summary>
internal sealed record DomainRow
{
    public EnvironmentId EnvironmentId { get; init; }
    public DomainId Id { get; init; }
    public HostName HostName { get; init; }
    public string? TenantId { get; init; }
    public string State { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Challenge { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CheckedAt { get; init; }
    public DateTimeOffset? VerifiedAt { get; init; }
    public DateTimeOffset? FailingSince { get; init; }
    public DateTimeOffset NextCheckAt { get; init; }
    public long Version { get; init; }
    public string? BrandingJson { get; init; }

    /// <summary>A state as stored.</summary>
    public static string StateText(DomainState state) => state.ToString().ToLowerInvariant();

    public CustomDomain ToDomain() => new()
    {
        Id = Id,
        Environment = EnvironmentId,
        Tenant = TenantId is null ? null : Core.Ids.TenantId.Trusted(TenantId),
        Host = HostName,
        State = Enum.Parse<DomainState>(State, ignoreCase: true),
        Reason = DomainReason.Of(Reason),
        Challenge = Challenge,
        CreatedAt = CreatedAt,
        CheckedAt = CheckedAt,
        VerifiedAt = VerifiedAt,
        FailingSince = FailingSince,
        NextCheckAt = NextCheckAt,
        Version = Version,
        Branding = BrandingJson is null ? null : Json.Read<Branding>(BrandingJson),
    };
}
