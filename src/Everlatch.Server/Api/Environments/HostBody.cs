using Everlatch.Directory.Entries;

namespace Everlatch.Server.Api.Environments;

/// <summary>A host as sent.</summary>
internal sealed record HostBody
{
    public required string Host { get; init; }

    public required string Issuer { get; init; }

    public required bool IsPrimary { get; init; }

    public static HostBody Of(HostEntry host) =>
        new() { Host = host.Name.Value, Issuer = host.Issuer, IsPrimary = host.IsPrimary };
}
