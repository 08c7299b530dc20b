using Everlatch.Core.Ids;

namespace Everlatch.Identity.Clients;

/// <summary>A secret just made: shown this once.</summary>
/// <param name="Id">Names it, so that it can be taken away.</param>
/// <param name="Text">The secret.</param>
/// <param name="ExpiresAt">When it stops counting; null when it does not.</param>
public sealed record NewSecret(SecretId Id, string Text, DateTimeOffset? ExpiresAt)
{
    /// <summary>Never the secret: it must not reach a log by accident.</summary>
    public override string ToString() => $"[secret {Id}]";
}
