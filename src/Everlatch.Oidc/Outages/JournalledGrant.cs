using Everlatch.Core.Ids;

namespace Everlatch.Oidc.Outages;

/// <summary>A code that was redeemed in an outage, as the journal keeps it.</summary>
/// <param name="Environment">Where it was.</param>
/// <param name="CodeId">The id that the code's row has.</param>
/// <param name="Code">The code, with the grant that it led to.</param>
internal sealed record JournalledGrant(EnvironmentId Environment, string CodeId, SealedCode Code);
