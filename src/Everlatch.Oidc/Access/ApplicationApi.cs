using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Oidc.Access;

/// <summary>An API that an application may call.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Audience">Its audience.</param>
/// <param name="Scopes">Scopes that the application may have there.</param>
/// <param name="TokenSeconds">How long the API accepts a token.</param>
internal sealed record ApplicationApi(ApiId Id, string Audience, ImmutableArray<string> Scopes, int TokenSeconds);
