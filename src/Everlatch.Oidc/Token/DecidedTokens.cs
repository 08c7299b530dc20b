using Everlatch.Directory.Entries;
using Everlatch.Oidc.Access;

namespace Everlatch.Oidc.Token;

/// <summary>What the tokens of a response are to say.</summary>
internal sealed record DecidedTokens(ApplicationEntry Application, Redeemed Redeemed, TokenAccess Access);
