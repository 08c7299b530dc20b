namespace Everlatch.Server.Api.Environments;

/// <summary>A host to be added.</summary>
internal sealed record NewHostBody
{
    /// <summary>The host name, without port.</summary>
    public required string Host { get; init; }

    /// <summary>The issuer of tokens issued there; left out, it is https at the standard port.</summary>
    public string? Issuer { get; init; }
}
