using Everlatch.Identity.Certificates.Acme.Resources;

namespace Everlatch.Identity.Certificates.Acme;

/// <summary>An authority refused, or did not do what it said.</summary>
/// <param name="problem">Its reason.</param>
/// <param name="retryAfter">When it may be asked again; null when it did not say.</param>
internal sealed class AcmeException(AcmeProblem problem, DateTimeOffset? retryAfter = null) : Exception(problem.ToString())
{
    /// <summary>The reason.</summary>
    public AcmeProblem Problem => problem;

    /// <summary>When it may be asked again.</summary>
    public DateTimeOffset? RetryAfter => retryAfter;

    /// <summary>Whether the same order could succeed later without anybody changing anything.</summary>
    public bool IsTemporary =>
        problem.Kind is "rateLimited" or "serverInternal" or "badNonce" or "busy" or "timeout" or "orderNotReady";
}
