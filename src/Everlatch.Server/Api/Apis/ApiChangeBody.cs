using Everlatch.Directory.Entries;
using Everlatch.Identity.Apis;

namespace Everlatch.Server.Api.Apis;

/// <summary>An API as it shall be.</summary>
internal record ApiChangeBody
{
    private const int DefaultTokenSeconds = 600;

    public required string Name { get; init; }

    public IReadOnlyList<ScopeBody> Scopes { get; init; } = [];

    public int TokenSeconds { get; init; } = DefaultTokenSeconds;

    public ApiDraft ToDraft() =>
        new(Name, [.. Scopes.Select(scope => new ApiScope(scope.Name, scope.Description))], TokenSeconds);
}
