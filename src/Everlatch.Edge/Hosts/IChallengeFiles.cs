using Everlatch.Core;

namespace Everlatch.Edge.Hosts;

/// <summary>Has the proofs that certificate authorities ask for by http.</summary>
public interface IChallengeFiles
{
    /// <summary>The key authorization of a token (RFC 8555 §8.3); null when there is none.</summary>
    string? Find(HostName host, string token);
}
