namespace Everlatch.Server.Api.Apis;

/// <summary>A scope of an API, as sent.</summary>
internal sealed record ScopeBody
{
    public required string Name { get; init; }

    public string Description { get; init; } = "";
}
