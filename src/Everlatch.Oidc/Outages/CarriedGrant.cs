using Everlatch.Oidc.Grants;

namespace Everlatch.Oidc.Outages;

/// <summary>
/// A grant that was made while no database took writes. It travels sealed in its refresh tokens, and brings its own row.
/// </summary>
/// <param name="Grant">The grant.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="SealedSession">The session that it was given in, when that is not in the database either.</param>
internal sealed record CarriedGrant(Grant Grant, DateTimeOffset MadeAt, string? SealedSession);
