using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Directory.Entries;

/// <summary>What a client may do at one API.</summary>
/// <param name="Api">The API.</param>
/// <param name="Scopes">Scopes it may ask for there; all of them when a request names none.</param>
public sealed record ApiGrant(ApiId Api, ImmutableArray<string> Scopes);
