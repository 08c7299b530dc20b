namespace Everlatch.Identity.Domains.Dns;

/// <summary>What DNS says of a claim's records.</summary>
internal enum DomainProof
{
    /// <summary>Too many resolvers did not answer.</summary>
    Fault,

    /// <summary>They answered, and no answer has a majority.</summary>
    Disagreement,

    /// <summary>Neither record is there.</summary>
    Missing,

    /// <summary>One of the records is there.</summary>
    Found,
}
