using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Storage;

namespace Everlatch.Identity.Domains.SetupLinks;

/// <summary>What a link carries, sealed with the master key for one environment: nothing of it is stored.</summary>
internal sealed record SetupToken
{
    /// <summary>The domain.</summary>
    public required string Domain { get; init; }

    /// <summary>When it ends, in Unix milliseconds.</summary>
    public required long ExpiresAt { get; init; }

    /// <summary>As text for an address.</summary>
    public string Seal(MasterKey master, EnvironmentId environment) => master.SealJson(Purpose(environment), this);

    /// <summary>The domain it is for; null when it was made up, is another environment's, or has ended.</summary>
    public static DomainId? Open(MasterKey master, EnvironmentId environment, string text, DateTimeOffset now) =>
        master.OpenJson<SetupToken>(Purpose(environment), text) is { } token
        && token.ExpiresAt > now.ToUnixTimeMilliseconds()
        && DomainId.TryParse(token.Domain, out var domain)
            ? domain
            : null;

    private static string Purpose(EnvironmentId environment) => $"domain-setup:{environment}";
}
