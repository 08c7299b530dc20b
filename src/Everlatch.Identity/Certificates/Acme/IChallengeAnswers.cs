using Everlatch.Core;
using Everlatch.Identity.Certificates.Acme.Resources;

namespace Everlatch.Identity.Certificates.Acme;

/// <summary>Puts the answers to challenges where the authority looks for them: at every edge that a name may lead to.</summary>
internal interface IChallengeAnswers
{
    /// <summary>Which ways this edge can answer, the preferred one first.</summary>
    IReadOnlyList<string> Types { get; }

    /// <summary>Publishes an answer, and returns once every edge gives it.</summary>
    Task PublishAsync(HostName host, AcmeChallenge challenge, string authorization, CancellationToken ct);

    /// <summary>Takes it back.</summary>
    Task WithdrawAsync(HostName host, AcmeChallenge challenge, CancellationToken ct);
}
