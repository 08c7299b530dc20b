using System.Collections.Immutable;
using Everlatch.Directory.Entries;

namespace Everlatch.Identity.Apis;

/// <summary>What its owner says about an API.</summary>
/// <param name="Name">A name for people.</param>
/// <param name="Scopes">Scopes it knows.</param>
/// <param name="TokenSeconds">Longest life of access tokens for it, in seconds.</param>
public sealed record ApiDraft(string Name, ImmutableArray<ApiScope> Scopes, int TokenSeconds);
