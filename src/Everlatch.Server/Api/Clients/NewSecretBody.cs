namespace Everlatch.Server.Api.Clients;

/// <summary>A secret to be made.</summary>
internal sealed record NewSecretBody
{
    /// <summary>When it stops counting; left out, it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
