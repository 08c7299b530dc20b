using Everlatch.Oidc.Grants;

namespace Everlatch.Oidc.Codes;

/// <summary>What a row that is redeemed once keeps: the grant as it was made, and the nonce of its request.</summary>
internal sealed record RedeemableGrant(Grant Grant, string? Nonce);
