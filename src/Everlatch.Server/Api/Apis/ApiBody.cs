using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Identity.Apis;

namespace Everlatch.Server.Api.Apis;

/// <summary>An API as sent.</summary>
internal sealed record ApiBody
{
    public required ApiId Id { get; init; }

    public required string Audience { get; init; }

    public required string Name { get; init; }

    public required ImmutableArray<ScopeBody> Scopes { get; init; }

    public required int TokenSeconds { get; init; }

    public required bool BuiltIn { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static ApiBody Of(StoredApi api) => new()
    {
        Id = api.Id,
        Audience = api.Audience,
        Name = api.Name,
        Scopes = [.. api.Scopes.Select(scope => new ScopeBody { Name = scope.Name, Description = scope.Description })],
        TokenSeconds = api.TokenSeconds,
        BuiltIn = api.IsBuiltIn,
        CreatedAt = api.CreatedAt,
        UpdatedAt = api.UpdatedAt,
    };
}
